using System.ComponentModel.DataAnnotations;
using Grants.Data.Identity;
using Grants.Domain.Kernel;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace Grants.Web.Features.Accounts.Setup;

/// <summary>There only while no administrator exists.</summary>
public sealed partial class SetupPage(
    Installation installation,
    SetUpInstallation setUp,
    SignInManager<Account> signIn,
    NavigationManager navigation
)
{
    [SupplyParameterFromForm]
    private SetupForm Form { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        Form ??= new SetupForm();
        if (await installation.IsSetUpAsync(CancellationToken.None))
            throw new NotFoundException("Set-up");
    }

    private async Task SetUpAsync()
    {
        var account = await setUp.RunAsync(
            Form.Name!,
            Form.Email!,
            Form.Password!,
            Form.Funder!,
            Form.FunderShort!,
            Form.Currency!,
            CancellationToken.None
        );
        await signIn.SignInAsync(account, isPersistent: false);
        navigation.NavigateTo("/work");
    }

    public sealed class SetupForm
    {
        [Required(ErrorMessage = "Enter the funder's name."), StringLength(200)]
        public string? Funder { get; set; }

        [Required(ErrorMessage = "Enter a short name."), StringLength(60)]
        public string? FunderShort { get; set; }

        [
            Required(ErrorMessage = "Enter a currency."),
            RegularExpression("[A-Z]{3}", ErrorMessage = "Use three capital letters, such as USD.")
        ]
        public string? Currency { get; set; } = "USD";

        [Required(ErrorMessage = "Enter your name."), StringLength(200)]
        public string? Name { get; set; }

        [Required(ErrorMessage = "Enter your e-mail address."), EmailFormat]
        public string? Email { get; set; }

        [Required(ErrorMessage = "Choose a password.")]
        public string? Password { get; set; }
    }
}
