using System.ComponentModel.DataAnnotations;
using Grants.Data.Identity;
using Grants.Web.Platform.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace Grants.Web.Features.Accounts.Profile;

public sealed partial class ProfilePage(
    RenameMyself rename,
    ChangeMyPassword change,
    Caller caller,
    SignInManager<Account> signIn
)
{
    private string _email = "";

    [SupplyParameterFromForm(FormName = "name")]
    private NameForm Named { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "password")]
    private PasswordForm Passwords { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        var me = await caller.ActorAsync(CancellationToken.None);
        _email = me.Email;
        Named ??= new NameForm { Name = me.Name };
        Passwords ??= new PasswordForm();
    }

    private Task RenameAsync() => rename.RunAsync(Named.Name!, CancellationToken.None);

    private async Task ChangeAsync() =>
        await signIn.SignInAsync(
            await change.RunAsync(Passwords.Old!, Passwords.New!, CancellationToken.None),
            isPersistent: false
        );

    public sealed class NameForm
    {
        [Required(ErrorMessage = "Enter your name."), StringLength(200)]
        public string? Name { get; set; }
    }

    public sealed class PasswordForm
    {
        [Required(ErrorMessage = "Enter your present password.")]
        public string? Old { get; set; }

        [Required(ErrorMessage = "Choose a password.")]
        public string? New { get; set; }
    }
}
