using System.Text.Json.Nodes;
using Grants.Web.Features.Accounts;
using Grants.Web.Platform;
using Grants.Web.Platform.PublicPages;
using Grants.Web.Shared.Calls;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Home;

public sealed partial class HomePage(
    CurrentFunder funder,
    ListPublicCalls calls,
    ReadHome home,
    SiteAddress site,
    NavigationManager navigation
)
{
    /// <summary>Open and upcoming calls on the home page; all are on their own.</summary>
    private const int Calls = 3;

    private FunderFace _funder = FunderFace.None;
    private PublicCallList? _calls;
    private HomeCatalog? _catalog;

    [CascadingParameter]
    private HttpContext Http { get; set; } = default!;

    private string Description =>
        _funder.Tagline.Length > 0
            ? _funder.Tagline
            : $"Grants of {_funder.Name} to archives that digitize what they hold.";

    private JsonObject Data =>
        new()
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "Organization",
            ["name"] = _funder.Name,
            ["url"] = site.Of("/"),
            ["description"] = Description,
        };

    protected override async Task OnInitializedAsync()
    {
        _funder = await funder.GetAsync(Http.RequestAborted);
        // No funder yet means that nobody has set this installation up: the page for it says whether it still can be.
        if (_funder == FunderFace.None)
        {
            navigation.NavigateTo(AccountsRoutes.Setup);
            return;
        }
        _calls = await calls.RunAsync(1, Http.RequestAborted, Calls, withPast: false);
        _catalog = await home.RunAsync(Http.RequestAborted);
        Http.KeepUntil(_calls.NextChange, _calls.Now);
    }
}
