using System.Collections.Concurrent;

namespace Grants.Web.Features.Deliverables.Checking;

/// <summary>How far the checks that run on this node are, for the page that waits for them.</summary>
public sealed class CheckProgress
{
    private readonly ConcurrentDictionary<Guid, Step> _running = [];

    /// <param name="Done">Files checked.</param>
    /// <param name="Total">Files in the batch.</param>
    public readonly record struct Step(int Done, int Total);

    /// <summary>Null when the batch waits, or is checked on another node.</summary>
    public Step? Of(Guid batchId) => _running.TryGetValue(batchId, out var step) ? step : null;

    public void Tell(Guid batchId, int done, int total) =>
        _running[batchId] = new Step(done, total);

    public void Forget(Guid batchId) => _running.TryRemove(batchId, out _);
}
