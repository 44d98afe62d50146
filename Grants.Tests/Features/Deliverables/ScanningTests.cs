using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Grants.Domain.Deliverables;
using Grants.Domain.Inspection;
using Grants.Tests.Domain.Inspection;
using Grants.Tests.Support;
using Grants.Web.Platform.Scanning;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Deliverables;

/// <summary>
/// The INSTREAM protocol against a socket that speaks it as clamd(8) does, with two rules of its own: what holds EICAR is infected, and more
/// than a mebibyte is too long.
/// </summary>
public sealed class ScanningTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_sent_arrives_whole_over_TCP_and_over_a_Unix_socket()
    {
        var path = Path.Combine(Path.GetTempPath(), $"clamd-{Guid.CreateVersion7():n}.sock");
        foreach (
            EndPoint place in (EndPoint[])
                [new IPEndPoint(IPAddress.Loopback, 0), new UnixDomainSocketEndPoint(path)]
        )
        {
            using var server = new Server(place);
            var scanner = new Clamd(new ScanSettings { Address = server.Address });
            var content = new byte[300_000];
            new Random(1).NextBytes(content);
            (await scanner.ScanAsync(new MemoryStream(content), Cancel))
                .Verdict.Should()
                .Be(ScanVerdict.Clean);
            server.Received.Should().Equal(content);
            (await scanner.ScanAsync(new MemoryStream("xxEICARxx"u8.ToArray()), Cancel))
                .Should()
                .Be(new ScanAnswer(ScanVerdict.Infected, "Eicar-Test-Signature"));
            (await scanner.ScanAsync(new MemoryStream(new byte[3 << 20]), Cancel))
                .Should()
                .Be(new ScanAnswer(ScanVerdict.NotScanned, "INSTREAM size limit exceeded. ERROR"));
            (await scanner.VersionAsync(Cancel)).Should().Be("ClamAV 1.4.6/1");
        }
    }

    [Fact]
    public async Task A_file_with_a_virus_is_refused_and_each_scan_is_an_event()
    {
        using var server = new Server(new IPEndPoint(IPAddress.Loopback, 0));
        await using var desk = await DeliveryDesk.NewAsync();
        desk.Scan = new ScanSettings { Address = server.Address };
        var batchId = await desk.DeliverAsync(
            ("sheet.csv", SampleFiles.Sheet("a.tif", "notes.txt")),
            ("a.tif", SampleFiles.Tiff()),
            ("notes.txt", SampleFiles.Text("EICAR"))
        );

        (await desk.StoredAsync()).Status.Should().Be(DeliverableStatus.ValidationFailed);
        (
            await desk.Db.ReadAsync(d =>
                d.BatchFindings.SingleAsync(f => f.Code == FindingCodes.VirusFound, Cancel)
            )
        )
            .Path.Should()
            .Be("notes.txt");
        var events = await desk.Db.ReadAsync(d =>
            d.PreservationEvents.Where(e => e.BatchId == batchId && e.Type == "virus check")
                .OrderBy(e => e.Subject)
                .Select(e => e.Subject + " " + e.Outcome)
                .ToListAsync(Cancel)
        );
        events.Should().Equal("a.tif success", "notes.txt fail", "sheet.csv success");
        var next = await desk.Start(desk.Archivist).RunAsync(desk.D1, Cancel);
        (await desk.NamesAsync(next)).Should().NotContain("notes.txt");
    }

    [Fact]
    public async Task A_scanner_that_doesn_t_answer_is_said_and_holds_nothing_up()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        using (var gone = new Server(new IPEndPoint(IPAddress.Loopback, 0)))
            desk.Scan = new ScanSettings { Address = gone.Address };
        var batchId = await desk.DeliverGoodAsync();
        (await desk.StoredAsync()).Status.Should().Be(DeliverableStatus.Validated);
        (
            await desk.Db.ReadAsync(d =>
                d.BatchFindings.SingleAsync(
                    f => f.BatchId == batchId && f.Code == FindingCodes.VirusUnchecked,
                    Cancel
                )
            )
        )
            .Severity.Should()
            .Be(FindingSeverity.Warning);
    }

    [Fact]
    public async Task A_real_scanner_says_the_same()
    {
        await using var clamd = await ClamdServer.StartAsync(Cancel);
        var scanner = new Clamd(clamd.Settings);

        (await scanner.VersionAsync(Cancel)).Should().StartWith("ClamAV ");
        (await scanner.ScanAsync(new MemoryStream(SampleFiles.Tiff()), Cancel))
            .Verdict.Should()
            .Be(ScanVerdict.Clean);
        var found = await scanner.ScanAsync(
            new MemoryStream(SampleFiles.Text(ClamdServer.Eicar)),
            Cancel
        );
        (found.Verdict, found.Said.Contains("EICAR", StringComparison.OrdinalIgnoreCase))
            .Should()
            .Be((ScanVerdict.Infected, true));
        (await scanner.ScanAsync(new MemoryStream(new byte[3 << 20]), Cancel))
            .Verdict.Should()
            .Be(ScanVerdict.NotScanned);
    }

    private sealed class Server : IDisposable
    {
        private const int Limit = 1 << 20;
        private readonly Socket _listener;
        private readonly string? _path;

        public Server(EndPoint place)
        {
            _path = (place as UnixDomainSocketEndPoint)?.ToString();
            _listener = new Socket(
                place.AddressFamily,
                SocketType.Stream,
                _path is null ? ProtocolType.Tcp : ProtocolType.Unspecified
            );
            _listener.Bind(place);
            _listener.Listen();
            Address = _path ?? _listener.LocalEndPoint!.ToString()!;
            _ = ServeAsync();
        }

        public string Address { get; }

        /// <summary>Of the last content that was taken whole.</summary>
        public byte[] Received { get; private set; } = [];

        public void Dispose()
        {
            _listener.Dispose();
            if (_path is not null)
                File.Delete(_path);
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using var socket = await _listener.AcceptAsync();
                    await using var line = new NetworkStream(socket);
                    await line.WriteAsync(Encoding.ASCII.GetBytes(await AnswerAsync(line) + "\0"));
                }
            }
            catch (SocketException)
            {
                return; // the test is over
            }
            catch (ObjectDisposedException)
            {
                return;
            }
        }

        private async Task<string> AnswerAsync(NetworkStream line)
        {
            var command = "";
            for (int read; (read = line.ReadByte()) > 0; )
                command += (char)read;
            if (command == "zVERSION")
                return "ClamAV 1.4.6/1";
            if (command != "zINSTREAM")
                return "UNKNOWN COMMAND";
            using var content = new MemoryStream();
            var length = new byte[4];
            while (true)
            {
                await line.ReadExactlyAsync(length);
                var chunk = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
                if (chunk.Length == 0)
                    break;
                await line.ReadExactlyAsync(chunk);
                content.Write(chunk);
                if (content.Length > Limit)
                    return "INSTREAM size limit exceeded. ERROR";
            }
            Received = content.ToArray();
            return Encoding.ASCII.GetString(Received).Contains("EICAR", StringComparison.Ordinal)
                ? "stream: Eicar-Test-Signature FOUND"
                : "stream: OK";
        }
    }
}
