using System.Globalization;
using Grants.Domain.Accounts;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;

namespace Grants.Domain.Applications;

/// <summary>One organization's request in one call.</summary>
public sealed partial class Application : Aggregate
{
    private readonly List<Answer> _answers = [];
    private readonly List<Submission> _submissions = [];

    private Application() { }

    public static Refusal? CannotStart(
        Actor actor,
        Guid organizationId,
        Call call,
        DateTimeOffset now
    ) =>
        call.CannotApply(now)
        ?? (
            actor.BelongsTo(organizationId)
                ? null
                : new Refusal("Only people of the organization can apply for it.")
        );

    /// <summary>Whoever starts it leads it.</summary>
    public Application(Guid organizationId, Call call, Stamp stamp)
    {
        CannotStart(stamp.By, organizationId, call, stamp.At).ThrowIfAny();
        OrganizationId = organizationId;
        CallId = call.Id;
        FormVersionId = call.FormVersionId;
        LeadId = stamp.By.Id;
        StartedAt = stamp.At;
        AmountRequested = Money.Zero(call.AwardCap.Currency);
        Raise(new ApplicationStarted(stamp));
    }

    public Guid OrganizationId { get; private set; }

    public Guid CallId { get; private set; }

    public Guid FormVersionId { get; private set; }

    /// <summary>The lead applicant.</summary>
    public Guid LeadId { get; private set; }

    /// <summary>The answer to the form's title question; empty until given.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The requested total of the budget.</summary>
    public Money AmountRequested { get; private set; }

    public ApplicationStatus Status { get; private set; }

    /// <summary>Given at the first submission and kept through recalls; null before.</summary>
    public string? ReferenceNumber { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>Of the latest submission.</summary>
    public DateTimeOffset? SubmittedAt { get; private set; }

    /// <summary>When the applicant was told the decision; until then the public status is "Under review".</summary>
    public DateTimeOffset? NotifiedAt { get; private set; }

    public IReadOnlyList<Answer> Answers => _answers;

    public IReadOnlyList<Submission> Submissions => _submissions;

    public Refusal? CannotEdit(Actor actor)
    {
        if (!actor.BelongsTo(OrganizationId))
            return new Refusal(
                "Only people of the applicant organization can change the application."
            );
        return Status is ApplicationStatus.Draft or ApplicationStatus.InfoRequested
            ? null
            : new Refusal(
                "The application was handed in. Recall it before the deadline to change it."
            );
    }

    /// <summary>While staff wait for more, only what they asked about can change.</summary>
    private Refusal? CannotChange(FormDefinition form, string questionKey) =>
        Status != ApplicationStatus.InfoRequested
        || form.Sections.Any(s =>
            OpenInfoRequest?.Sections.Contains(s.Key) == true
            && s.Questions.Any(q => q.Key == questionKey)
        )
            ? null
            : new Refusal(
                "Only the sections that were asked about can be changed. Write to us if another one must change too."
            );

    /// <summary>Saves one answer as it is typed, complete or not.</summary>
    /// <param name="basedOn">
    /// The answer's version that the editor saw, 0 for none. If somebody saved another since, nothing is overwritten.
    /// </param>
    /// <returns>The answer's new version.</returns>
    /// <exception cref="AnswerConflictException">Another text was saved since.</exception>
    public int SaveAnswer(
        FormDefinition form,
        string questionKey,
        string value,
        int basedOn,
        Stamp stamp
    )
    {
        (CannotEdit(stamp.By) ?? CannotChange(form, questionKey)).ThrowIfAny();
        if (form.Questions.All(q => q.Key != questionKey))
            throw new RefusedException(new Refusal("The form has no such question."));
        if (value.Length > MaxAnswerLength)
            throw new RefusedException(
                new Refusal(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The answer has {value.Length:#,##0} characters; at most {MaxAnswerLength:#,##0} fit."
                    )
                )
            );

        var answer = _answers.Find(a => a.QuestionKey == questionKey);
        if (answer is not null && answer.Value == value)
            return answer.Version;
        if ((answer?.Version ?? 0) != basedOn)
            throw new AnswerConflictException(
                questionKey,
                answer?.Value ?? "",
                answer?.Version ?? 0,
                answer?.SavedByName ?? ""
            );
        if (answer is null)
            _answers.Add(answer = new Answer(questionKey));
        answer.Save(value, stamp);
        ReadSummary(form);
        return answer.Version;
    }

    public string ValueOf(string questionKey) =>
        _answers.Find(a => a.QuestionKey == questionKey)?.Value ?? "";

    /// <summary>Null when every answer is still the one that the person saw; otherwise who changed what since.</summary>
    /// <param name="seen">Question key to the answer's version on the person's screen; left out means none.</param>
    public Refusal? ChangedSince(IReadOnlyDictionary<string, int> seen, FormDefinition form)
    {
        var changed = _answers
            .Where(a => a.Version != seen.GetValueOrDefault(a.QuestionKey))
            .ToList();
        if (changed.Count == 0)
            return null;
        var who = string.Join(" and ", changed.Select(a => a.SavedByName).Distinct());
        var what = string.Join(
            ", ",
            form.Questions.Where(q => changed.Exists(a => a.QuestionKey == q.Key))
                .Select(q => $"\"{q.Label}\"")
        );
        return new Refusal(
            $"{who} changed {what} while you had the form open. Look at the change, then hand it in."
        );
    }

    /// <summary>The submission that waits for screening: handed in and not recalled; null when there is none.</summary>
    public Submission? StandingSubmission() =>
        Status == ApplicationStatus.Submitted ? _submissions.MaxBy(s => s.Number) : null;

    private void ReadSummary(FormDefinition form)
    {
        if (form.For(QuestionPurpose.Title) is { } title)
            Title = ValueOf(title.Key).Trim();
        if (Title.Length > MaxTitleLength)
            Title = Title[..MaxTitleLength];
        if (form.For(QuestionPurpose.Budget) is { } budget)
            AmountRequested = Budget.Parse(ValueOf(budget.Key)).Requested(AmountRequested.Currency);
    }

    public const int MaxTitleLength = 300;

    /// <summary>Characters of one answer: about 30,000 words.</summary>
    public const int MaxAnswerLength = 200_000;
}

/// <summary>The current answer to one question, kept as it was typed.</summary>
public sealed class Answer
{
    private Answer() { }

    internal Answer(string questionKey) => QuestionKey = questionKey;

    public string QuestionKey { get; private set; } = "";

    /// <summary>Text; rows of a table as a JSON array of objects; several choices as a JSON array.</summary>
    public string Value { get; private set; } = "";

    /// <summary>1 for the first saved text, then one more for each.</summary>
    public int Version { get; private set; }

    public Guid SavedById { get; private set; }

    public string SavedByName { get; private set; } = "";

    public DateTimeOffset SavedAt { get; private set; }

    internal void Save(string value, Stamp stamp)
    {
        Value = value;
        Version++;
        SavedById = stamp.By.Id;
        SavedByName = stamp.By.Name;
        SavedAt = stamp.At;
    }
}

/// <summary>What was handed in, kept as it was: every answer as JSON, and its SHA-256.</summary>
public sealed class Submission : Entity
{
    private Submission() { }

    internal Submission(int number, string answersJson, string sha256, Stamp stamp)
    {
        Number = number;
        AnswersJson = answersJson;
        Sha256 = sha256;
        SubmittedById = stamp.By.Id;
        SubmittedAt = stamp.At;
    }

    /// <summary>1 for the first; a recall and another submission make 2.</summary>
    public int Number { get; private set; }

    /// <summary>A JSON object of question key to value.</summary>
    public string AnswersJson { get; private set; } = "";

    public string Sha256 { get; private set; } = "";

    public Guid SubmittedById { get; private set; }

    public DateTimeOffset SubmittedAt { get; private set; }
}

/// <summary>Somebody else saved another text for the same question meanwhile; both are offered.</summary>
public sealed class AnswerConflictException(
    string questionKey,
    string theirs,
    int version,
    string savedBy
) : Exception("Somebody else changed this answer meanwhile.")
{
    public string QuestionKey { get; } = questionKey;

    public string Theirs { get; } = theirs;

    public int TheirVersion { get; } = version;

    /// <summary>Who saved theirs.</summary>
    public string SavedBy { get; } = savedBy;
}
