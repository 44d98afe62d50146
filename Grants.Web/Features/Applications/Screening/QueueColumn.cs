using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;

namespace Grants.Web.Features.Applications.Screening;

/// <summary>A row of the queue, with everything that its columns may show.</summary>
/// <param name="Open">Of the checklist; null while it isn't begun.</param>
public sealed record ApplicationRow(
    Guid Id,
    string? ReferenceNumber,
    string Title,
    string Organization,
    string Country,
    string Call,
    ApplicationStatus Status,
    bool IsTold,
    Money AmountRequested,
    DateTimeOffset SubmittedAt,
    string? Assignee,
    int OpenFlags,
    int? Open,
    int? Failed,
    Guid FormVersionId
)
{
    /// <summary>Of the latest submission, where a column or a file asks for answers.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } =
        new Dictionary<string, string>();

    /// <summary>"Met", what is unmet, or that nobody began it.</summary>
    public string Checklist =>
        Open is not { } open ? "Not begun"
        : ScreeningChecklist.Unmet(open, Failed ?? 0) is { Length: > 0 } unmet ? unmet
        : "Met";
}

/// <summary>A column that staff may choose for the queue and its files.</summary>
/// <param name="Key">In the address; "answer:" and the question's key for an answer.</param>
/// <param name="IsFigure">Numbers stand to the right.</param>
/// <param name="CanSort">The database can sort by it.</param>
public sealed record QueueColumn(
    string Key,
    string Title,
    Func<ApplicationRow, object?> Value,
    bool IsFigure = false,
    bool CanSort = true
)
{
    private const string AnswerPrefix = "answer:";

    /// <summary>The title leads to the application, so it is always there.</summary>
    public const string TitleKey = "title";

    public const string StatusKey = "status";

    public static IReadOnlyList<QueueColumn> BuiltIn { get; } =
    [
        new("reference", "Reference", r => r.ReferenceNumber),
        new(TitleKey, "Application", r => r.Title),
        new("call", "Call", r => r.Call),
        new("organization", "Organization", r => r.Organization),
        new("country", "Country", r => Countries.NameOf(r.Country)),
        new(StatusKey, "Status", r => r.Status),
        new("amount", "Requested", r => r.AmountRequested, IsFigure: true),
        new("submitted", "Submitted", r => r.SubmittedAt),
        new("assignee", "Handled by", r => r.Assignee),
        new("flags", "Open flags", r => r.OpenFlags, IsFigure: true),
        new("checklist", "Checklist", r => r.Checklist, CanSort: false),
    ];

    private static readonly string[] Usual =
    [
        "reference",
        TitleKey,
        "organization",
        StatusKey,
        "amount",
        "submitted",
        "assignee",
    ];

    /// <summary>The question whose answer it shows; null for the others.</summary>
    public Question? Question { get; private init; }

    /// <summary>The answers that a call's form can show as columns.</summary>
    public static IReadOnlyList<QueueColumn> Answers(FormDefinition? form) =>
        form is null
            ? []
            :
            [
                .. form
                    .Sections.SelectMany(s => s.Questions)
                    .Where(q => q.Purpose is not QuestionPurpose.Title)
                    .Select(Of),
            ];

    /// <summary>Those that the address names, in the usual order, and the title in any case.</summary>
    public static IReadOnlyList<QueueColumn> Chosen(
        string? keys,
        IReadOnlyList<QueueColumn> answers
    )
    {
        var wanted = string.IsNullOrWhiteSpace(keys) ? Usual : keys.Split(',');
        return [.. BuiltIn.Concat(answers).Where(c => c.Key == TitleKey || wanted.Contains(c.Key))];
    }

    private static QueueColumn Of(Question question) =>
        new(
            AnswerPrefix + question.Key,
            question.Label,
            r =>
                Shared.Forms.AnswerWords.Of(
                    question,
                    r.Answers.GetValueOrDefault(question.Key, "")
                ),
            CanSort: false
        )
        {
            Question = question,
        };
}
