using System.ComponentModel.DataAnnotations;
using Grants.Web.Features.Accounts.Setup;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Accounts.SignIn;

public sealed partial class SignInPage(
    SignInPerson signIn,
    Installation installation,
    NavigationManager navigation
)
{
    [SupplyParameterFromForm]
    private SignInForm Form { get; set; } = default!;

    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    [SupplyParameterFromQuery]
    private string? Done { get; set; }

    private string? Note =>
        Done switch
        {
            "confirmed" => "Your e-mail address is confirmed. Sign in to go on.",
            "reset" => "Your new password is set. Sign in with it.",
            _ => null,
        };

    protected override async Task OnInitializedAsync()
    {
        Form ??= new SignInForm();
        if (!await installation.IsSetUpAsync(CancellationToken.None))
            navigation.NavigateTo(AccountsRoutes.Setup);
    }

    private async Task SignInAsync()
    {
        await signIn.RunAsync(Form.Email!, Form.Password!);
        navigation.NavigateTo(LocalPath.Or(ReturnUrl, "/account"));
    }

    public sealed class SignInForm
    {
        [Required(ErrorMessage = "Enter your e-mail address.")]
        public string? Email { get; set; }

        [Required(ErrorMessage = "Enter your password.")]
        public string? Password { get; set; }
    }
}
