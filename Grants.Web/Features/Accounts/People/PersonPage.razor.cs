using Grants.Web.Shared;
using Grants.Web.Shared.Dialogs;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Grants.Web.Features.Accounts.People;

public sealed partial class PersonPage(
    GetPerson get,
    DeactivatePerson deactivate,
    ReactivatePerson reactivate,
    IDialogService dialogs
)
{
    private static readonly IReadOnlyList<Crumb> Trail = [new("People", AccountsRoutes.People)];

    private PersonDetails? _person;
    private int _reads;

    [Parameter]
    public Guid Id { get; set; }

    protected override Task OnParametersSetAsync() => ReloadAsync();

    private async Task ReloadAsync()
    {
        _person = await get.RunAsync(Id, Gone);
        _reads++;
    }

    private async Task DeactivateAsync()
    {
        var reason = await dialogs.ReasonAsync(
            $"Deactivate {_person!.Name}",
            "Every open session ends, and signing in is refused until somebody reactivates the account.",
            "Deactivate"
        );
        if (reason is null)
            return;
        await deactivate.RunAsync(Id, reason, Gone);
        await ReloadAsync();
    }

    private async Task ReactivateAsync()
    {
        await reactivate.RunAsync(Id, Gone);
        await ReloadAsync();
    }
}
