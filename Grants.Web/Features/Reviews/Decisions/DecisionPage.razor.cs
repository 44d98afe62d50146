using Grants.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Reviews.Decisions;

public sealed partial class DecisionPage(ReadDecision read)
{
    private DecisionDetails? _details;

    [Parameter]
    public Guid ApplicationId { get; set; }

    private IReadOnlyList<Crumb> Trail =>
        [new Crumb("Ranking", $"{ReviewsRoutes.Ranking}?call={_details?.CallId}")];

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync() => _details = await read.RunAsync(ApplicationId, Gone);
}
