using Grants.Data.Queries;
using Grants.Web.Shared.Dialogs;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Grants.Web.Features.Accounts.Invitations;

public sealed partial class OpenInvitations(
    ListOpenInvitations list,
    RenewInvitation renew,
    CancelInvitation cancelInvitation,
    IDialogService dialogs
)
{
    private Page<OpenInvitation>? _open;

    /// <summary>Null for invitations to the funder.</summary>
    [Parameter, EditorRequired]
    public required Guid? OrganizationId { get; set; }

    /// <summary>After another one was sent.</summary>
    public async Task ReloadAsync()
    {
        _open = await list.RunAsync(OrganizationId, 1, Gone);
        StateHasChanged();
    }

    protected override Task OnParametersSetAsync() => ReloadAsync();

    private async Task RenewAsync(OpenInvitation invitation)
    {
        await renew.RunAsync(invitation.Id, Gone);
        await ReloadAsync();
    }

    private async Task CancelAsync(OpenInvitation invitation)
    {
        if (
            !await dialogs.ConfirmAsync(
                "Withdraw the invitation",
                $"The link that {invitation.Name} has will no longer work.",
                "Withdraw"
            )
        )
            return;
        await cancelInvitation.RunAsync(invitation.Id, Gone);
        await ReloadAsync();
    }
}
