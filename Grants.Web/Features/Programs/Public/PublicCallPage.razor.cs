using System.Text.Json.Nodes;
using Grants.Web.Platform;
using Grants.Web.Platform.PublicPages;
using Grants.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Programs.Public;

public sealed partial class PublicCallPage(
    ReadPublicCall read,
    CurrentFunder funder,
    SiteAddress site
)
{
    private static readonly IReadOnlyList<Crumb> Trail = [new("Calls", ProgramsRoutes.PublicCalls)];

    private FunderFace _funder = FunderFace.None;
    private PublicCall? _call;

    [CascadingParameter]
    private HttpContext Http { get; set; } = default!;

    [Parameter]
    public string Slug { get; set; } = "";

    private string Description =>
        _call!.Summary.Length > 0
            ? _call.Summary
            : $"A call of {_funder.Name}. Deadline: {_call.Deadline}.";

    /// <summary>schema.org/MonetaryGrant; the dates are those of applying.</summary>
    private JsonObject Data =>
        new()
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "MonetaryGrant",
            ["name"] = _call!.Title,
            ["description"] = Description,
            ["url"] = site.Of(ProgramsRoutes.PublicCall(Slug)),
            ["amount"] = new JsonObject
            {
                ["@type"] = "MonetaryAmount",
                ["maxValue"] = _call.AwardCap.Amount,
                ["currency"] = _call.AwardCap.Currency,
            },
            ["funder"] = new JsonObject
            {
                ["@type"] = "Organization",
                ["name"] = _funder.Name,
                ["url"] = site.Of("/"),
            },
            ["potentialAction"] = new JsonObject
            {
                ["@type"] = "ApplyAction",
                ["startTime"] = _call.OpensAt,
                ["endTime"] = _call.Deadline.Instant,
            },
        };

    protected override async Task OnInitializedAsync()
    {
        _funder = await funder.GetAsync(Http.RequestAborted);
        _call = await read.RunAsync(Slug, Http.RequestAborted);
        Http.KeepUntil(_call.NextChange, _call.Now);
    }
}
