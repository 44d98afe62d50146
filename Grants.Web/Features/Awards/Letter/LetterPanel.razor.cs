using Grants.Web.Features.Awards.Details;
using Grants.Web.Shared.Dialogs;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Grants.Web.Features.Awards.Letter;

/// <summary>The letter until it is issued: preview, draft, approval, and the check of its file.</summary>
public sealed partial class LetterPanel(
    DraftAwardLetter draft,
    ApproveAwardLetter approve,
    ShowAwardLetter show,
    VerifyAwardLetter verify,
    IDialogService dialogs
)
{
    private LetterVerification? _verification;
    private string? _html;

    [Parameter, EditorRequired]
    public required AwardDetails Award { get; set; }

    /// <summary>Something was saved.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    private string ShowText => Award.Letter is null ? "Preview the letter" : "Read the letter";

    private string ShownTitle =>
        Award.Letter is { } letter ? $"Letter {letter.Number}" : "Preview of the letter";

    private async Task ShowAsync()
    {
        if (_html is not null)
            _html = null;
        else if (Award.Letter is { } letter)
            _html = await show.KeptAsync(Award.Id, letter.Id, Gone);
        else
            _html = await show.PreviewAsync(Award.Id, Gone);
    }

    private async Task VerifyAsync() =>
        _verification = await verify.RunAsync(Award.Id, Award.Letter!.Id, Gone);

    private async Task DraftAsync()
    {
        var again = Award.Letter is not null;
        if (
            again
            && !await dialogs.ConfirmAsync(
                "Draft the letter again",
                "The letter before becomes void, and a second person has to approve the new one.",
                "Draft it again"
            )
        )
            return;
        await draft.RunAsync(Award.Id, Gone);
        await ChangedAsync();
    }

    private async Task ApproveAsync()
    {
        await approve.RunAsync(Award.Id, Award.Letter!.Id, Gone);
        await ChangedAsync();
    }

    private async Task ChangedAsync()
    {
        _html = null;
        _verification = null;
        await Changed.InvokeAsync();
    }
}
