using Grants.Data.Queries;
using Grants.Domain.Programs;
using Grants.Web.Platform;
using Grants.Web.Platform.PublicPages;
using Grants.Web.Shared.Calls;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Programs.Public;

public sealed partial class CallListPage(ListPublicCalls list, CurrentFunder funder)
{
    private FunderFace _funder = FunderFace.None;
    private PublicCallList _list = new(new Page<PublicCallRow>([], 1, 1, 0), default, null);

    [CascadingParameter]
    private HttpContext Http { get; set; } = default!;

    [SupplyParameterFromQuery]
    private int? Page { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _funder = await funder.GetAsync(Http.RequestAborted);
        _list = await list.RunAsync(Page ?? 1, Http.RequestAborted);
        Http.KeepUntil(_list.NextChange, _list.Now);
    }

    private static string Id(CallPhase phase) => phase.ToString().ToLowerInvariant();

    private static string Heading(CallPhase phase) =>
        phase switch
        {
            CallPhase.Open => "Open now",
            CallPhase.Upcoming => "Upcoming",
            _ => "Past",
        };
}
