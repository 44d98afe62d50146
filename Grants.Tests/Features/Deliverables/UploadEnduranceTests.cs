using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Grants.Domain.Deliverables;
using Grants.Tests.Domain.Inspection;
using Grants.Tests.Support;
using Grants.Web.Features.Deliverables;
using Grants.Web.Platform;
using Grants.Web.Platform.Storage;
using Grants.Web.Platform.Uploads;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Grants.Tests.Features.Deliverables;

/// <summary>
/// Uploads to a server in a process of its own: killed in the middle of a chunk as a crash or a lost power line does, and large. GRANTS_UPLOAD_KILLS
/// says how often it is killed (200 take about ten minutes), GRANTS_UPLOAD_MIB how large a file is.
/// </summary>
public sealed class UploadEnduranceTests
{
    private const int Length = 6 << 20;
    private const int Chunk = 1 << 20;

    private static readonly int Kills = int.Parse(
        Environment.GetEnvironmentVariable("GRANTS_UPLOAD_KILLS") ?? "2",
        CultureInfo.InvariantCulture
    );

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_file_is_exact_with_at_most_one_chunk_sent_again()
    {
        await using var app = await TestApp.StartAsync();
        await using var server = new ServerProcess(app);
        using var line = await LineAsync(app, server);
        var random = new Random(1989);
        var kills = 0;
        for (var number = 1; kills < Kills; number++)
        {
            var content = new byte[Length];
            random.NextBytes(content);
            var name = $"letter_{number}.bin";
            var upload = await line.BeginAsync(name, Length);
            var offset = 0L;
            while (offset < Length)
            {
                var isKilled = kills < Kills && random.Next(3) == 0;
                var confirmed = offset;
                var chunk = content[(int)offset..Math.Min((int)offset + Chunk, Length)];
                offset = isKilled
                    ? await line.AddAndKillAsync(upload, chunk, offset, random.Next(chunk.Length))
                    : await line.AddAsync(upload, chunk, offset);
                offset
                    .Should()
                    .BeInRange(
                        confirmed,
                        confirmed + chunk.Length,
                        "at most one chunk is sent again"
                    );
                kills += isKilled ? 1 : 0;
            }
            var stored = await app.ReadAsync(d =>
                d.BatchFiles.SingleAsync(f => f.Name == name, Cancel)
            );
            stored.Sha256.Should().Be(SampleFiles.Digest(content));
        }
        NothingIsLeft(app);
    }

    [Fact]
    public async Task A_large_file_takes_no_more_memory_than_a_small_one()
    {
        var size = Environment.GetEnvironmentVariable("GRANTS_UPLOAD_MIB");
        Assert.SkipWhen(size is null, "GRANTS_UPLOAD_MIB names no size.");
        await using var app = await TestApp.StartAsync();
        await using var server = new ServerProcess(app);
        using var line = await LineAsync(app, server);
        await SendAsync(line, "small.bin", 64);
        var before = server.PeakMemory;
        await SendAsync(line, "large.bin", int.Parse(size!, CultureInfo.InvariantCulture));
        var grown = (server.PeakMemory - before) >> 20;
        TestContext.Current.SendDiagnosticMessage(
            $"{before >> 20} MiB at most for 64 MiB, {grown} MiB more for {size} MiB"
        );
        grown.Should().BeLessThan(64);
    }

    private static async Task SendAsync(Line line, string name, int mebibytes)
    {
        var content = new byte[8 << 20];
        new Random(mebibytes).NextBytes(content);
        var upload = await line.BeginAsync(name, (long)mebibytes << 20);
        for (long offset = 0; offset < (long)mebibytes << 20; )
            offset = await line.AddAsync(upload, content, offset);
    }

    private static async Task<Line> LineAsync(TestApp app, ServerProcess server)
    {
        var story = app.Story();
        var delivery = await story.DeliveryAsync(DeliverableStatus.InProgress);
        var browser = await app.SignInAsAsync(await story.ArchivistAsync());
        browser.DefaultRequestHeaders.Accept.Clear();
        var page = await browser.GetStringAsync("/account/profile", Cancel);
        await server.StartAsync();
        return new Line(
            browser,
            Regex
                .Match(page, "__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")
                .Groups[1]
                .Value,
            new Uri(server.Address, DeliverablesRoutes.Uploads(delivery.Batch.Id)),
            server
        );
    }

    /// <summary>Clean-up, as the job does it once nobody has gone on for long enough.</summary>
    private static void NothingIsLeft(TestApp app)
    {
        var folder = app.Services.GetRequiredService<SiteSettings>().DataFolder;
        var later = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(
            TimeProvider.System.GetUtcNow() + UploadStore.Patience * 2
        );
        new UploadStore(Path.Combine(folder, "uploads"), later).RemoveForgotten();
        app.Services.GetRequiredService<Spool>().RemoveForgotten(later.GetUtcNow());
        Directory
            .EnumerateFiles(Path.Combine(folder, "uploads"), "*", SearchOption.AllDirectories)
            .Should()
            .BeEmpty();
        Directory.EnumerateFiles(Path.Combine(folder, "files", "incoming")).Should().BeEmpty();
    }

    private sealed class Line(HttpClient browser, string token, Uri target, ServerProcess server)
        : IDisposable
    {
        public void Dispose() => browser.Dispose();

        public async Task<Uri> BeginAsync(string name, long length)
        {
            using var answer = await browser.SendTusAsync(
                token,
                HttpMethod.Post,
                target.ToString(),
                null,
                ("Upload-Length", length.ToString(CultureInfo.InvariantCulture)),
                ("Upload-Metadata", $"filename {TusRequests.Base64(name)}")
            );
            answer.EnsureSuccessStatusCode();
            return new Uri(target, answer.Headers.Location!);
        }

        /// <returns>The new offset.</returns>
        public async Task<long> AddAsync(Uri upload, byte[] chunk, long offset)
        {
            using var answer = await browser.AddChunkAsync(
                token,
                upload.ToString(),
                offset,
                chunk,
                ("Upload-Checksum", $"sha256 {Convert.ToBase64String(SHA256.HashData(chunk))}")
            );
            answer.EnsureSuccessStatusCode();
            return Offset(answer);
        }

        /// <param name="at">Bytes of the chunk after which the server dies.</param>
        public async Task<long> AddAndKillAsync(Uri upload, byte[] bytes, long offset, int at)
        {
            using var chunk = new DyingContent(bytes, at, server);
            chunk.Headers.ContentType = new MediaTypeHeaderValue(UploadEndpoints.ChunkType);
            var send = () =>
                browser.SendTusAsync(
                    token,
                    HttpMethod.Patch,
                    upload.ToString(),
                    chunk,
                    ("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture))
                );
            await send.Should().ThrowAsync<HttpRequestException>();
            await server.StartAsync();
            using var told = await browser.SendTusAsync(token, HttpMethod.Head, upload.ToString());
            told.EnsureSuccessStatusCode();
            return Offset(told);
        }

        private static long Offset(HttpResponseMessage answer) =>
            long.Parse(
                answer.Headers.GetValues("Upload-Offset").Single(),
                CultureInfo.InvariantCulture
            );
    }

    private sealed class DyingContent(ReadOnlyMemory<byte> bytes, int at, ServerProcess server)
        : HttpContent
    {
        protected override async Task SerializeToStreamAsync(
            Stream stream,
            System.Net.TransportContext? context
        )
        {
            await stream.WriteAsync(bytes[..at]);
            await stream.FlushAsync();
            await server.KillAsync();
            await stream.WriteAsync(bytes[at..]);
            await stream.FlushAsync();
            throw new IOException("The server is gone.");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length;
            return true;
        }
    }
}
