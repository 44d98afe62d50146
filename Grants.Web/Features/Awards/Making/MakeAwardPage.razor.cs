using Grants.Domain.Awards;
using Grants.Domain.Kernel;
using Grants.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Awards.Making;

public sealed partial class MakeAwardPage(
    FindNewAward find,
    MakeAward make,
    NavigationManager navigation
)
{
    private static readonly IReadOnlyList<Crumb> Trail =
    [
        new Crumb("Awards", AwardsRoutes.List),
        new Crumb("Waiting", AwardsRoutes.Waiting),
    ];

    private readonly MakeAwardForm _form = new();
    private NewAward? _new;

    [Parameter]
    public Guid ApplicationId { get; set; }

    private Money Small => new(AwardPlan.SmallAward, _new!.Granted.Currency);

    protected override async Task OnInitializedAsync()
    {
        _new = await find.RunAsync(ApplicationId, Gone);
        _form.StartsOn = _new.StartsOn;
        _form.EndsOn = _new.EndsOn;
        _form.Materials.AddRange(_new.Materials.Select(MaterialRow.Of));
    }

    private async Task MakeAsync()
    {
        var id = await make.RunAsync(
            ApplicationId,
            _form.StartsOn!.Value,
            _form.EndsOn!.Value,
            _form.Promises,
            Gone
        );
        navigation.NavigateTo(AwardsRoutes.Award(id));
    }
}
