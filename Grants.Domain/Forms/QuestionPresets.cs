using static Grants.Domain.Forms.QuestionType;

namespace Grants.Domain.Forms;

/// <summary>Questions that digitization funders ask again and again, ready to be put into a form and changed there.</summary>
public static class QuestionPresets
{
    /// <summary>Budget categories used by digitization funders.</summary>
    public static IReadOnlyList<string> BudgetCategories { get; } =
    [
        "Salaries and wages",
        "Fringe benefits",
        "Consultants and contracts",
        "Digitization vendor",
        "Equipment",
        "Supplies and enclosures",
        "Conservation for capture",
        "Metadata and cataloguing",
        "Transcription, translation, OCR",
        "Rights clearance",
        "Storage, hosting, preservation",
        "Shipping and insurance",
        "Travel and training",
        "Outreach",
        IndirectCosts,
    ];

    public static IReadOnlyList<string> MaterialTypes { get; } =
    [
        "Documents and correspondence",
        "Newsletters and periodicals",
        "Photographs",
        "Negatives and slides",
        "Posters and placards",
        "Telegrams",
        "Audio recordings",
        "Video and film",
        "Objects and ephemera",
    ];

    public const string IndirectCosts = "Indirect costs";

    public static FileLimits SomeFiles { get; } = new(["pdf", "jpg", "png"], 20_000_000, 3);

    public static IReadOnlyList<QuestionPreset> All { get; } =
    [
        new("Collections with their materials", Collections("", "Collections")),
        new("Materials, by kind and count", Materials("", "Materials to digitize")),
        new("People of the project", People("", "Who does the work")),
        new("Work plan", WorkPlan("", "Work plan")),
        new("Budget of a digitization project", Budget("", "Budget")),
        new("Signature under a statement", Signature("")),
    ];

    /// <summary>The least that a question of that type can be.</summary>
    public static Question Plain(QuestionType type) =>
        type switch
        {
            QuestionType.Budget => Budget("", "Budget") with
            {
                Purpose = QuestionPurpose.None,
                Required = false,
            },
            Choice or ManyChoices => new("", "New question", type)
            {
                Options = ["First choice", "Second choice"],
            },
            Table => new("", "New table", type)
            {
                Columns = [new("first", "First column", ShortText)],
            },
            Group => new("", "New group", type)
            {
                EntryName = "entry",
                Questions = [new("name", "Name", ShortText)],
            },
            QuestionType.Files => new("", "New files", type) { Files = SomeFiles },
            _ => new("", "New question", type),
        };

    public static Question People(string key, string label) =>
        new(key, label, Table)
        {
            Columns =
            [
                new("name", "Name", ShortText) { Required = true },
                new("role", "Role in the project", ShortText) { Required = true },
                new("email", "E-mail", Email),
                new("days", "Days of work", Number) { Unit = "days", HasTotal = true },
            ],
        };

    public static Question WorkPlan(string key, string label) =>
        new(key, label, Table)
        {
            Required = true,
            Columns =
            [
                new("task", "Task", ShortText) { Required = true },
                new("who", "Who", ShortText) { Required = true },
                new("start", "Start", Date) { Required = true },
                new("end", "End", Date) { Required = true },
                new("output", "Output count", Number) { HasTotal = true },
            ],
        };

    /// <summary>What an award promises is counted from it.</summary>
    public static Question Materials(string key, string label) =>
        new(key, label, Table)
        {
            Required = true,
            Purpose = QuestionPurpose.Materials,
            Columns =
            [
                new("type", "Material", Choice) { Required = true, Options = MaterialTypes },
                new("count", "Count", Number) { Required = true, HasTotal = true },
                new("unit", "Unit", Choice)
                {
                    Required = true,
                    Options = ["pages", "photos", "items", "hours", "reels"],
                },
                new("condition", "Condition", Choice)
                {
                    Required = true,
                    Options = ["1 stable", "2 some damage", "3 at risk", "4 active decay"],
                },
                new("digitized", "Already digitized", Choice)
                {
                    Required = true,
                    Options = ["none", "part", "all"],
                },
            ],
        };

    public static Question Collections(string key, string label) =>
        new(key, label, Group)
        {
            Required = true,
            Purpose = QuestionPurpose.Collections,
            EntryName = "collection",
            Questions =
            [
                new("name", "Name", ShortText) { Required = true },
                new("callNumber", "Call number", ShortText),
                new("findingAid", "Finding aid address", Url),
                new("creator", "Creator", ShortText),
                new("dates", "Dates", EdtfDate) { Required = true },
                new("linearFeet", "Extent on the shelf", Number)
                {
                    Required = true,
                    Unit = "linear feet",
                },
                new("items", "Extent in items", Number) { Unit = "items" },
                new("languages", "Languages", ShortText) { Required = true },
                new("places", "Places", ShortText),
                Materials("materials", "Materials to digitize"),
                new("samples", "Sample images", QuestionType.Files)
                {
                    Files = new(["jpg", "jpeg", "png", "tif", "tiff", "pdf"], 20_000_000, 5),
                },
            ],
        };

    public static Question Budget(string key, string label) =>
        new(key, label, QuestionType.Budget)
        {
            Required = true,
            Purpose = QuestionPurpose.Budget,
            IndirectCategory = IndirectCosts,
            Columns =
            [
                new(BudgetLine.CategoryKey, "Category", Choice)
                {
                    Required = true,
                    Options = BudgetCategories,
                },
                new(BudgetLine.ItemKey, "Item", ShortText) { Required = true },
                new(BudgetLine.QuantityKey, "Quantity", Number) { Required = true },
                new(BudgetLine.UnitCostKey, "Unit cost", Money) { Required = true },
                new(BudgetLine.RequestedKey, "Requested", Money) { Required = true },
                new(BudgetLine.MatchCashKey, "Match in cash", Money),
                new(BudgetLine.MatchInKindKey, "Match in kind", Money),
            ],
        };

    public static Question Signature(string key) =>
        new(key, "What I say here is true, and I may sign for the organization", Attestation)
        {
            Required = true,
            Help = "Type your name to sign.",
        };
}

/// <summary>A question to be put into a form and changed there.</summary>
public sealed record QuestionPreset(string Name, Question Question);
