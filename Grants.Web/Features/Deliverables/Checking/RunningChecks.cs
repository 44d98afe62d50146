using System.Collections.Concurrent;

namespace Grants.Web.Features.Deliverables.Checking;

/// <summary>The checks that run on this node: how far each is, for the page that waits for it, and how to stop it.</summary>
public sealed class RunningChecks
{
    private readonly ConcurrentDictionary<Guid, Run> _runs = [];

    /// <summary>Of what is under way now: files of a package unpacked, links fetched, files scanned for viruses, or files checked.</summary>
    public readonly record struct Step(int Done, int Total);

    /// <summary>Null when the batch waits, or is checked on another node.</summary>
    public Step? Of(Guid batchId) => _runs.GetValueOrDefault(batchId)?.Step;

    /// <summary>The check breaks off soon, if it runs here.</summary>
    public void Stop(Guid batchId) => _runs.GetValueOrDefault(batchId)?.Stop();

    /// <summary>Dispose it when the check is done.</summary>
    internal Run Begin(Guid batchId, CancellationToken stopping)
    {
        var run = new Run(this, batchId, stopping);
        _runs[batchId] = run;
        return run;
    }

    internal sealed class Run(RunningChecks all, Guid batchId, CancellationToken stopping)
        : IDisposable
    {
        private readonly Lock _ending = new();
        private readonly CancellationTokenSource _source =
            CancellationTokenSource.CreateLinkedTokenSource(stopping);
        private bool _isOver;

        public CancellationToken Token => _source.Token;

        /// <summary>Somebody stopped this check; the node runs on.</summary>
        public bool IsStopped => Token.IsCancellationRequested && !stopping.IsCancellationRequested;

        public Step? Step { get; private set; }

        public void Tell(int done, int total) => Step = new Step(done, total);

        public void Stop()
        {
            lock (_ending)
                if (!_isOver)
                    _source.Cancel();
        }

        public void Dispose()
        {
            all._runs.TryRemove(KeyValuePair.Create(batchId, this));
            lock (_ending)
            {
                _isOver = true;
                _source.Dispose();
            }
        }
    }
}
