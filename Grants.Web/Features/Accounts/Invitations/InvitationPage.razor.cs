using Grants.Data.Identity;
using Grants.Web.Platform.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace Grants.Web.Features.Accounts.Invitations;

public sealed partial class InvitationPage(
    FindInvitation find,
    AcceptInvitation accept,
    Caller caller,
    SignInManager<Account> signIn,
    NavigationManager navigation
)
{
    private InvitationDetails _offer = default!;
    private bool _isTheirs;

    [SupplyParameterFromForm]
    private AcceptForm Form { get; set; } = default!;

    [SupplyParameterFromQuery]
    private string? Secret { get; set; }

    private string SignInAndReturn =>
        $"{AccountsRoutes.SignIn}?returnUrl={Uri.EscapeDataString($"{AccountsRoutes.Invitation}?secret={Secret}")}";

    protected override async Task OnInitializedAsync()
    {
        _offer = await find.RunAsync(Secret ?? "", CancellationToken.None);
        Form ??= new AcceptForm { Name = _offer.Name };
        var actor = await caller.FindActorAsync(CancellationToken.None);
        _isTheirs = string.Equals(actor?.Email, _offer.Email, StringComparison.OrdinalIgnoreCase);
    }

    private async Task AcceptAsync()
    {
        var account = await accept.RunAsync(
            Secret ?? "",
            Form.Name,
            Form.Password,
            CancellationToken.None
        );
        await signIn.SignInAsync(account, isPersistent: false);
        navigation.NavigateTo("/account");
    }

    public sealed class AcceptForm
    {
        [System.ComponentModel.DataAnnotations.StringLength(200)]
        public string? Name { get; set; }

        public string? Password { get; set; }
    }
}
