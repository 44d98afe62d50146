using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Grants.Bench;

// infra/bench publishes the server and calls this with the folder first. "bare" is the peer that it starts of itself.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["bare", var size])
    return await BareServer.RunAsync(int.Parse(size, CultureInfo.InvariantCulture));

var benches = new Dictionary<string, Func<string, CancellationToken, Task<IReadOnlyList<Figure>>>>
{
    ["startup"] = StartupBench.RunAsync,
    ["pages"] = PagesBench.RunAsync,
    ["memory"] = MemoryBench.RunAsync,
    ["letters"] = LettersBench.RunAsync,
    ["queue"] = QueueBench.RunAsync,
    ["form"] = FormBench.RunAsync,
    ["checks"] = ChecksBench.RunAsync,
    ["delivery"] = DeliveryBench.RunAsync,
};
var published = args[0];
var names = args[1..].Where(a => a != "--json").ToList();

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
List<Figure> figures = [];
foreach (var (name, run) in benches.Where(b => names.Count == 0 || names.Contains(b.Key)))
{
    Console.Error.WriteLine($"Measuring {name} ...");
    figures.AddRange(await run(published, stop.Token));
}
if (args.Contains("--json"))
    Console.WriteLine(
        JsonSerializer.Serialize(
            new
            {
                runtime = RuntimeInformation.FrameworkDescription,
                system = RuntimeInformation.OSDescription,
                cores = Environment.ProcessorCount,
                figures = figures.Select(f => new
                {
                    bench = f.Bench,
                    what = f.What,
                    value = Math.Round(f.Value, 3),
                    unit = f.Unit,
                    limit = f.Limit?.ToString(),
                    peer = f.Peer is { } peer ? Math.Round(peer, 3) : (double?)null,
                    peerName = f.PeerName,
                    holds = f.Holds,
                }),
            },
            new JsonSerializerOptions
            {
                WriteIndented = true,
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }
        )
    );
else
    FigureTable.Print(figures);
return figures.All(f => f.Holds) ? 0 : 1;
