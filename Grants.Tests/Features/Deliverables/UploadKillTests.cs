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
/// The server is killed in the middle of a chunk, again and again, as a crash or a lost power line does. GRANTS_UPLOAD_KILLS says how often; 200
/// take about ten minutes.
/// </summary>
public sealed class UploadKillTests
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
        var delivery = await app.Story().DeliveryAsync(DeliverableStatus.InProgress);
        using var browser = await app.SignInAsAsync(await app.Story().ArchivistAsync());
        browser.DefaultRequestHeaders.Accept.Clear();
        var page = await browser.GetStringAsync("/account/profile", Cancel);
        var token = Regex
            .Match(page, "__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")
            .Groups[1]
            .Value;
        await using var server = new ServerProcess(app);
        await server.StartAsync();
        var line = new Line(
            browser,
            token,
            new Uri(server.Address, DeliverablesRoutes.Uploads(delivery.Batch.Id)),
            server
        );
        var random = new Random(1989);
        var kills = 0;
        for (var number = 1; kills < Kills; number++)
        {
            var content = new byte[Length];
            random.NextBytes(content);
            var name = $"letter_{number}.bin";
            var upload = await line.BeginAsync(name, Length);
            var offset = 0;
            while (offset < Length)
            {
                var isKilled = kills < Kills && random.Next(3) == 0;
                var confirmed = offset;
                var length = Math.Min(Chunk, Length - offset);
                offset = isKilled
                    ? await line.AddAndKillAsync(upload, content, offset, random.Next(length))
                    : await line.AddAsync(upload, content, offset, length);
                offset
                    .Should()
                    .BeInRange(confirmed, confirmed + length, "at most one chunk is sent again");
                kills += isKilled ? 1 : 0;
            }
            var stored = await app.ReadAsync(d =>
                d.BatchFiles.SingleAsync(f => f.Name == name, Cancel)
            );
            stored.Sha256.Should().Be(SampleFiles.Digest(content));
        }
        NothingIsLeft(app);
    }

    /// <summary>Clean-up, as the job does it once nobody has gone on for long enough.</summary>
    private static void NothingIsLeft(TestApp app)
    {
        var folder = app.Services.GetRequiredService<SiteSettings>().DataFolder;
        var later = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(
            TimeProvider.System.GetUtcNow() + UploadStore.Patience * 2
        );
        new UploadStore(Path.Combine(folder, "uploads"), later).RemoveForgotten();
        app.Services.GetRequiredService<DiskFileStore>().RemoveForgotten(later.GetUtcNow());
        Directory
            .EnumerateFiles(Path.Combine(folder, "uploads"), "*", SearchOption.AllDirectories)
            .Should()
            .BeEmpty();
        Directory.EnumerateFiles(Path.Combine(folder, "files", "incoming")).Should().BeEmpty();
    }

    private sealed class Line(HttpClient browser, string token, Uri target, ServerProcess server)
    {
        public async Task<Uri> BeginAsync(string name, int length)
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

        public async Task<int> AddAsync(Uri upload, byte[] content, int offset, int length)
        {
            var chunk = content[offset..(offset + length)];
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
        public async Task<int> AddAndKillAsync(Uri upload, byte[] content, int offset, int at)
        {
            var length = Math.Min(Chunk, content.Length - offset);
            using var chunk = new DyingContent(content.AsMemory(offset, length), at, server);
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

        private static int Offset(HttpResponseMessage answer) =>
            int.Parse(
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
