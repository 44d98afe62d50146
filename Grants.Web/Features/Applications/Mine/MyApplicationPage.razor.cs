using Grants.Web.Shared.Dialogs;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Grants.Web.Features.Applications.Mine;

public sealed partial class MyApplicationPage(
    FindMyApplication find,
    RecallApplication recall,
    WithdrawApplication withdraw,
    IDialogService dialogs
)
{
    private MyApplicationDetails? _application;

    [Parameter]
    public Guid Id { get; set; }

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync() => _application = await find.RunAsync(Id, Gone);

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
        await recall.RunAsync(Id, Gone);
        await LoadAsync();
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
        await withdraw.RunAsync(Id, reason, Gone);
        await LoadAsync();
    }
}
