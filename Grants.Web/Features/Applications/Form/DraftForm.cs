using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Web.Platform;
using Grants.Web.Shared.Forms;
using Microsoft.JSInterop;

namespace Grants.Web.Features.Applications.Form;

/// <param name="Version">Of the stored answer that the text was typed over.</param>
public sealed record KeptText(string Key, string Value, int Version);

/// <summary>A draft that is open in one window: what is typed, what is saved, what is still missing.</summary>
public sealed class DraftForm : LiveForm
{
    private readonly SaveAnswer _save;
    private readonly Guarded _guarded;

    public DraftForm(OpenedForm opened, SaveAnswer save, Guarded guarded)
        : base(opened.Form, opened.Call.BudgetRules)
    {
        Opened = opened;
        Organizations = opened.Organizations;
        _save = save;
        _guarded = guarded;
        foreach (var key in opened.Answers.Keys)
            Find(key);
    }

    public OpenedForm Opened { get; }

    /// <summary>By the answer's key.</summary>
    public OpenAnswer this[string key] =>
        (OpenAnswer?)Find(key)
        ?? throw new ArgumentException("The form has no such question.", nameof(key));

    public string Title => Reading.TextOf(QuestionPurpose.Title);

    /// <summary>Those that can be changed: all of a draft, and what staff asked about after it was handed in.</summary>
    public IReadOnlyList<FormSection> Sections =>
        Opened.Request is { } request
            ? [.. Opened.Form.Sections.Where(s => request.Sections.Contains(s.Key))]
            : Opened.Form.Sections;

    /// <summary>What can't be changed now isn't held against the applicant.</summary>
    public override IEnumerable<(FormSection Section, QuestionReading Asked)> StillNeeded() =>
        base.StillNeeded().Where(n => Opened.Request?.Sections.Contains(n.Section.Key) != false);

    /// <summary>Why it can't be handed in as it stands in this window.</summary>
    public Refusal? CannotSubmit() => Opened.CannotSubmit ?? CannotLeave();

    /// <summary>The same for asking an authorized official to hand it in.</summary>
    public Refusal? CannotRequestSignOff() => Opened.CannotRequestSignOff ?? CannotLeave();

    private Refusal? CannotLeave()
    {
        if (Answers.Any(a => a.Disagreement is not null))
            return new Refusal("Choose between the two texts of an answer first.");
        var missing = StillNeeded().Count();
        return missing switch
        {
            0 => null,
            1 => new Refusal("One answer still needs you."),
            _ => new Refusal($"{missing} answers still need you."),
        };
    }

    /// <summary>The versions that this window shows.</summary>
    public IReadOnlyDictionary<string, int> Seen() =>
        Answers.ToDictionary(a => a.Key, a => a.Version);

    /// <summary>The browser tells what a field holds, a moment after each keystroke.</summary>
    [JSInvokable]
    public void Typed(string key, string value)
    {
        Find(key)?.Type(value);
    }

    /// <summary>The browser hands over what was typed.</summary>
    /// <param name="version">Of the stored answer that the field showed when the typing began.</param>
    /// <returns>The stored version, or -1 when it wasn't taken and the browser is to keep it.</returns>
    [JSInvokable]
    public async Task<int> SaveAsync(string key, string value, int version)
    {
        if (Find(key) is not OpenAnswer answer)
            return -1;
        answer.Type(value);
        return await StoreAsync(answer, value, answer.BasisOf(version)) ? answer.Version : -1;
    }

    /// <summary>The person is in this field: what others save doesn't move it.</summary>
    [JSInvokable]
    public void Entered(string key)
    {
        (Find(key) as OpenAnswer)?.Hold();
    }

    [JSInvokable]
    public void Left(string key)
    {
        (Find(key) as OpenAnswer)?.LetGo();
    }

    /// <summary>Of the stored answer that this window knows.</summary>
    public int VersionOf(string key) => Find(key) is OpenAnswer answer ? answer.Version : 0;

    /// <summary>Takes back what the browser kept. Texts over which somebody else saved meanwhile are put beside theirs.</summary>
    /// <returns>The labels of what was restored and saved, and the keys that the browser may forget.</returns>
    public async Task<(IReadOnlyList<string> Restored, IReadOnlyList<string> Settled)> RestoreAsync(
        IReadOnlyList<KeptText> kept
    )
    {
        var (restored, settled) = (new List<string>(), new List<string>());
        foreach (var text in kept)
        {
            if (Find(text.Key) is not OpenAnswer answer || answer.Stored == text.Value)
            {
                settled.Add(text.Key);
                continue;
            }
            answer.Restore(text.Value);
            if (!await StoreAsync(answer, text.Value, BasisOf(text)))
                continue;
            restored.Add(answer.Question.Label);
            settled.Add(text.Key);
        }
        return (restored, settled);
    }

    /// <summary>The person chose a text where two were saved.</summary>
    /// <returns>Whether it is stored now.</returns>
    public async Task<bool> SettleAsync(OpenAnswer answer, string chosen)
    {
        answer.Settle(chosen);
        return answer.Stored == chosen || await StoreAsync(answer, chosen, answer.Version);
    }

    /// <summary>Shows what colleagues saved since, where nothing unsaved is in the way.</summary>
    public void Refresh(IEnumerable<Answer> now)
    {
        foreach (var stored in now)
            if (Find(stored.QuestionKey) is OpenAnswer answer)
                answer.Refresh(stored);
    }

    protected override string Stored(string key) =>
        Opened.Answers.GetValueOrDefault(key)?.Value ?? "";

    protected override LiveAnswer Open(Question question) =>
        new OpenAnswer(question, Opened.Answers.GetValueOrDefault(question.Key), Touch, Rules);

    /// <summary>A group's entries came, went or moved.</summary>
    protected override async Task SetAsync(LiveAnswer answer, string value)
    {
        answer.Type(value);
        await StoreAsync((OpenAnswer)answer, value, ((OpenAnswer)answer).Version);
    }

    private IEnumerable<OpenAnswer> Answers => LiveAnswers.Cast<OpenAnswer>();

    private async Task<bool> StoreAsync(OpenAnswer answer, string value, int basedOn)
    {
        if (answer.Disagreement is not null)
            return false;
        SavedAnswer saved = default;
        AnswerConflictException? theirs = null;
        var refused = await _guarded.RunAsync(
            async () =>
            {
                try
                {
                    saved = await _save.RunAsync(
                        Opened.ApplicationId,
                        answer.Key,
                        value,
                        basedOn,
                        CancellationToken.None
                    );
                }
                catch (AnswerConflictException conflict)
                {
                    theirs = conflict;
                }
            },
            CancellationToken.None
        );
        if (theirs is not null && answer.Question.Type == QuestionType.Group)
        {
            answer.Merge(theirs);
            return answer.Value == theirs.Theirs
                || await StoreAsync(answer, answer.Value, answer.Version);
        }
        if (theirs is not null)
            answer.MarkDisagreement(theirs);
        if (refused is not null)
            answer.MarkRefused(refused);
        if (refused is not null || theirs is not null)
            return false;
        answer.MarkSaved(value, saved);
        return true;
    }

    /// <summary>
    /// A save that arrived, but whose answer was lost with the connection, is this person's own: what was typed after it goes
    /// on from there.
    /// </summary>
    private int BasisOf(KeptText text) =>
        Opened.Answers.GetValueOrDefault(text.Key) is { } stored
        && stored.SavedById == Opened.EditorId
        && stored.Version == text.Version + 1
            ? stored.Version
            : text.Version;
}
