using Grants.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Awards.Details;

public sealed partial class AwardPage(FindAward find) : IDisposable
{
    private static readonly IReadOnlyList<Crumb> Trail = [new Crumb("Awards", AwardsRoutes.List)];

    private readonly CancellationTokenSource _gone = new();
    private AwardDetails? _award;

    [Parameter]
    public Guid Id { get; set; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync() => _award = await find.RunAsync(Id, _gone.Token);
}
