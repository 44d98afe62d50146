using Grants.Domain.Deliverables;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Grants.Web.Features.Deliverables.Control;

/// <summary>The part of the desk that lives in the browser: wwwroot/js/control.js.</summary>
public sealed class DeskKeys : IAsyncDisposable
{
    private readonly Func<char, Task> _pressed;
    private readonly Action<Mark?> _marked;
    private readonly DotNetObjectReference<DeskKeys> _reference;
    private IJSObjectReference? _desk;

    private DeskKeys(Func<char, Task> pressed, Action<Mark?> marked)
    {
        (_pressed, _marked) = (pressed, marked);
        _reference = DotNetObjectReference.Create(this);
    }

    public static async Task<DeskKeys> StartAsync(
        IJSRuntime browser,
        ElementReference root,
        Func<char, Task> pressed,
        Action<Mark?> marked
    )
    {
        await using var module = await browser.InvokeAsync<IJSObjectReference>(
            "import",
            "./js/control.js"
        );
        var keys = new DeskKeys(pressed, marked);
        keys._desk = await module.InvokeAsync<IJSObjectReference>("start", root, keys._reference);
        return keys;
    }

    /// <summary>Forgets the mark that was drawn.</summary>
    public ValueTask UnmarkAsync() => _desk!.InvokeVoidAsync("unmark");

    /// <summary>A key of the list in <see cref="ControlKeys"/>; others don't come here.</summary>
    [JSInvokable("Pressed")]
    public Task PressedAsync(string key) => _pressed(key[0]);

    /// <summary>Fractions of the image; the browser's word for it isn't taken.</summary>
    [JSInvokable]
    public void Marked(double x, double y, double width, double height) =>
        _marked(Mark.On(x, y, width, height));

    [JSInvokable]
    public void Unmarked() => _marked(null);

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_desk is not null)
            {
                await _desk.InvokeVoidAsync("dispose");
                await _desk.DisposeAsync();
            }
        }
        catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException)
        {
            // The browser is gone, and everything there with it.
        }
        _reference.Dispose();
    }
}
