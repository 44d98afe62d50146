using Grants.Domain.Deliverables;
using Grants.Web.Features.Deliverables.Results;
using Grants.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Deliverables.Details;

public sealed partial class DeliverablePage(ShowDeliverable show)
{
    private static readonly IReadOnlyList<Crumb> Trail =
    [
        new("Deliverables", DeliverablesRoutes.Queue),
    ];

    private DeliverableDetails? _details;
    private DeliverableRefusals? _refusals;

    [Parameter]
    public Guid Id { get; set; }

    [SupplyParameterFromQuery(Name = "show")]
    private string? Show { get; set; }

    /// <summary>Number of the batch; the newest checked one when it isn't said.</summary>
    [SupplyParameterFromQuery(Name = "batch")]
    private int? BatchNumber { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private int? PageNumber { get; set; }

    /// <summary>Of the sampled items to show.</summary>
    [SupplyParameterFromQuery(Name = "verdict")]
    private string? VerdictText { get; set; }

    private Verdict? Wanted =>
        Enum.TryParse<Verdict>(VerdictText, ignoreCase: true, out var known)
        && Enum.IsDefined(known)
            ? known
            : null;

    private BatchPart Part =>
        Show is null && _details?.Status == DeliverableStatus.UnderQualityControl
            ? BatchPart.Control
            : BatchParts.Of(Show);

    private BatchLine? Shown =>
        _details?.Batches.FirstOrDefault(b =>
            b.CheckedAt is not null && (BatchNumber is null || b.Number == BatchNumber)
        );

    protected override async Task OnParametersSetAsync()
    {
        if (_details?.Id != Id)
            await LoadAsync();
    }

    private async Task LoadAsync() => (_details, _refusals) = await show.RunAsync(Id, Gone);

    private string Address(BatchPart part) =>
        $"{DeliverablesRoutes.One(Id)}?show={part.ToString().ToLowerInvariant()}{(BatchNumber is { } number ? $"&batch={number}" : "")}";
}
