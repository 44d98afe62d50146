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
    /// Because of the base element a bare "#main" would lead to the home page. A page in the place of another, such as "Not
    /// found", stands at the other's address.
    /// </summary>
    private string Here =>
        Http.Features.Get<IStatusCodeReExecuteFeature>() is { } asked
            ? asked.OriginalPath + asked.OriginalQueryString
            : new Uri(navigation.Uri).PathAndQuery;

    protected override async Task OnInitializedAsync() =>
        _funder = await funder.GetAsync(CancellationToken.None);

    private string? Current(string path)
    {
        var here = new Uri(navigation.Uri).AbsolutePath;
        var within = path != "/" && here.StartsWith(path + "/", StringComparison.Ordinal);
        return here == path || within ? "page" : null;
    }
}
