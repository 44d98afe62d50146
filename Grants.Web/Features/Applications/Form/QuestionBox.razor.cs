using Grants.Web.Features.Applications.Files;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Applications.Form;

public sealed partial class QuestionBox(RemoveAttachment remove) : IDisposable
{
    private (int Version, int Generation, Disagreement? Between) _shown;

    [Parameter, EditorRequired]
    public required DraftForm Form { get; set; }

    [Parameter, EditorRequired]
    public required OpenAnswer Answer { get; set; }

    /// <summary>Null until the page is alive.</summary>
    [Parameter]
    public AnswerKeeper? Keeper { get; set; }

    private string Key => Answer.Key;

    public void Dispose() => Answer.Changed -= Show;

    protected override void OnInitialized()
    {
        Answer.Changed += Show;
        _shown = Shown;
    }

    private (int, int, Disagreement?) Shown =>
        (Answer.Version, Answer.Generation, Answer.Disagreement);

    /// <summary>Not at every keystroke: only where the box itself looks different.</summary>
    private void Show()
    {
        if (_shown == Shown)
            return;
        _shown = Shown;
        StateHasChanged();
    }

    private async Task ReshapedAsync(int row)
    {
        if (Keeper is not null)
            await Keeper.ReshapedAsync(Key, row);
    }

    private Task RemoveFileAsync(Guid fileId) =>
        remove.RunAsync(Form.Opened.ApplicationId, Key, fileId, CancellationToken.None);

    private async Task SettleAsync(string chosen)
    {
        if (await Form.SettleAsync(Answer, chosen) && Keeper is not null)
            await Keeper.ForgetAsync(Key);
    }
}
