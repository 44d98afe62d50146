using System.Threading.Channels;

namespace Grants.Web.Platform.Jobs;

/// <summary>
/// Work that comes round again and again on every node that runs jobs. A round that fails is logged and never ends the
/// job; what may run on one node only must claim its rows. The work itself is a use case that the round asks for.
/// </summary>
public abstract class RecurringJob(JobHost host) : BackgroundService
{
    private readonly Channel<bool> _wakes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>From the end of one round to the beginning of the next, unless somebody wakes it.</summary>
    protected abstract TimeSpan Interval { get; }

    /// <summary>Makes the next round begin at once; during a round, right after it. Calls before that count as one.</summary>
    public void Wake() => _wakes.Writer.TryWrite(true);

    /// <summary>One round, now: what the job does each time, and what tests call.</summary>
    public async Task RunRoundAsync(CancellationToken cancel)
    {
        try
        {
            await using var scope = host.Scopes.CreateAsyncScope();
            await RunAsync(scope.ServiceProvider, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever a round throws, the next one comes.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            host.LogOf(this).LogError(failure, "A round of {Job} failed", GetType().Name);
        }
    }

    /// <param name="services">Of this round; thrown away after it.</param>
    protected abstract Task RunAsync(IServiceProvider services, CancellationToken cancel);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!host.RunsJobs)
            return;
        try
        {
            await host.Database.WaitAsync(stoppingToken);
            while (true)
            {
                await RunRoundAsync(stoppingToken);
                await RestAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }

    private async Task RestAsync(CancellationToken stopping)
    {
        using var rest = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var woken = _wakes.Reader.WaitToReadAsync(rest.Token).AsTask();
        var passed = Task.Delay(Interval, host.Clock, rest.Token);
        await Task.WhenAny(woken, passed);
        await rest.CancelAsync();
        _wakes.Reader.TryRead(out _);
        stopping.ThrowIfCancellationRequested();
    }
}
