using Grants.Web.Features.Awards.Details;
using Grants.Web.Shared.Dialogs;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Grants.Web.Features.Awards.Agreement;

/// <summary>From the approved letter to both signatures, or to the award's cancellation.</summary>
public sealed partial class AgreementPanel(
    IssueAward issue,
    CountersignAward countersign,
    CancelAward cancelAward,
    IDialogService dialogs
)
{
    [Parameter, EditorRequired]
    public required AwardDetails Award { get; set; }

    /// <summary>Something was saved.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    /// <summary>Nothing leaves before the mail was seen.</summary>
    private async Task IssueAsync()
    {
        var preview = await issue.PreviewAsync(Award.Id, Gone);
        var dialog = await dialogs.ShowAsync<IssueDialog>(
            "Issue the letter",
            new DialogParameters<IssueDialog>
            {
                { d => d.Preview, preview },
                { d => d.Attachment, $"{Award.Number}, letter {Award.Letter!.Number} (PDF)" },
            }
        );
        if (await dialog.Result is not { Canceled: false })
            return;
        await issue.RunAsync(Award.Id, Award.Letter.Id, Gone);
        await Changed.InvokeAsync();
    }

    private async Task CountersignAsync()
    {
        if (
            !await dialogs.ConfirmAsync(
                $"Countersign {Award.Number}",
                $"You sign for the funder. {Award.Facts.Amount} is bound in {Award.Fund.Name}, the award comes into force, and the grantee gets the signed copy by mail.",
                "Countersign"
            )
        )
            return;
        await countersign.RunAsync(Award.Id, Gone);
        await Changed.InvokeAsync();
    }

    private async Task CancelAsync()
    {
        var reason = await dialogs.ReasonAsync(
            $"Cancel {Award.Number}",
            $"{Award.Facts.Amount} goes back to {Award.Fund.Name}, and the payments and deliverables fall away. A grantee who has the letter is told the reason by mail.",
            "Cancel the award"
        );
        if (reason is null)
            return;
        await cancelAward.RunAsync(Award.Id, reason, Gone);
        await Changed.InvokeAsync();
    }
}
