using Grants.Data.Queries;
using Grants.Web.Features.Awards.Making;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Awards.List;

public sealed partial class AwardsPage(
    ListAwards list,
    ListWaiting waiting,
    NavigationManager navigation
)
{
    private AwardFilter _filter = AwardFilter.Of(null, null, null, null);
    private IReadOnlyList<CallChoice> _calls = [];
    private Page<AwardRow>? _page;
    private int _waiting;

    [SupplyParameterFromQuery(Name = "status")]
    private string? Status { get; set; }

    [SupplyParameterFromQuery(Name = "call")]
    private string? Call { get; set; }

    [SupplyParameterFromQuery(Name = "text")]
    private string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    private string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private int? PageNumber { get; set; }

    private string ExportAddress => $"{AwardsRoutes.Export}{new Uri(navigation.Uri).Query}";

    protected override async Task OnParametersSetAsync()
    {
        _filter = AwardFilter.Of(Status, Call, Text, Sort);
        _calls = await list.CallsAsync(Gone);
        _waiting = await waiting.CountAsync(Gone);
        _page = await list.RunAsync(_filter, PageNumber ?? 1, Gone);
    }
}
