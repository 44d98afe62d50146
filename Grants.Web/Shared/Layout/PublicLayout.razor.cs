using Grants.Web.Platform;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Diagnostics;

namespace Grants.Web.Shared.Layout;

/// <summary>Around public and account pages: plain HTML, usable without any script.</summary>
public sealed partial class PublicLayout(CurrentFunder funder, NavigationManager navigation)
{
    private FunderFace _funder = FunderFace.None;

    [CascadingParameter]
    private HttpContext Http { get; set; } = default!;

    /// <summary>
    /// Because of the base element a bare "#main" would lead to the home page. Null on a page that stands at another's address,
    /// such as "Not found": it must be the same for every address, and a link to its own would lead away.
    /// </summary>
    private string? Here =>
        Http.Features.Get<IStatusCodeReExecuteFeature>() is null
            ? new Uri(navigation.Uri).PathAndQuery
            : null;

    protected override async Task OnInitializedAsync() =>
        _funder = await funder.GetAsync(CancellationToken.None);

    private string? Current(string path)
    {
        var here = new Uri(navigation.Uri).AbsolutePath;
        var within = path != "/" && here.StartsWith(path + "/", StringComparison.Ordinal);
        return here == path || within ? "page" : null;
    }
}
