using Grants.Web.Platform;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Shared;

/// <summary>A form for one use case: malformed input stays at its fields, what the rule refuses is said on top.</summary>
public sealed partial class GuardedForm(Guarded guarded)
{
    private string? _refused;
    private bool _busy;
    private bool _done;

    [Parameter, EditorRequired]
    public required object Model { get; set; }

    /// <summary>The use case; called only with a model that passed its own validation.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnSubmit { get; set; }

    /// <summary>Needed on static pages, where the post finds its form by this name.</summary>
    [Parameter]
    public string? FormName { get; set; }

    /// <summary>Said when it went through and the page is still there.</summary>
    [Parameter]
    public string? Done { get; set; }

    [Parameter]
    public string Class { get; set; } = "form";

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private async Task RunAsync()
    {
        if (_busy)
            return;
        _busy = true;
        _refused = await guarded.RunAsync(() => OnSubmit.InvokeAsync(), Gone);
        _busy = false;
        _done = _refused is null && Done is not null;
    }
}
