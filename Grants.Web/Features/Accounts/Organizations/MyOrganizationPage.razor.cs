using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Accounts.Organizations;

/// <summary>Registers the person's organization; once there is one, shows and changes it.</summary>
public sealed partial class MyOrganizationPage(
    GetMyOrganization get,
    RegisterOrganization register,
    DescribeOrganization describe
)
{
    private MyOrganization? _mine;
    private OrganizationForm? _fresh;

    [SupplyParameterFromQuery]
    private Guid? Id { get; set; }

    protected override Task OnParametersSetAsync() => ReloadAsync(Id);

    private async Task ReloadAsync(Guid? id)
    {
        _mine = await get.RunAsync(id, Gone);
        _fresh = _mine is null ? _fresh ?? new OrganizationForm() : null;
    }

    private async Task RegisterAsync() => await ReloadAsync(await register.RunAsync(_fresh!, Gone));

    private async Task DescribeAsync()
    {
        await describe.RunAsync(_mine!.Id, _mine.Form, Gone);
        await ReloadAsync(_mine.Id);
    }
}
