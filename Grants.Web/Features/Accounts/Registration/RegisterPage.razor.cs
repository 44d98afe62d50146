using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Accounts.Registration;

public sealed partial class RegisterPage(RegisterPerson register)
{
    private bool _sent;

    [SupplyParameterFromForm]
    private RegisterForm Form { get; set; } = default!;

    protected override void OnInitialized() => Form ??= new RegisterForm();

    private async Task RegisterAsync()
    {
        await register.RunAsync(Form.Name!, Form.Email!, Form.Password!, CancellationToken.None);
        _sent = true;
    }

    public sealed class RegisterForm
    {
        [Required(ErrorMessage = "Enter your name."), StringLength(200)]
        public string? Name { get; set; }

        [Required(ErrorMessage = "Enter your e-mail address."), EmailFormat]
        public string? Email { get; set; }

        [Required(ErrorMessage = "Choose a password.")]
        public string? Password { get; set; }
    }
}
