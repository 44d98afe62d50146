namespace Grants.Domain.Forms;

public enum QuestionType
{
    ShortText,
    LongText,
    Number,
    Money,
    Date,

    /// <summary>Extended Date/Time Format, ISO 8601-2:2019.</summary>
    EdtfDate,
    Email,
    Url,
    Choice,
    ManyChoices,
    YesNo,

    /// <summary>The name of an organization: one of those registered here, or any other as typed.</summary>
    Organization,

    /// <summary>Files to attach.</summary>
    Files,

    /// <summary>Rows of the question's columns.</summary>
    Table,

    /// <summary>A table whose lines are quantity x unit cost, split into requested, match in cash and match in kind.</summary>
    Budget,

    /// <summary>Questions that are answered once for each entry, such as each collection.</summary>
    Group,

    /// <summary>A statement agreed to by typing one's name.</summary>
    Attestation,
}

/// <summary>What the product itself reads from an answer, whatever the form calls the question.</summary>
public enum QuestionPurpose
{
    None,

    /// <summary>The project's title: names the application in lists.</summary>
    Title,

    /// <summary>Public summary, published when awarded.</summary>
    PublicSummary,
    StartDate,
    EndDate,

    /// <summary>The budget: its requested total is the amount asked for.</summary>
    Budget,

    /// <summary>
    /// The collections: their names, the first column of a table or the first question of a group, are what a reviewer sees
    /// before attesting to no conflict.
    /// </summary>
    Collections,

    /// <summary>The materials: the sum of the tables' "count" columns is what an award promises.</summary>
    Materials,
}

/// <summary>What a form is for.</summary>
public enum FormKind
{
    Application,

    /// <summary>Staff's completeness and eligibility check.</summary>
    ScreeningChecklist,

    /// <summary>A grantee's report.</summary>
    Report,

    /// <summary>What reviewers are asked besides the rubric.</summary>
    ReviewQuestions,
}

/// <summary>A form as data. Frozen with its version once an application uses it.</summary>
public sealed record FormDefinition(IReadOnlyList<FormSection> Sections)
{
    /// <summary>Those of the sections; what a group asks stands in the group.</summary>
    public IEnumerable<Question> Questions => Sections.SelectMany(s => s.Questions);

    /// <summary>With those of the groups, each group before its own.</summary>
    public IEnumerable<Question> AllQuestions =>
        Questions.SelectMany(q => (IEnumerable<Question>)[q, .. q.Questions]);

    public Question? For(QuestionPurpose purpose) =>
        AllQuestions.FirstOrDefault(q => q.Purpose == purpose);

    /// <summary>The question that an answer's key belongs to, in an entry of a group as well; null where the form has none.</summary>
    public Question? Find(string answerKey) =>
        EntryKey.Parse(answerKey) is { } entry
            ? Questions
                .FirstOrDefault(q => q.Key == entry.Group && q.Type == QuestionType.Group)
                ?.Questions.FirstOrDefault(q => q.Key == entry.Question)
            : Questions.FirstOrDefault(q => q.Key == answerKey);
}

public sealed record FormSection(
    string Key,
    string Title,
    string Help,
    IReadOnlyList<Question> Questions
);

/// <param name="Key">Unique in the form, such as "project.title", or in its group; answers are kept under it.</param>
/// <param name="Label">May reuse an earlier answer: "Partners of {{project.title}}". The same holds for the help.</param>
public sealed record Question(string Key, string Label, QuestionType Type)
{
    public string Help { get; init; } = "";

    public bool Required { get; init; }

    /// <summary>Asked only when this holds; always when null.</summary>
    public Condition? ShowWhen { get; init; }

    /// <summary>Of a text, or null.</summary>
    public WordLimit? WordLimit { get; init; }

    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Columns of a table or budget.</summary>
    public IReadOnlyList<FormColumn> Columns { get; init; } = [];

    /// <summary>What a number counts, such as "linear feet".</summary>
    public string Unit { get; init; } = "";

    /// <summary>Of a question for files.</summary>
    public FileLimits? Files { get; init; }

    /// <summary>What each entry of a group is asked; any type but another group.</summary>
    public IReadOnlyList<Question> Questions { get; init; } = [];

    /// <summary>What one entry of a group is called, such as "collection".</summary>
    public string EntryName { get; init; } = "";

    /// <summary>The budget category that the call's limit on indirect costs is about; empty where there is none.</summary>
    public string IndirectCategory { get; init; } = "";

    public QuestionPurpose Purpose { get; init; }

    /// <summary>Its answer tells who applies: reviewers of a call that reviews blind don't get it.</summary>
    public bool Identifying { get; init; }
}

public sealed record WordLimit(int Words)
{
    /// <summary>Whether it only advises; more words than a hard limit keep the form from being handed in.</summary>
    public bool IsSoft { get; init; }
}

/// <param name="Kinds">File name endings without the dot, lower case, such as "pdf"; empty for any.</param>
/// <param name="MaxBytes">Of each file.</param>
/// <param name="MaxCount">Of files.</param>
public sealed record FileLimits(IReadOnlyList<string> Kinds, long MaxBytes, int MaxCount);

public sealed record FormColumn(string Key, string Label, QuestionType Type)
{
    public bool Required { get; init; }

    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>What a number counts.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Keys of the columns whose product this one shows; it isn't typed then.</summary>
    public IReadOnlyList<string> ProductOf { get; init; } = [];

    /// <summary>The sum stands below the column.</summary>
    public bool HasTotal { get; init; }

    public bool IsComputed => ProductOf.Count > 0;
}
