using Grants.Domain.Accounts;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;

namespace Grants.Domain.Applications;

/// <summary>
/// What staff check of one application before review, as answers to a form. The form's version is the one that was current
/// when the first answer was given.
/// </summary>
public sealed class ScreeningChecklist : Aggregate
{
    private readonly List<ChecklistAnswer> _answers = [];

    private ScreeningChecklist() { }

    public ScreeningChecklist(Guid applicationId, FormVersion form)
    {
        ApplicationId = applicationId;
        FormVersionId = form.Id;
        Count(form.Definition);
    }

    public Guid ApplicationId { get; private set; }

    public Guid FormVersionId { get; private set; }

    public IReadOnlyList<ChecklistAnswer> Answers => _answers;

    /// <summary>Required questions without a right answer. Kept, so that lists can filter by it.</summary>
    public int Open { get; private set; }

    /// <summary>Gates answered no.</summary>
    public int Failed { get; private set; }

    public static Refusal? CannotAnswer(Actor actor, Application application) =>
        application.CannotKeepRecord(actor)
        ?? (
            application.Status is ApplicationStatus.Screening or ApplicationStatus.InfoRequested
                ? null
                : new Refusal("The checklist is answered while the application is in screening.")
        );

    /// <param name="basedOn">The answer's version that the person saw, 0 for none.</param>
    /// <returns>The answer as it stands now.</returns>
    /// <exception cref="AnswerConflictException">A colleague saved another answer since.</exception>
    public ChecklistAnswer Answer(
        FormDefinition form,
        Application application,
        string questionKey,
        string value,
        int basedOn,
        Stamp stamp
    )
    {
        CannotAnswer(stamp.By, application).ThrowIfAny();
        if (form.Find(questionKey) is null)
            throw new RefusedException(new Refusal("The checklist has no such question."));
        if (value.Length > MaxAnswerLength)
            throw new RefusedException(
                new Refusal(
                    $"The answer has {value.Length} characters; at most {MaxAnswerLength} fit."
                )
            );
        var answer = _answers.Find(a => a.QuestionKey == questionKey);
        if (answer?.Value == value)
            return answer;
        if ((answer?.Version ?? 0) != basedOn)
            throw new AnswerConflictException(
                questionKey,
                answer?.Value ?? "",
                answer?.Version ?? 0,
                answer?.SavedByName ?? ""
            );
        if (answer is null)
            _answers.Add(answer = new ChecklistAnswer(questionKey));
        answer.Save(value, stamp);
        Count(form);
        return answer;
    }

    public string ValueOf(string questionKey) =>
        _answers.Find(a => a.QuestionKey == questionKey)?.Value ?? "";

    /// <summary>"2 items open, 1 answered no"; empty when everything is met.</summary>
    public static string Unmet(int open, int failed) =>
        string.Join(
            ", ",
            new[]
            {
                open switch
                {
                    0 => "",
                    1 => "1 item open",
                    _ => $"{open} items open",
                },
                failed > 0 ? $"{failed} answered no" : "",
            }.Where(part => part.Length > 0)
        );

    /// <summary>What is open and what is answered no.</summary>
    public static (int Open, int Failed) Count(FormReading reading) =>
        (
            FormCheck.Incomplete(reading, null).Select(p => p.QuestionKey).Distinct().Count(),
            reading.All.Count(q =>
                q is { Question: { Type: QuestionType.YesNo, Required: true }, Value: "no" }
            )
        );

    public const int MaxAnswerLength = 10_000;

    private void Count(FormDefinition form) =>
        (Open, Failed) = Count(new FormReading(form, ValueOf));
}

/// <summary>One answer of a checklist, with who gave it.</summary>
public sealed class ChecklistAnswer
{
    private ChecklistAnswer() { }

    internal ChecklistAnswer(string questionKey) => QuestionKey = questionKey;

    public string QuestionKey { get; private set; } = "";

    public string Value { get; private set; } = "";

    /// <summary>1 for the first saved answer, then one more for each.</summary>
    public int Version { get; private set; }

    public string SavedByName { get; private set; } = "";

    public DateTimeOffset SavedAt { get; private set; }

    internal void Save(string value, Stamp stamp)
    {
        Value = value;
        Version++;
        SavedByName = stamp.By.Name;
        SavedAt = stamp.At;
    }
}
