using Grants.Web.Platform;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Shared.Layout;

/// <summary>Around public and account pages: plain HTML, usable without any script.</summary>
public sealed partial class PublicLayout(CurrentFunder funder, NavigationManager navigation)
{
    private FunderFace _funder = FunderFace.None;

    /// <summary>Because of the base element a bare "#main" would lead to the home page.</summary>
    private string Here => new Uri(navigation.Uri).PathAndQuery;

    protected override async Task OnInitializedAsync() =>
        _funder = await funder.GetAsync(CancellationToken.None);

    private string? Current(string path)
    {
        var here = new Uri(navigation.Uri).AbsolutePath;
        var within = path != "/" && here.StartsWith(path + "/", StringComparison.Ordinal);
        return here == path || within ? "page" : null;
    }
}
