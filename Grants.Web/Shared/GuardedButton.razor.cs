using Grants.Domain.Kernel;
using Grants.Web.Platform;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Grants.Web.Shared;

/// <summary>
/// A button for one verb. It is disabled with the reason while the rule says no, runs once at a time, and shows what the
/// use case refuses.
/// </summary>
public sealed partial class GuardedButton(Guarded guarded, ISnackbar snackbar)
{
    private readonly string _reasonId = $"why-{Guid.CreateVersion7():n}";
    private bool _busy;

    /// <summary>
    /// The use case, and afterwards the reload of the page's data. A callback, so that the page whose method it is renders
    /// anew; components between hand it on as a callback too.
    /// </summary>
    [Parameter, EditorRequired]
    public required EventCallback OnClick { get; set; }

    /// <summary>Why not, from the rule's CannotX; null lets the person click.</summary>
    [Parameter]
    public Refusal? Refusal { get; set; }

    /// <summary>Said when it went through.</summary>
    [Parameter]
    public string? Done { get; set; }

    [Parameter]
    public Variant Variant { get; set; } = Variant.Filled;

    [Parameter]
    public Color Color { get; set; } = Color.Primary;

    [Parameter]
    public Size Size { get; set; } = Size.Medium;

    [Parameter]
    public string? StartIcon { get; set; }

    [Parameter]
    public string? Class { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Parameter(CaptureUnmatchedValues = true)]
    public Dictionary<string, object?> Attributes { get; set; } = [];

    private async Task RunAsync()
    {
        if (_busy)
            return;
        _busy = true;
        var refused = await guarded.RunAsync(() => OnClick.InvokeAsync(), Gone);
        _busy = false;
        if (refused is not null)
            snackbar.Add(refused, Severity.Error, o => o.RequireInteraction = true);
        else if (Done is not null)
            snackbar.Add(Done, Severity.Success);
    }
}
