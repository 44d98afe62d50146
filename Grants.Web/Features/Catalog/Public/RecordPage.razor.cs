using Grants.Web.Platform;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Catalog.Public;

public sealed partial class RecordPage(FindRecord find)
{
    private PublicRecord? _record;

    [Parameter]
    public string Slug { get; set; } = "";

    /// <summary>Number of the image that is shown large.</summary>
    [SupplyParameterFromQuery]
    private int? Image { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = default!;

    [Inject]
    private SiteAddress Site { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        _record = await find.RunAsync(Slug, Http.RequestAborted);
        if (_record.Tombstone is not null)
            Http.Response.StatusCode = StatusCodes.Status410Gone;
    }
}
