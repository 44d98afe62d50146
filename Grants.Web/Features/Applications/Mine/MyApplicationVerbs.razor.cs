using Grants.Web.Features.Applications.Deleted;
using Grants.Web.Shared.Dialogs;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Grants.Web.Features.Applications.Mine;

public sealed partial class MyApplicationVerbs(
    RecallApplication recall,
    WithdrawApplication withdraw,
    DeleteDraft delete,
    RestoreDraft restore,
    IDialogService dialogs,
    NavigationManager navigation
)
{
    [Parameter, EditorRequired]
    public required MyApplicationDetails Application { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnChanged { get; set; }

    private async Task RecallAsync()
    {
        if (
            !await dialogs.ConfirmAsync(
                "Recall the application",
                "It becomes a draft again and counts as not handed in until you hand it in once more, before the deadline.",
                "Recall"
            )
        )
            return;
        await recall.RunAsync(Application.Id, Gone);
        await OnChanged.InvokeAsync();
    }

    private async Task WithdrawAsync()
    {
        var reason = await dialogs.ReasonAsync(
            "Withdraw the application",
            "This can't be undone. The funder's staff see the reason.",
            "Withdraw"
        );
        if (reason is null)
            return;
        await withdraw.RunAsync(Application.Id, reason, Gone);
        await OnChanged.InvokeAsync();
    }

    private async Task DeleteAsync()
    {
        if (
            !await dialogs.ConfirmAsync(
                "Delete the draft",
                "Nobody can write on it any more. You can restore it for 30 days; then it is gone with everything in it.",
                "Delete"
            )
        )
            return;
        await delete.RunAsync(Application.Id, Gone);
        navigation.NavigateTo(ApplicationsRoutes.Deleted);
    }

    private async Task RestoreAsync()
    {
        await restore.RunAsync(Application.Id, Gone);
        await OnChanged.InvokeAsync();
    }
}
