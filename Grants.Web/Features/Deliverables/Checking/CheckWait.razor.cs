using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Deliverables.Checking;

public sealed partial class CheckWait(WatchCheck watch, TimeProvider clock)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private RunningChecks.Step? _step;

    [Parameter, EditorRequired]
    public required Guid BatchId { get; set; }

    /// <summary>What the reader may do meanwhile.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>Called once when the checks are done or were stopped.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnChecked { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        try
        {
            using var timer = new PeriodicTimer(BetweenLooks, clock);
            do
            {
                (var done, _step) = await watch.RunAsync(BatchId, Gone);
                if (done)
                {
                    await OnChecked.InvokeAsync();
                    return;
                }
                StateHasChanged();
            } while (await timer.WaitForNextTickAsync(Gone));
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            return; // the reader left
        }
    }
}
