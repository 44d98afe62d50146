using Grants.Web.Features.Awards.Letter;
using Grants.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Awards.Mine;

public sealed partial class MyAwardPage(FindMyAward find, ShowAwardLetter show) : IDisposable
{
    private static readonly IReadOnlyList<Crumb> Trail = [new Crumb("Awards", AwardsRoutes.Mine)];

    private readonly CancellationTokenSource _gone = new();
    private MyAwardDetails? _award;
    private string? _html;

    [Parameter]
    public Guid Id { get; set; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync() => _award = await find.RunAsync(Id, _gone.Token);

    private async Task ShowAsync() =>
        _html = _html is null ? await show.KeptAsync(Id, _award!.Letter.Id, _gone.Token) : null;
}
