using static Grants.Domain.Forms.QuestionType;

namespace Grants.Domain.Forms;

/// <summary>The shipped application form for digitization grants: eight steps, about 50 questions. Data from the first use on.</summary>
public static class DefaultForm
{
    public const string Name = "Digitization grant application";

    private static readonly string[] Papers = ["pdf", "docx", "xlsx", "odt", "ods"];

    public static FormDefinition Make() =>
        new([
            Identifying(Organization()),
            Identifying(People()),
            Project(),
            Collections(),
            Significance(),
            RightsAndCare(),
            WorkAndTechnology(),
            BudgetAndSignature(),
        ]);

    /// <summary>Every question of the section tells who applies.</summary>
    private static FormSection Identifying(FormSection section) =>
        section with
        {
            Questions = [.. section.Questions.Select(q => q with { Identifying = true })],
        };

    private static FormSection Organization() =>
        new(
            "organization",
            "Organization",
            "Who applies. The organization's own page keeps what stays the same from call to call.",
            [
                new("organization.legalName", "Legal name of the organization", ShortText)
                {
                    Required = true,
                },
                new("organization.kind", "Type of organization", Choice)
                {
                    Required = true,
                    Options =
                    [
                        "Archive",
                        "Library",
                        "Historical society",
                        "Museum",
                        "University",
                        "Community group",
                    ],
                },
                new("organization.country", "Country and state", ShortText) { Required = true },
                new("organization.registration", "EIN or registration number", ShortText),
                new(
                    "organization.fiscalSponsor",
                    "Fiscal sponsor, if another organization receives the money",
                    QuestionType.Organization
                ),
                new("organization.isil", "ISIL or MARC organization code", ShortText),
                new("organization.website", "Website", Url),
            ]
        );

    private static FormSection People() =>
        new(
            "people",
            "People",
            "Whom we write to, and who may sign for the organization.",
            [
                new("people.leadName", "Project lead", ShortText) { Required = true },
                new("people.leadEmail", "Project lead's e-mail", Email) { Required = true },
                new(
                    "people.signatoryName",
                    "Authorized official who can sign an agreement",
                    ShortText
                )
                {
                    Required = true,
                },
                new("people.signatoryEmail", "Authorized official's e-mail", Email)
                {
                    Required = true,
                },
                new("people.financeName", "Finance contact", ShortText) { Required = true },
                new("people.financeEmail", "Finance contact's e-mail", Email) { Required = true },
                new("people.technicalContact", "Technical contact", ShortText),
                QuestionPresets.People("people.team", "Who does the work"),
            ]
        );

    private static FormSection Project() =>
        new(
            "project",
            "Project",
            "What you want to do, in short.",
            [
                new("project.title", "Project title", ShortText)
                {
                    Required = true,
                    WordLimit = new(20),
                    Purpose = QuestionPurpose.Title,
                },
                new("project.summary", "Public summary", LongText)
                {
                    Required = true,
                    WordLimit = new(100),
                    Help = "Published if the project is awarded.",
                    Purpose = QuestionPurpose.PublicSummary,
                },
                new("project.start", "Start", Date)
                {
                    Required = true,
                    Purpose = QuestionPurpose.StartDate,
                },
                new("project.end", "End", Date)
                {
                    Required = true,
                    Help = "Usually within 18 months of the start.",
                    Purpose = QuestionPurpose.EndDate,
                },
                new("project.type", "Type of grant", Choice)
                {
                    Required = true,
                    Options =
                    [
                        "Planning or inventory",
                        "Digitization",
                        "Audio and video",
                        "Emergency",
                    ],
                },
            ]
        );

    private static FormSection Collections() =>
        new(
            "collections",
            "Collections",
            "One entry for each collection, with what is in it, by material.",
            [QuestionPresets.Collections("collections.list", "Collections")]
        );

    private static FormSection Significance() =>
        new(
            "significance",
            "Significance",
            "Why these records, and for whom.",
            [
                new(
                    "significance.movement",
                    "How do the records document the grassroots movement?",
                    LongText
                )
                {
                    Required = true,
                    WordLimit = new(300),
                },
                new(
                    "significance.names",
                    "People, organizations and places named in the records",
                    LongText
                )
                {
                    Required = true,
                },
                new(
                    "significance.unique",
                    "What is in them that can't be found elsewhere?",
                    LongText
                ),
                new("significance.audiences", "Who will use them, and for what?", LongText),
            ]
        );

    private static FormSection RightsAndCare() =>
        new(
            "rights",
            "Rights and care",
            "What may be shown, and who might be hurt by it.",
            [
                new("rights.owner", "Who owns the originals?", ShortText)
                {
                    Required = true,
                    Identifying = true,
                },
                new("rights.deed", "Is there a deed of gift?", Choice)
                {
                    Required = true,
                    Options = ["yes, for all", "for part", "no"],
                },
                new("rights.copyright", "Copyright status", Choice)
                {
                    Required = true,
                    Options = ["mostly in copyright", "mostly unknown", "mostly public domain"],
                },
                new("rights.statement", "Default rights statement", Choice)
                {
                    Required = true,
                    Help = "From rightsstatements.org; each item can have its own.",
                    Options =
                    [
                        "http://rightsstatements.org/vocab/InC/1.0/",
                        "http://rightsstatements.org/vocab/InC-EDU/1.0/",
                        "http://rightsstatements.org/vocab/InC-RUU/1.0/",
                        "http://rightsstatements.org/vocab/NoC-US/1.0/",
                        "http://rightsstatements.org/vocab/CNE/1.0/",
                        "http://rightsstatements.org/vocab/UND/1.0/",
                        "http://rightsstatements.org/vocab/NKC/1.0/",
                    ],
                },
                new("rights.metadata", "May the metadata be published under CC0?", YesNo)
                {
                    Required = true,
                },
                new("rights.sensitive", "What in them is sensitive?", ManyChoices)
                {
                    Required = true,
                    Options =
                    [
                        "nothing that we know of",
                        "living persons",
                        "medical information",
                        "minors",
                        "names in state-security papers",
                    ],
                },
                new("rights.plan", "How will you protect the people concerned?", LongText)
                {
                    Required = true,
                    ShowWhen = new(
                        "rights.sensitive",
                        ConditionTest.AnyOf,
                        [
                            "living persons",
                            "medical information",
                            "minors",
                            "names in state-security papers",
                        ]
                    ),
                },
                new("rights.takedown", "Takedown contact (e-mail)", Email)
                {
                    Required = true,
                    Identifying = true,
                },
            ]
        );

    private static FormSection WorkAndTechnology() =>
        new(
            "work",
            "Work and technology",
            "Who does the work, to which specification, and where the files will live.",
            [
                new("work.who", "Who digitizes?", Choice)
                {
                    Required = true,
                    Options = ["in house", "a vendor", "both"],
                },
                new("work.quotes", "Quotes of the vendor", QuestionType.Files)
                {
                    ShowWhen = new("work.who", ConditionTest.IsNot, ["in house"]),
                    Files = new(Papers, 20_000_000, 3),
                },
                new("work.profile", "Specification", Choice)
                {
                    Required = true,
                    Options = ["FADGI 2023 three-star file criteria", "another, explained below"],
                },
                new("work.variance", "Another specification: which and why", LongText)
                {
                    Required = true,
                    ShowWhen = new("work.profile", ConditionTest.Is, ["another, explained below"]),
                },
                new("work.naming", "File naming pattern", ShortText)
                {
                    Help = "Such as orgcode_collection_box_folder_item_0001.tif",
                },
                new("work.quality", "How is quality checked?", LongText) { Required = true },
                new("work.level", "Level of description", Choice)
                {
                    Required = true,
                    Options = ["item", "folder"],
                },
                new("work.home", "Where will the files live? (web address of the platform)", Url)
                {
                    Required = true,
                },
                new("work.copies", "Places of the preservation copies (at least two)", LongText)
                {
                    Required = true,
                },
                QuestionPresets.WorkPlan("work.plan", "Work plan"),
            ]
        );

    private static FormSection BudgetAndSignature() =>
        new(
            "budget",
            "Budget and signature",
            "Every cost of the project; what this grant pays and what you bring.",
            [
                QuestionPresets.Budget("budget.lines", "Budget"),
                new("budget.narrative", "Explanation of the budget", LongText)
                {
                    Required = true,
                    WordLimit = new(300),
                },
                new("budget.otherFunding", "Other funding, applied for or received", LongText),
                new("budget.attachments", "Attachments", QuestionType.Files)
                {
                    Help = "Letters of support, sample images, whatever shows that the plan holds.",
                    Files = new([.. Papers, "jpg", "jpeg", "png", "tif", "tiff"], 50_000_000, 10),
                },
                new(
                    "budget.attestation",
                    "I may hand this in for {{organization.legalName}}; what it says is true; the same work isn't paid twice; digitized items will be open to the public with the funder's credit line",
                    Attestation
                )
                {
                    Required = true,
                    Identifying = true,
                    Help = "Type your name to sign.",
                },
            ]
        );
}
