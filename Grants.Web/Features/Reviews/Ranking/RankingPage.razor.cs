using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Reviews.Ranking;

public sealed partial class RankingPage(RankApplications rank, NavigationManager navigation)
    : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private RankedList? _list;

    [SupplyParameterFromQuery]
    private Guid? Call { get; set; }

    [SupplyParameterFromQuery]
    private int Page { get; set; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync() =>
        _list = await rank.RunAsync(Call, Page, _gone.Token);

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
