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

    /// <param name="invitation">Needed where the call is a second stage.</param>
    public static Refusal? CannotStart(
        Actor actor,
        Guid organizationId,
        Call call,
        StageInvitation? invitation,
        DateTimeOffset now
    )
    {
        if (call.CannotApply(now, call.ExtensionFor(organizationId, null)) is { } closed)
            return closed;
        if (!actor.BelongsTo(organizationId))
            return new Refusal("Only people of the organization can apply for it.");
        return
            call.FirstStageId is not null
            && (invitation?.CallId, invitation?.OrganizationId) != (call.Id, organizationId)
            ? new Refusal(
                "This call is by invitation, after a letter of intent. No invitation of this organization is open."
            )
            : null;
    }

    public Application(Guid organizationId, Call call, Stamp stamp)
        : this(organizationId, call, new Dictionary<string, string>(), null, stamp) { }

    /// <summary>Whoever starts it leads it.</summary>
    /// <param name="eligibility">Key of the call's eligibility question to "yes" or "no".</param>
    /// <param name="invitation">Needed where the call is a second stage.</param>
    public Application(
        Guid organizationId,
        Call call,
        IReadOnlyDictionary<string, string> eligibility,
        StageInvitation? invitation,
        Stamp stamp
    )
    {
        CannotStart(stamp.By, organizationId, call, invitation, stamp.At).ThrowIfAny();
        foreach (
            var (_, refusal) in Programs.Eligibility.Unmet(
                call.Eligibility,
                key => eligibility.GetValueOrDefault(key, "")
            )
        )
            throw new RefusedException(refusal);
        OrganizationId = organizationId;
        CallId = call.Id;
        IsTest = call.IsTest;
        LetterId = invitation?.LetterId;
        Eligibility =
        [
            .. call.Eligibility.Select(q => new EligibilityAnswer(
                q.Key,
                q.Text,
                eligibility[q.Key]
            )),
        ];
        FormVersionId = call.FormVersionId;
        LeadId = stamp.By.Id;
        StartedAt = stamp.At;
        AmountRequested = Money.Zero(call.AwardCap.Currency);
        Raise(new ApplicationStarted(stamp));
    }

    public Guid OrganizationId { get; private set; }

    public Guid CallId { get; private set; }

    /// <summary>Made while the call was a test: counted nowhere, and thrown away when the test is emptied.</summary>
    public bool IsTest { get; private set; }

    /// <summary>The letter of intent that it follows; null outside a second stage.</summary>
    public Guid? LetterId { get; private set; }

    /// <summary>What was answered before it was started.</summary>
    public IReadOnlyList<EligibilityAnswer> Eligibility { get; private set; } = [];

    public Guid FormVersionId { get; private set; }

    /// <summary>The lead applicant.</summary>
    public Guid LeadId { get; private set; }

    /// <summary>The answer to the form's title question; empty until given.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The requested total of the budget.</summary>
    public Money AmountRequested { get; private set; }

    public ApplicationStatus Status { get; private set; }

    /// <summary>Given when it is first handed in and kept through recalls; null before.</summary>
    public string? ReferenceNumber { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>Of the latest submission.</summary>
    public DateTimeOffset? SubmittedAt { get; private set; }

    /// <summary>The cut-off of a rolling call that the latest submission goes to; null where none was announced for it.</summary>
    public DateTimeOffset? CutOffAt { get; private set; }

    /// <summary>When the applicant was told the decision; until then the public status is "Under review".</summary>
    public DateTimeOffset? NotifiedAt { get; private set; }

    /// <summary>When its lead threw the draft away; null unless it is deleted.</summary>
    public DateTimeOffset? DeletedAt { get; private set; }

    public IReadOnlyList<Answer> Answers => _answers;

    public IReadOnlyList<Submission> Submissions => _submissions;

    public Refusal? CannotEdit(Actor actor)
    {
        if (!IsOf(actor))
            return new Refusal(
                "Only people of the applicant organization, and whom they invited, can change the application."
            );
        return Status switch
        {
            ApplicationStatus.Draft or ApplicationStatus.InfoRequested => null,
            ApplicationStatus.AwaitingSignOff => new Refusal(
                "It waits for the sign-off of an authorized official. Take it back to draft to change it."
            ),
            ApplicationStatus.Deleted => new Refusal(
                "This draft was deleted. Restore it to go on writing."
            ),
            _ => new Refusal(
                "The application was handed in. Recall it before the deadline to change it."
            ),
        };
    }

    /// <summary>
    /// Whether this person can write at this instant: a draft as long as it could be handed in, by the same clock.
    /// </summary>
    public Refusal? CannotWrite(Actor actor, Call call, DateTimeOffset now) =>
        CannotEdit(actor) ?? (Status == ApplicationStatus.Draft ? CannotApply(call, now) : null);

    /// <summary>The call's one rule of time, with the extension that helps this application most.</summary>
    private Refusal? CannotApply(Call call, DateTimeOffset now) =>
        call.CannotApply(now, ExtensionIn(call));

    /// <summary>The later deadline that it has alone, or with its organization; null without one.</summary>
    public PersonalExtension? ExtensionIn(Call call) => call.ExtensionFor(OrganizationId, Id);

    /// <summary>
    /// Begins with what a letter of intent said under the same keys. Its files come along as files of this application.
    /// </summary>
    /// <param name="said">Question key to value, as handed in.</param>
    /// <param name="letterForm">The form that the letter answered.</param>
    /// <param name="copy">A file of the letter as one of this application; null where it isn't there any more.</param>
    public void CarryOver(
        IReadOnlyDictionary<string, string> said,
        FormDefinition letterForm,
        FormDefinition form,
        Func<AttachedFile, AttachedFile?> copy,
        Stamp stamp
    )
    {
        foreach (var (key, value) in said)
            if (
                // What somebody signed for the letter they sign anew for the proposal.
                form.Find(key)
                    is not { Type: not QuestionType.Attestation } question
                || letterForm.Find(key)?.Type != question.Type
                || string.IsNullOrWhiteSpace(value)
            )
                continue;
            else if (question.Type == QuestionType.Files)
                CarryOver(
                    form,
                    question with
                    {
                        Key = key,
                    },
                    AttachedFile.Parse(value),
                    copy,
                    stamp
                );
            else
                SaveAnswer(form, key, value, 0, stamp);
    }

    /// <summary>Those that this form takes too.</summary>
    private void CarryOver(
        FormDefinition form,
        Question question,
        IReadOnlyList<AttachedFile> files,
        Func<AttachedFile, AttachedFile?> copy,
        Stamp stamp
    )
    {
        foreach (var file in files)
        {
            var there = AttachedFile.Parse(ValueOf(question.Key));
            if (
                CannotAttach(question, there, file.Name, file.Bytes) is null
                && copy(file) is { } copied
            )
                AttachFile(form, question.Key, copied, stamp);
        }
    }

    /// <summary>While staff wait for more, only what they asked about can change.</summary>
    private Refusal? CannotChange(FormDefinition form, string questionKey) =>
        Status != ApplicationStatus.InfoRequested
        || form.Sections.Any(s =>
            OpenInfoRequest?.Sections.Contains(s.Key) == true
            // The first part of an answer's key in an entry of a group is the group's.
            && s.Questions.Any(q => q.Key == questionKey.Split('/')[0])
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
        CannotEdit(stamp.By).ThrowIfAny();
        if (QuestionOf(form, questionKey).Type == QuestionType.Files)
            throw new RefusedException(new Refusal("Files are sent to this question, not typed."));
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
        return Store(form, questionKey, value, stamp);
    }

    /// <summary>Adds a file that has arrived. Unlike typed text it takes nothing away, so it needs no version.</summary>
    /// <returns>The answer's new version.</returns>
    public int AttachFile(FormDefinition form, string questionKey, AttachedFile file, Stamp stamp)
    {
        var files = FilesOf(form, questionKey, stamp);
        CannotAttach(QuestionOf(form, questionKey), files, file.Name, file.Bytes).ThrowIfAny();
        return Store(form, questionKey, AttachedFile.Write([.. files, file]), stamp);
    }

    /// <summary>For a file of this name and size on top of those that are there.</summary>
    public static Refusal? CannotAttach(
        Question question,
        IReadOnlyList<AttachedFile> files,
        string name,
        long bytes
    )
    {
        if (question.Files is not { } limits)
            return null;
        if (files.Count >= limits.MaxCount)
            return new Refusal(
                limits.MaxCount == 1
                    ? "There is a file already. Remove it before you send another."
                    : $"There are {files.Count} files already, the most for this question. Remove one first."
            );
        return AttachedFile.Problem(limits, name, bytes) is { } problem
            ? new Refusal(problem)
            : null;
    }

    /// <returns>The answer's new version.</returns>
    public int RemoveFile(FormDefinition form, string questionKey, Guid fileId, Stamp stamp)
    {
        var files = FilesOf(form, questionKey, stamp);
        if (files.All(f => f.Id != fileId))
            throw new NotFoundException("The file");
        return Store(
            form,
            questionKey,
            AttachedFile.Write([.. files.Where(f => f.Id != fileId)]),
            stamp
        );
    }

    /// <summary>
    /// The draft goes on with another version of its form. Every answer stays; those that the version doesn't ask for are no
    /// longer shown.
    /// </summary>
    /// <param name="change">What it means, for the log.</param>
    public void MoveToForm(Guid formVersionId, FormDefinition form, string change, Stamp stamp)
    {
        stamp.By.Cannot(Permission.ManagePrograms).ThrowIfAny();
        if (Status != ApplicationStatus.Draft)
            throw new RefusedException(
                new Refusal("Only a draft can go on with another version of the form.")
            );
        FormVersionId = formVersionId;
        ReadSummary(form);
        Raise(new ApplicationFormChanged(stamp, change));
    }

    public string ValueOf(string questionKey) =>
        _answers.Find(a => a.QuestionKey == questionKey)?.Value ?? "";

    /// <summary>Null when every answer is still the one that the person saw; otherwise who changed what since.</summary>
    /// <param name="seen">Question key to the answer's version on the person's screen; left out means none.</param>
    public Refusal? ChangedSince(IReadOnlyDictionary<string, int> seen, FormDefinition form)
    {
        var changed = _answers
            .Where(a =>
                a.Version != seen.GetValueOrDefault(a.QuestionKey)
                && form.Find(a.QuestionKey) is not null
            )
            .ToList();
        if (changed.Count == 0)
            return null;
        var who = string.Join(" and ", changed.Select(a => a.SavedByName).Distinct());
        var what = string.Join(
            ", ",
            changed.Select(a => $"\"{form.Find(a.QuestionKey)!.Label}\"").Distinct()
        );
        return new Refusal(
            $"{who} changed {what} while you had the form open. Look at the change, then hand it in."
        );
    }

    /// <summary>The submission that waits for screening: handed in and not recalled; null when there is none.</summary>
    public Submission? StandingSubmission() =>
        Status == ApplicationStatus.Submitted ? _submissions.MaxBy(s => s.Number) : null;

    private IReadOnlyList<AttachedFile> FilesOf(
        FormDefinition form,
        string questionKey,
        Stamp stamp
    )
    {
        CannotEdit(stamp.By).ThrowIfAny();
        return QuestionOf(form, questionKey).Type == QuestionType.Files
            ? AttachedFile.Parse(ValueOf(questionKey))
            : throw new RefusedException(new Refusal("This question takes no files."));
    }

    private static Question QuestionOf(FormDefinition form, string questionKey) =>
        form.Find(questionKey)
        ?? throw new RefusedException(new Refusal("The form has no such question."));

    private int Store(FormDefinition form, string questionKey, string value, Stamp stamp)
    {
        CannotChange(form, questionKey).ThrowIfAny();
        var answer = _answers.Find(a => a.QuestionKey == questionKey);
        if (answer is null && _answers.Count >= MostAnswers)
            throw new RefusedException(
                new Refusal("The application has more answers than fit. Remove entries first.")
            );
        if (answer is null)
            _answers.Add(answer = new Answer(questionKey));
        answer.Save(value, stamp);
        ReadSummary(form);
        return answer.Version;
    }

    private void ReadSummary(FormDefinition form)
    {
        var reading = new FormReading(form, ValueOf);
        Title = reading.TextOf(QuestionPurpose.Title);
        if (Title.Length > MaxTitleLength)
            Title = Title[..MaxTitleLength];
        AmountRequested = Budget
            .Parse(reading.TextOf(QuestionPurpose.Budget))
            .Requested(AmountRequested.Currency);
    }

    /// <summary>How long a deleted draft can be restored.</summary>
    public static readonly TimeSpan KeptDeleted = TimeSpan.FromDays(30);

    public const int MaxTitleLength = 300;

    /// <summary>Of one application, with those of entries that were removed.</summary>
    public const int MostAnswers = 5_000;

    /// <summary>Characters of one answer: about 30,000 words.</summary>
    public const int MaxAnswerLength = 200_000;
}

/// <summary>The current answer to one question, kept as it was typed.</summary>
public sealed class Answer
{
    private Answer() { }

    internal Answer(string questionKey) => QuestionKey = questionKey;

    public string QuestionKey { get; private set; } = "";

    /// <summary>Text; rows of a table as a JSON array of objects; several choices, files and a group's entries as JSON arrays.</summary>
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

    internal Submission(
        int number,
        Guid formVersionId,
        string answersJson,
        string sha256,
        Stamp stamp
    )
    {
        Number = number;
        FormVersionId = formVersionId;
        AnswersJson = answersJson;
        Sha256 = sha256;
        SubmittedById = stamp.By.Id;
        SubmittedAt = stamp.At;
    }

    /// <summary>1 for the first; a recall and another submission make 2.</summary>
    public int Number { get; private set; }

    /// <summary>The form that was answered.</summary>
    public Guid FormVersionId { get; private set; }

    /// <summary>The stored PDF that went out with the receipt; null where none was kept.</summary>
    public Guid? PdfId { get; private set; }

    /// <summary>A JSON object of question key to value; files are named in it with their SHA-256.</summary>
    public string AnswersJson { get; private set; } = "";

    public string Sha256 { get; private set; } = "";

    public Guid SubmittedById { get; private set; }

    public DateTimeOffset SubmittedAt { get; private set; }

    /// <summary>Once, when the submission is made.</summary>
    public void KeepPdf(Guid fileId) =>
        PdfId = PdfId is null
            ? fileId
            : throw new InvalidOperationException("The submission has its PDF already.");
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
