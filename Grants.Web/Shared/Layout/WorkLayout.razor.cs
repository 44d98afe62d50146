using Grants.Domain.Accounts;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace Grants.Web.Shared.Layout;

/// <summary>Around workspaces. Tests wait for data-interactive="true" before they click.</summary>
public sealed partial class WorkLayout(
    CurrentFunder funder,
    Caller caller,
    NavigationManager navigation
) : IDisposable
{
    private FunderFace _funder = FunderFace.None;
    private Actor? _actor;
    private IReadOnlyList<NavigationGroup> _groups = [];
    private bool _menuOpen;
    private string _page = "";

    private string Here => new Uri(navigation.Uri).PathAndQuery;

    public void Dispose() => navigation.LocationChanged -= Close;

    protected override async Task OnInitializedAsync()
    {
        _page = new Uri(navigation.Uri).AbsolutePath;
        navigation.LocationChanged += Close;
        _funder = await funder.GetAsync(CancellationToken.None);
        _actor = await caller.FindActorAsync(CancellationToken.None);
        _groups = _actor is null ? [] : [.. Navigation.For(_actor)];
    }

    /// <summary>Together with the new page: a key that came after it would make the page twice, and drop what was typed.</summary>
    protected override void OnParametersSet() => _page = new Uri(navigation.Uri).AbsolutePath;

    private static bool IsHome(NavigationLink link) => link.Href is "/my" or "/work";

    private void ToggleMenu() => _menuOpen = !_menuOpen;

    private void Close(object? sender, LocationChangedEventArgs moved)
    {
        _menuOpen = false;
        _ = InvokeAsync(StateHasChanged);
    }
}
