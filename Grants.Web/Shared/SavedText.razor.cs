using Grants.Web.Platform;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Shared;

public sealed partial class SavedText(Guarded guarded) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(800);

    private readonly CancellationTokenSource _gone = new();
    private readonly string _id = $"text-{Guid.CreateVersion7():n}";
    private CancellationTokenSource? _waiting;
    private string _text = "";
    private string _saved = "";
    private string _state = "";

    /// <summary>What it is called by a screen reader; shown too unless <see cref="ShownLabel"/> is given.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>A shorter label where the surroundings say the rest.</summary>
    [Parameter]
    public string? ShownLabel { get; set; }

    [Parameter]
    public string? Hint { get; set; }

    [Parameter, EditorRequired]
    public required string Value { get; set; }

    [Parameter]
    public bool ReadOnly { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback<string> OnSave { get; set; }

    public void Dispose()
    {
        _waiting?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override void OnParametersSet()
    {
        // What was typed and not saved yet stays, whatever the page read meanwhile.
        if (_text == _saved)
            _text = Value;
        _saved = Value;
    }

    private async Task TypedAsync(ChangeEventArgs typed)
    {
        _text = typed.Value?.ToString() ?? "";
        _state = "";
        _waiting?.Cancel();
        _waiting?.Dispose();
        _waiting = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        var mine = _waiting.Token;
        try
        {
            await Task.Delay(Pause, mine);
        }
        catch (OperationCanceledException)
        {
            return; // another key came, or the page is gone
        }
        await SaveAsync();
    }

    private async Task SaveAsync()
    {
        if (ReadOnly || _text == _saved)
            return;
        var text = _text;
        _state = "Saving…";
        var refused = await guarded.RunAsync(() => OnSave.InvokeAsync(text), _gone.Token);
        _state = refused ?? "Saved";
        if (refused is null)
            _saved = text;
    }
}
