using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Reviews.Ranking;

public sealed partial class RankingPage(RankApplications rank, NavigationManager navigation)
{
    private RankedList? _list;

    [SupplyParameterFromQuery]
    private Guid? Call { get; set; }

    [SupplyParameterFromQuery]
    private int Page { get; set; }

    protected override async Task OnParametersSetAsync() =>
        _list = await rank.RunAsync(Call, Page, Gone);

    private void Choose(ChangeEventArgs chosen) =>
        navigation.NavigateTo(
            navigation.GetUriWithQueryParameters(
                new Dictionary<string, object?>
                {
                    ["call"] = chosen.Value?.ToString(),
                    ["page"] = null,
                }
            )
        );
}
