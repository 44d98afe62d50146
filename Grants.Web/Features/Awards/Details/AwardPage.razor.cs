using Grants.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Awards.Details;

public sealed partial class AwardPage(FindAward find)
{
    private static readonly IReadOnlyList<Crumb> Trail = [new Crumb("Awards", AwardsRoutes.List)];

    private AwardDetails? _award;

    [Parameter]
    public Guid Id { get; set; }

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync() => _award = await find.RunAsync(Id, Gone);
}
