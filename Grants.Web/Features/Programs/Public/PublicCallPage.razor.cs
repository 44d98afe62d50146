using System.Text.Json.Nodes;
using Grants.Domain.Programs;
using Grants.Web.Platform;
using Grants.Web.Platform.PublicPages;
using Grants.Web.Platform.Security;
using Grants.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Programs.Public;

public sealed partial class PublicCallPage(
    ReadPublicCall read,
    Caller caller,
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
        _call!.Call.Summary.Length > 0 ? _call.Call.Summary
        : _call.Deadline is { } deadline ? $"A call of {_funder.Name}. Deadline: {deadline}."
        : $"A call of {_funder.Name}, open until it is closed.";

    /// <summary>schema.org/MonetaryGrant; the dates are those of applying.</summary>
    private JsonObject Data =>
        new()
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "MonetaryGrant",
            ["name"] = _call!.Call.Title,
            ["description"] = Description,
            ["url"] = site.Of(ProgramsRoutes.PublicCall(Slug)),
            ["amount"] = new JsonObject
            {
                ["@type"] = "MonetaryAmount",
                ["maxValue"] = _call.Call.AwardCap.Amount,
                ["currency"] = _call.Call.AwardCap.Currency,
            },
            ["funder"] = new JsonObject
            {
                ["@type"] = "Organization",
                ["name"] = _funder.Name,
                ["url"] = site.Of("/"),
            },
            ["potentialAction"] = Applying(_call.Call),
        };

    private static JsonObject Applying(Call call)
    {
        var action = new JsonObject { ["@type"] = "ApplyAction", ["startTime"] = call.OpensAt };
        if (call.DeadlineAt is { } end)
            action["endTime"] = end;
        return action;
    }

    protected override async Task OnInitializedAsync()
    {
        _funder = await funder.GetAsync(Http.RequestAborted);
        // Only a test asks who reads it; what the public sees is the same for everybody.
        _call = await read.RunAsync(
            Slug,
            Http.User.Identity?.IsAuthenticated == true
                ? await caller.ActorAsync(Http.RequestAborted)
                : null,
            Http.RequestAborted
        );
        Http.KeepUntil(_call.NextChange, _call.Now);
    }
}
