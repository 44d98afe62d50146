using Grants.Web.Features.Deliverables.Delivering;
using Grants.Web.Features.Deliverables.Results;
using Grants.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Deliverables.Mine;

public sealed partial class MyDeliverablePage(
    ShowDeliverable show,
    StartBatch start,
    TimeProvider clock
)
{
    private static readonly IReadOnlyList<Crumb> Trail =
    [
        new("Deliverables", DeliverablesRoutes.Mine),
    ];

    private DeliverableDetails? _details;
    private DeliverableRefusals? _refusals;
    private bool _overdue;

    [Parameter]
    public Guid Id { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private int? PageNumber { get; set; }

    /// <summary>The newest batch that was checked, unless another one is being filled.</summary>
    private BatchLine? Shown => _details?.Last is { CheckedAt: not null } last ? last : null;

    /// <summary>The batch before the one that is being filled.</summary>
    private BatchLine? Before => _details is { Batches.Count: > 1 } ? _details.Batches[1] : null;

    protected override async Task OnParametersSetAsync()
    {
        if (_details?.Id != Id)
            await LoadAsync();
    }

    private async Task LoadAsync()
    {
        (_details, _refusals) = await show.OwnAsync(Id, Gone);
        _overdue =
            (_refusals.Start is null || _refusals.Submit is null)
            && _details.DueOn < DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
    }

    private async Task StartAsync()
    {
        await start.RunAsync(Id, Gone);
        await LoadAsync();
    }
}
