using System.ComponentModel.DataAnnotations;
using Grants.Domain.Accounts;
using Grants.Web.Features.Accounts.Invitations;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Accounts.Organizations;

/// <summary>Who is in the organization, who was asked, and asking one more.</summary>
public sealed partial class Members(InviteColleague invite)
{
    private ColleagueForm _form = new();
    private OpenInvitations? _open;

    [Parameter, EditorRequired]
    public required MyOrganization Organization { get; set; }

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
