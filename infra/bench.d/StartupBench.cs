namespace Grants.Bench;

/// <summary>From starting the process to the first answer of the home page.</summary>
internal static class StartupBench
{
    private const int Runs = 5;

    public static async Task<IReadOnlyList<Figure>> RunAsync(
        string published,
        CancellationToken cancel
    )
    {
        using var installation = await Installation.NewAsync(published, cancel);
        List<double> ours = [];
        List<double> bare = [];
        for (var run = 0; run < Runs; run++)
        {
            await using (var server = await installation.ServeAsync(cancel))
                ours.Add(server.UntilAnswer.TotalMilliseconds);
            await using (var server = await BareServer.StartAsync(1000, cancel))
                bare.Add(server.UntilAnswer.TotalMilliseconds);
        }
        return
        [
            new Figure(
                "startup",
                $"process start to first answer of /, median of {Runs}",
                Load.Median(ours),
                "ms",
                Limit.AtMost(10_000),
                Load.Median(bare),
                "bare endpoint"
            ),
        ];
    }
}
