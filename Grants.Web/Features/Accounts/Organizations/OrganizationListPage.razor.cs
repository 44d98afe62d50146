using Grants.Data.Queries;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Accounts.Organizations;

public sealed partial class OrganizationListPage(
    ListOrganizations list,
    NavigationManager navigation
) : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private Page<OrganizationRow>? _organizations;

    [SupplyParameterFromQuery]
    private string? Q { get; set; }

    [SupplyParameterFromQuery]
    private int Page { get; set; }

    private string Export => AccountsRoutes.OrganizationsCsv + new Uri(navigation.Uri).Query;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync() =>
        _organizations = await list.RunAsync(Q, Page, _gone.Token);
}
