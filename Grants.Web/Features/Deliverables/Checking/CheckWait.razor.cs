using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Deliverables.Checking;

public sealed partial class CheckWait(WatchCheck watch, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _gone = new();
    private RunningChecks.Step? _step;

    [Parameter, EditorRequired]
    public required Guid BatchId { get; set; }

    /// <summary>What the reader may do meanwhile.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>Called once when the checks are done or were stopped.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnChecked { get; set; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        // Taken once: the reader may leave between two looks, and a disposed source gives no token.
        var gone = _gone.Token;
        try
        {
            using var timer = new PeriodicTimer(BetweenLooks, clock);
            do
            {
                (var done, _step) = await watch.RunAsync(BatchId, gone);
                if (done)
                {
                    await OnChecked.InvokeAsync();
                    return;
                }
                StateHasChanged();
            } while (await timer.WaitForNextTickAsync(gone));
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            return; // the reader left
        }
    }
}
