using System.ComponentModel.DataAnnotations;
using Grants.Web.Shared.Dialogs;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Grants.Web.Features.Applications.Team;

public sealed partial class TeamPanel(
    FindTeam find,
    InviteCollaborator invite,
    WithdrawInvitation withdraw,
    RemoveCollaborator remove,
    HandOverLead handOver,
    IDialogService dialogs,
    NavigationManager navigation
)
{
    private ApplicationTeam? _team;
    private InviteForm _form = new();

    [Parameter, EditorRequired]
    public required Guid ApplicationId { get; set; }

    /// <summary>Another person leads it.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync() => _team = await find.RunAsync(ApplicationId, Gone);

    private async Task InviteAsync()
    {
        await invite.RunAsync(ApplicationId, _form.Email!, _form.Name!, Gone);
        _form = new InviteForm();
        await LoadAsync();
    }

    private async Task AgainAsync(TeamInvitation invitation)
    {
        await invite.RunAsync(ApplicationId, invitation.Email, invitation.Name, Gone);
        await LoadAsync();
    }

    private async Task WithdrawAsync(TeamInvitation invitation)
    {
        await withdraw.RunAsync(ApplicationId, invitation.Id, Gone);
        await LoadAsync();
    }

    private async Task RemoveAsync(TeamMember member)
    {
        var isMe = member.Id == _team!.Me;
        if (
            !await dialogs.ConfirmAsync(
                isMe ? "Leave the application" : $"Remove {member.Name}",
                isMe
                    ? "You no longer see it. What you wrote stays."
                    : $"{member.Name} no longer sees the application. What they wrote stays.",
                isMe ? "Leave" : "Remove"
            )
        )
            return;
        await remove.RunAsync(ApplicationId, member.Id, Gone);
        if (isMe)
            navigation.NavigateTo(ApplicationsRoutes.Mine);
        else
            await LoadAsync();
    }

    private async Task HandOverAsync(TeamMember member)
    {
        if (
            !await dialogs.ConfirmAsync(
                "Hand the lead over",
                $"{member.Name} can hand it in, recall and withdraw it from now on, and is told so by mail.",
                "Hand over"
            )
        )
            return;
        await handOver.RunAsync(ApplicationId, member.Id, Gone);
        await LoadAsync();
        await OnChanged.InvokeAsync();
    }

    private sealed class InviteForm
    {
        [Required(ErrorMessage = "Enter a name."), StringLength(200)]
        public string? Name { get; set; }

        [Required(ErrorMessage = "Enter an e-mail address.")]
        public string? Email { get; set; }
    }
}
