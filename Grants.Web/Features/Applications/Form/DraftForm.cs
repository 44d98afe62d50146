using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Web.Platform;
using Microsoft.JSInterop;

namespace Grants.Web.Features.Applications.Form;

/// <param name="Version">Of the stored answer that the text was typed over.</param>
public sealed record KeptText(string Key, string Value, int Version);

/// <summary>A draft that is open in one window: what is typed, what is saved, what is still missing.</summary>
public sealed class DraftForm
{
    private readonly SaveAnswer _save;
    private readonly Guarded _guarded;
    private readonly Dictionary<string, OpenAnswer> _answers;

    public DraftForm(OpenedForm opened, SaveAnswer save, Guarded guarded)
    {
        Opened = opened;
        _save = save;
        _guarded = guarded;
        _answers = opened.Form.Questions.ToDictionary(
            q => q.Key,
            q => new OpenAnswer(q, opened.Answers.GetValueOrDefault(q.Key), () => Changed?.Invoke())
        );
    }

    public OpenedForm Opened { get; }

    /// <summary>Any answer, its problems or its saving changed.</summary>
    public event Action? Changed;

    public OpenAnswer this[string key] => _answers[key];

    public string Title =>
        Opened.Form.For(QuestionPurpose.Title) is { } title ? this[title.Key].Value.Trim() : "";

    /// <summary>Those that can be changed: all of a draft, and what staff asked about after it was handed in.</summary>
    public IReadOnlyList<FormSection> Sections =>
        Opened.Request is { } request
            ? [.. Opened.Form.Sections.Where(s => request.Sections.Contains(s.Key))]
            : Opened.Form.Sections;

    /// <summary>How many answers of the section still need somebody.</summary>
    public int Missing(FormSection section) =>
        section.Questions.Count(q => this[q.Key].Problems.Count > 0);

    /// <summary>Everything that still needs somebody, in the form's order.</summary>
    public IEnumerable<(FormSection Section, OpenAnswer Answer)> StillNeeded() =>
        from section in Sections
        from question in section.Questions
        where this[question.Key].Problems.Count > 0
        select (section, this[question.Key]);

    /// <summary>Why it can't be handed in as it stands in this window.</summary>
    public Refusal? CannotSubmit() => Opened.CannotSubmit ?? CannotLeave();

    /// <summary>The same for asking an authorized official to hand it in.</summary>
    public Refusal? CannotRequestSignOff() => Opened.CannotRequestSignOff ?? CannotLeave();

    private Refusal? CannotLeave()
    {
        if (_answers.Values.Any(a => a.Disagreement is not null))
            return new Refusal("Choose between the two texts of an answer first.");
        var missing = StillNeeded().Count();
        if (missing > 0)
            return new Refusal(
                missing == 1 ? "One answer still needs you." : $"{missing} answers still need you."
            );
        return Requested > Opened.Call.AwardCap
            ? new Refusal(
                $"The budget asks for {Requested}; this call gives at most {Opened.Call.AwardCap}."
            )
            : null;
    }

    /// <summary>The versions that this window shows.</summary>
    public IReadOnlyDictionary<string, int> Seen() =>
        _answers.ToDictionary(a => a.Key, a => a.Value.Version);

    /// <summary>The browser tells what a field holds, a moment after each keystroke.</summary>
    [JSInvokable]
    public void Typed(string key, string value)
    {
        if (_answers.TryGetValue(key, out var answer))
            answer.Type(value);
    }

    /// <summary>The browser hands over what was typed.</summary>
    /// <param name="version">Of the stored answer that the field showed when the typing began.</param>
    /// <returns>The stored version, or -1 when it wasn't taken and the browser is to keep it.</returns>
    [JSInvokable]
    public async Task<int> SaveAsync(string key, string value, int version)
    {
        if (!_answers.TryGetValue(key, out var answer))
            return -1;
        answer.Type(value);
        return await StoreAsync(answer, value, answer.BasisOf(version)) ? answer.Version : -1;
    }

    /// <summary>The person is in this field: what others save doesn't move it.</summary>
    [JSInvokable]
    public void Entered(string key)
    {
        if (_answers.TryGetValue(key, out var answer))
            answer.Hold();
    }

    [JSInvokable]
    public void Left(string key)
    {
        if (_answers.TryGetValue(key, out var answer))
            answer.LetGo();
    }

    /// <summary>Of the stored answer that this window knows.</summary>
    public int VersionOf(string key) => _answers.GetValueOrDefault(key)?.Version ?? 0;

    /// <summary>Takes back what the browser kept. Texts over which somebody else saved meanwhile are put beside theirs.</summary>
    /// <returns>The labels of what was restored and saved, and the keys that the browser may forget.</returns>
    public async Task<(IReadOnlyList<string> Restored, IReadOnlyList<string> Settled)> RestoreAsync(
        IReadOnlyList<KeptText> kept
    )
    {
        var (restored, settled) = (new List<string>(), new List<string>());
        foreach (var text in kept)
        {
            if (!_answers.TryGetValue(text.Key, out var answer) || answer.Stored == text.Value)
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
            if (_answers.TryGetValue(stored.QuestionKey, out var answer))
                answer.Refresh(stored);
    }

    private Money Requested =>
        Opened.Form.For(QuestionPurpose.Budget) is { } budget
            ? Budget.Parse(this[budget.Key].Value).Requested(Opened.Call.AwardCap.Currency)
            : Money.Zero(Opened.Call.AwardCap.Currency);

    private async Task<bool> StoreAsync(OpenAnswer answer, string value, int basedOn)
    {
        if (answer.Disagreement is not null)
            return false;
        SavedAnswer saved = default;
        var refused = await _guarded.RunAsync(
            async () =>
            {
                try
                {
                    saved = await _save.RunAsync(
                        Opened.ApplicationId,
                        answer.Question.Key,
                        value,
                        basedOn,
                        CancellationToken.None
                    );
                }
                catch (AnswerConflictException conflict)
                {
                    answer.MarkDisagreement(conflict);
                }
            },
            CancellationToken.None
        );
        if (refused is not null)
            answer.MarkRefused(refused);
        if (refused is not null || answer.Disagreement is not null)
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
