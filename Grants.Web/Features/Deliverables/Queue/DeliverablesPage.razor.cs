using Grants.Data.Queries;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Deliverables.Queue;

public sealed partial class DeliverablesPage(ListDeliverables list, NavigationManager navigation)
{
    private DeliverableFilter _filter = DeliverableFilter.Of(null, null, null);
    private Page<DeliverableRow>? _page;

    [SupplyParameterFromQuery(Name = "status")]
    private string? Status { get; set; }

    [SupplyParameterFromQuery(Name = "text")]
    private string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "show")]
    private string? Show { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private int? PageNumber { get; set; }

    private string ExportAddress =>
        $"{DeliverablesRoutes.QueueExport}{new Uri(navigation.Uri).Query}";

    protected override async Task OnParametersSetAsync()
    {
        _filter = DeliverableFilter.Of(Status, Text, Show);
        _page = await list.RunAsync(_filter, PageNumber ?? 1, Gone);
    }
}
