using System.ComponentModel.DataAnnotations;
using Grants.Domain.Accounts;
using Grants.Web.Features.Accounts.Invitations;
using Grants.Web.Shared.Dialogs;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Grants.Web.Features.Accounts.Organizations;

/// <summary>Who is in the organization, who was asked, and asking one more.</summary>
public sealed partial class Members(
    InviteColleague invite,
    RemoveColleague remove,
    IDialogService dialogs
)
{
    private ColleagueForm _form = new();
    private OpenInvitations? _open;

    [Parameter, EditorRequired]
    public required MyOrganization Organization { get; set; }

    /// <summary>Reads the organization anew; somebody is gone.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnRemoved { get; set; }

    private string Verb(Colleague member) =>
        member.PersonId == Organization.PersonId ? "Leave" : "Remove";

    private async Task RemoveAsync(Colleague member)
    {
        var leaves = member.PersonId == Organization.PersonId;
        if (
            !await dialogs.ConfirmAsync(
                leaves ? $"Leave {Organization.Form.LegalName}?" : $"Remove {member.Name}?",
                leaves
                    ? "You don't see its applications and deliveries any more. Only an invitation brings you back."
                    : $"{member.Name} doesn't see its applications and deliveries any more, and is told by mail. What they wrote stays.",
                Verb(member)
            )
        )
            return;
        await remove.RunAsync(Organization.Id, member.PersonId, CancellationToken.None);
        await OnRemoved.InvokeAsync();
    }

    private async Task InviteAsync()
    {
        await invite.RunAsync(
            Organization.Id,
            _form.Email!,
            _form.Name!,
            _form.Role,
            CancellationToken.None
        );
        _form = new ColleagueForm();
        if (_open is not null)
            await _open.ReloadAsync();
    }

    public sealed class ColleagueForm
    {
        [Required(ErrorMessage = "Enter a name."), StringLength(200)]
        public string? Name { get; set; }

        [Required(ErrorMessage = "Enter an e-mail address."), EmailFormat]
        public string? Email { get; set; }

        public OrganizationRole Role { get; set; }
    }
}
