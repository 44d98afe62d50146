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

    /// <summary>Files to attach.</summary>
    Files,

    /// <summary>Rows of the question's columns.</summary>
    Table,

    /// <summary>A table whose lines are quantity x unit cost, split into requested and match.</summary>
    Budget,

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

    /// <summary>The collections: what a reviewer sees before attesting to no conflict.</summary>
    Collections,

    /// <summary>The materials: the sum of the table's "count" column is what an award promises.</summary>
    Materials,
}

/// <summary>A form as data. Frozen with its version once an application uses it.</summary>
public sealed record FormDefinition(IReadOnlyList<FormSection> Sections)
{
    public IEnumerable<Question> Questions => Sections.SelectMany(s => s.Questions);

    public Question? For(QuestionPurpose purpose) =>
        Questions.FirstOrDefault(q => q.Purpose == purpose);

    /// <summary>The question that an answer's key belongs to; null where the form has none.</summary>
    public Question? Find(string answerKey) => Questions.FirstOrDefault(q => q.Key == answerKey);
}

public sealed record FormSection(
    string Key,
    string Title,
    string Help,
    IReadOnlyList<Question> Questions
);

/// <param name="Key">Unique in the form, such as "project.title"; answers are kept under it.</param>
public sealed record Question(string Key, string Label, QuestionType Type)
{
    public string Help { get; init; } = "";

    public bool Required { get; init; }

    /// <summary>Hard limit in words for text, or null.</summary>
    public int? MaxWords { get; init; }

    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Columns of a table or budget.</summary>
    public IReadOnlyList<FormColumn> Columns { get; init; } = [];

    public string Unit { get; init; } = "";

    /// <summary>Of a question for files.</summary>
    public FileLimits? Files { get; init; }

    public QuestionPurpose Purpose { get; init; }
}

/// <param name="Kinds">File name endings without the dot, lower case, such as "pdf"; empty for any.</param>
/// <param name="MaxBytes">Of each file.</param>
/// <param name="MaxCount">Of files.</param>
public sealed record FileLimits(IReadOnlyList<string> Kinds, long MaxBytes, int MaxCount);

public sealed record FormColumn(string Key, string Label, QuestionType Type)
{
    public bool Required { get; init; }

    public IReadOnlyList<string> Options { get; init; } = [];
}
