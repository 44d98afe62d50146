using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Web.Platform;
using Grants.Web.Shared.Forms;
using Microsoft.JSInterop;

namespace Grants.Web.Features.Applications.Form;

/// <param name="Version">Of the stored answer that the text was typed over.</param>
public sealed record KeptText(string Key, string Value, int Version);

/// <summary>An answer as it is stored; version 0 for none.</summary>
public readonly record struct StoredText(string Value, int Version);

/// <summary>
/// A form that is open in one window and keeps itself: what is typed goes to the browser's memory at once and to the server a
/// moment later. The browser's part is wwwroot/js/answers.js.
/// </summary>
public abstract class KeptForm(FormDefinition form, BudgetRules? rules, Guarded guarded)
    : LiveForm(form, rules)
{
    /// <summary>By the answer's key.</summary>
    public OpenAnswer this[string key] =>
        (OpenAnswer?)Find(key)
        ?? throw new ArgumentException("The form has no such question.", nameof(key));

    /// <summary>Where the browser keeps what is typed: another person on the same computer neither sees nor saves it.</summary>
    public abstract string Scope { get; }

    /// <summary>The browser tells what a field holds, a moment after each keystroke.</summary>
    [JSInvokable]
    public void Typed(string key, string value) => Find(key)?.Type(value);

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
    public void Entered(string key) => (Find(key) as OpenAnswer)?.Hold();

    [JSInvokable]
    public void Left(string key) => (Find(key) as OpenAnswer)?.LetGo();

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

    protected IEnumerable<OpenAnswer> Answers => LiveAnswers.Cast<OpenAnswer>();

    /// <summary>The answer as it was when the form was opened.</summary>
    protected abstract StoredText StoredOf(string key);

    /// <exception cref="AnswerConflictException">Somebody else saved another text since.</exception>
    protected abstract Task<SavedAnswer> KeepAsync(string key, string value, int basedOn);

    /// <summary>What a text goes on from that was kept in the browser.</summary>
    protected virtual int BasisOf(KeptText text) => text.Version;

    protected override string Stored(string key) => StoredOf(key).Value;

    protected override LiveAnswer Open(Question question) =>
        new OpenAnswer(question, StoredOf(question.Key), Touch, Rules);

    /// <summary>A group's entries came, went or moved.</summary>
    protected override async Task SetAsync(LiveAnswer answer, string value)
    {
        answer.Type(value);
        await StoreAsync((OpenAnswer)answer, value, ((OpenAnswer)answer).Version);
    }

    private async Task<bool> StoreAsync(OpenAnswer answer, string value, int basedOn)
    {
        if (answer.Disagreement is not null)
            return false;
        SavedAnswer saved = default;
        AnswerConflictException? theirs = null;
        var refused = await guarded.RunAsync(
            async () =>
            {
                try
                {
                    saved = await KeepAsync(answer.Key, value, basedOn);
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
}
