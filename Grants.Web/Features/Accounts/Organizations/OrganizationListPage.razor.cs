using Grants.Data.Queries;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Accounts.Organizations;

public sealed partial class OrganizationListPage(
    ListOrganizations list,
    NavigationManager navigation
)
{
    private Page<OrganizationRow>? _organizations;

    [SupplyParameterFromQuery]
    private string? Q { get; set; }

    [SupplyParameterFromQuery]
    private int Page { get; set; }

    private string Export => AccountsRoutes.OrganizationsCsv + new Uri(navigation.Uri).Query;

    protected override async Task OnParametersSetAsync() =>
        _organizations = await list.RunAsync(Q, Page, Gone);
}
