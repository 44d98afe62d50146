using Grants.Data.Queries;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Accounts.People;

public sealed partial class PeoplePage(ListPeople list, NavigationManager navigation)
{
    private Page<PersonRow>? _people;

    [SupplyParameterFromQuery]
    private string? Q { get; set; }

    [SupplyParameterFromQuery]
    private string? Role { get; set; }

    [SupplyParameterFromQuery]
    private string? State { get; set; }

    [SupplyParameterFromQuery]
    private int Page { get; set; }

    private PeopleFilter Filter => new(Q, Role, State);

    private string Export => AccountsRoutes.PeopleCsv + new Uri(navigation.Uri).Query;

    protected override async Task OnParametersSetAsync() =>
        _people = await list.RunAsync(Filter, Page, Gone);
}
