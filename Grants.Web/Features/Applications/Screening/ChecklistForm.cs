using Grants.Domain.Applications;
using Grants.Web.Features.Applications.Form;
using Grants.Web.Platform;

namespace Grants.Web.Features.Applications.Screening;

/// <summary>A checklist that is open in one window. Each answer is kept as soon as it is given.</summary>
public sealed class ChecklistForm : KeptForm
{
    private readonly AnswerChecklist _answer;
    private readonly Func<Task> _onKept;
    private ChecklistDetails _details;
    private Task _last = Task.CompletedTask;

    /// <param name="onKept">After each answer, also when a colleague was first.</param>
    public ChecklistForm(
        ChecklistDetails details,
        AnswerChecklist answer,
        Guarded guarded,
        Func<Task> onKept
    )
        : base(details.Form, null, guarded)
    {
        (_details, _answer, _onKept) = (details, answer, onKept);
        Organizations = details.Organizations;
    }

    public override string Scope => $"{_details.ReaderId}:{_details.ApplicationId}:checklist";

    /// <summary>As stored, with who gave it; null while nobody did.</summary>
    public ChecklistAnswer? Given(string key) => _details.Answers.GetValueOrDefault(key);

    /// <summary>Shows what colleagues answered since, where nothing unsaved is in the way.</summary>
    public void Refresh(ChecklistDetails now)
    {
        _details = now;
        foreach (var stored in now.Answers.Values)
            if (Find(stored.QuestionKey) is OpenAnswer answer)
                answer.Refresh(new StoredText(stored.Value, stored.Version));
    }

    protected override StoredText StoredOf(string key) =>
        Given(key) is { } answer
            ? new StoredText(answer.Value, answer.Version)
            : new StoredText("", 0);

    protected override async Task<SavedAnswer> KeepAsync(string key, string value, int basedOn)
    {
        // One after the other: the answers of a checklist share its version, and would refuse each other.
        var (before, done) = (_last, new TaskCompletionSource());
        _last = done.Task;
        await before;
        try
        {
            return await _answer.RunAsync(
                _details.ApplicationId,
                key,
                value,
                basedOn,
                CancellationToken.None
            );
        }
        finally
        {
            done.SetResult();
            await _onKept();
        }
    }
}
