using System.ComponentModel.DataAnnotations;
using Grants.Domain.Accounts;
using Grants.Web.Features.Accounts.Invitations;
using Grants.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Accounts.People;

public sealed partial class InvitePersonPage(InvitePerson invite, NavigationManager navigation)
{
    private static readonly IReadOnlyList<Crumb> Trail = [new("People", AccountsRoutes.People)];

    private readonly InviteForm _form = new();

    private async Task InviteAsync()
    {
        await invite.RunAsync(
            _form.Email!,
            _form.Name!,
            [.. _form.Roles.Order()],
            CancellationToken.None
        );
        navigation.NavigateTo($"{AccountsRoutes.People}#invitations");
    }

    public sealed class InviteForm
    {
        [Required(ErrorMessage = "Enter a name."), StringLength(200)]
        public string? Name { get; set; }

        [Required(ErrorMessage = "Enter an e-mail address."), EmailFormat]
        public string? Email { get; set; }

        public IReadOnlySet<Role> Roles { get; set; } = new HashSet<Role>();
    }
}
