using Grants.Web.Features.Awards.Letter;
using Grants.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Awards.Mine;

public sealed partial class MyAwardPage(FindMyAward find, ShowAwardLetter show)
{
    private static readonly IReadOnlyList<Crumb> Trail = [new Crumb("Awards", AwardsRoutes.Mine)];

    private MyAwardDetails? _award;
    private string? _html;

    [Parameter]
    public Guid Id { get; set; }

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync() => _award = await find.RunAsync(Id, Gone);

    private async Task ShowAsync() =>
        _html = _html is null ? await show.KeptAsync(Id, _award!.Letter.Id, Gone) : null;
}
