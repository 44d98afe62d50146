using System.Net;
using System.Text.RegularExpressions;
using Grants.Data.Identity;
using Grants.Domain.Deliverables;
using Grants.Tests.Domain.Inspection;
using Grants.Tests.Support;
using Grants.Web.Features.Deliverables;
using Grants.Web.Features.Deliverables.Delivering;
using Grants.Web.Platform.Uploads;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Grants.Tests.Features.Deliverables;

/// <summary>Files over HTTP: in chunks, gone on with after a broken line, and only by who may.</summary>
public sealed class UploadTests : IAsyncLifetime
{
    private static readonly byte[] Tiff = SampleFiles.Tiff();

    private TestApp _app = default!;
    private Story.Delivery _delivery = default!;
    private HttpClient _archivist = default!;
    private string _token = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Address => DeliverablesRoutes.Uploads(_delivery.Batch.Id);

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync();
        var story = _app.Story();
        _delivery = await story.DeliveryAsync(DeliverableStatus.InProgress);
        (_archivist, _token) = await SignedInAsync(await story.ArchivistAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _archivist.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_file_sent_in_chunks_arrives_exactly()
    {
        var upload = await BeginAsync("a.tif", Tiff.Length);
        foreach (
            var (offset, length) in ((int, int)[])[(0, 500), (500, 1), (501, Tiff.Length - 501)]
        )
        {
            var answer = await AddAsync(upload, offset, Tiff[offset..(offset + length)]);
            answer.StatusCode.Should().Be(HttpStatusCode.NoContent);
            Offset(answer).Should().Be(offset + length);
        }
        var file = await _app.ReadAsync(d => d.BatchFiles.SingleAsync(Cancel));
        (file.Name, file.Sha256).Should().Be(("a.tif", SampleFiles.Digest(Tiff)));
    }

    [Fact]
    public async Task An_upload_that_goes_on_needs_no_more_room_than_it_was_promised()
    {
        await _app.ReadAsync(d =>
            d.Awards.ExecuteUpdateAsync(
                s => s.SetProperty(a => a.StorageQuota, Tiff.Length + 10),
                Cancel
            )
        );
        var upload = await BeginAsync("a.tif", Tiff.Length);
        await AddAsync(upload, 0, Tiff[..700]);
        (await BeginAsync("a.tif", Tiff.Length)).Should().Be(upload);
        (await PostAsync("b.tif", Tiff.Length, "1"))
            .StatusCode.Should()
            .NotBe(HttpStatusCode.Created, "what is missing of the first is kept free");
    }

    [Fact]
    public async Task After_a_broken_line_the_sender_asks_for_the_offset_and_goes_on()
    {
        var upload = await BeginAsync("a.tif", Tiff.Length);
        await AddAsync(upload, 0, Tiff[..700]);

        var told = await SendAsync(HttpMethod.Head, upload);
        Offset(told).Should().Be(700);
        (await AddAsync(upload, 0, Tiff)).StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await BeginAsync("a.tif", Tiff.Length)).Should().Be(upload, "the same file goes on");
        await AddAsync(upload, 700, Tiff[700..]);

        (await _app.ReadAsync(d => d.BatchFiles.Select(f => f.Sha256).SingleAsync(Cancel)))
            .Should()
            .Be(SampleFiles.Digest(Tiff));
    }

    [Fact]
    public async Task A_changed_file_of_the_same_name_begins_anew()
    {
        var first = await BeginAsync("a.tif", Tiff.Length);
        await AddAsync(first, 0, Tiff[..700]);
        (await BeginAsync("a.tif", Tiff.Length, lastModified: "2")).Should().NotBe(first);
    }

    [Fact]
    public async Task An_empty_file_arrives_at_once()
    {
        await BeginAsync("empty.tif", 0);
        (await _app.ReadAsync(d => d.BatchFiles.SingleAsync(Cancel))).Size.Should().Be(0);
    }

    [Fact]
    public async Task A_small_file_comes_whole_with_its_announcement()
    {
        var answer = await PostAsync("a.tif", Tiff.Length, "1", Tiff, Sha256(Tiff));
        answer.StatusCode.Should().Be(HttpStatusCode.Created);
        Offset(answer).Should().Be(Tiff.Length);
        var file = await _app.ReadAsync(d => d.BatchFiles.SingleAsync(Cancel));
        (file.Sha256, file.SenderStamp).Should().Be((SampleFiles.Digest(Tiff), "1"));

        var again = await PostAsync("a.tif", Tiff.Length, "1", Tiff, Sha256(Tiff));
        again.StatusCode.Should().Be(HttpStatusCode.OK, "it is there");
        Offset(again).Should().Be(Tiff.Length);
    }

    [Fact]
    public async Task A_small_file_that_was_damaged_on_the_way_leaves_nothing()
    {
        var damaged = Tiff.ToArray();
        damaged[3] ^= 1;
        var answer = await PostAsync("a.tif", Tiff.Length, "1", damaged, Sha256(Tiff));
        ((int)answer.StatusCode).Should().Be(UploadEndpoints.ChecksumMismatch);
        (await _app.ReadAsync(d => d.BatchFiles.CountAsync(Cancel))).Should().Be(0);
        Kept().Should().BeEmpty();
        Uploads.Outstanding().Should().Be(0);
    }

    [Fact]
    public async Task The_first_chunk_may_come_with_the_announcement()
    {
        var answer = await PostAsync("a.tif", Tiff.Length, "1", Tiff[..700], Sha256(Tiff[..700]));
        answer.StatusCode.Should().Be(HttpStatusCode.Created);
        Offset(answer).Should().Be(700);
        var damaged = await PostAsync("b.tif", Tiff.Length, "1", Tiff[..700], Sha256(Tiff));
        ((int)damaged.StatusCode).Should().Be(UploadEndpoints.ChecksumMismatch);
        var begun = await PostAsync("a.tif", Tiff.Length, "1", Tiff[..900], Sha256(Tiff[..900]));
        Offset(begun).Should().Be(700, "what is there isn't written over");
        await AddAsync(answer.Headers.Location!.ToString(), 700, Tiff[700..]);
        (await _app.ReadAsync(d => d.BatchFiles.Select(f => f.Sha256).SingleAsync(Cancel)))
            .Should()
            .Be(SampleFiles.Digest(Tiff));
    }

    [Fact]
    public async Task A_cancelled_upload_is_gone()
    {
        var upload = await BeginAsync("a.tif", Tiff.Length);
        (await SendAsync(HttpMethod.Delete, upload))
            .StatusCode.Should()
            .Be(HttpStatusCode.NoContent);
        (await SendAsync(HttpMethod.Head, upload)).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task More_bytes_than_were_said_are_refused()
    {
        var upload = await BeginAsync("a.tif", 10);
        (await AddAsync(upload, 0, Tiff)).StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await _app.ReadAsync(d => d.BatchFiles.CountAsync(Cancel))).Should().Be(0);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_in_words_before_it_is_sent()
    {
        var answer = await PostAsync("huge.tif", 1L << 40, "1");
        answer.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        (await answer.Content.ReadAsStringAsync(Cancel)).Should().Contain("is larger than 64 GiB");
    }

    [Fact]
    public async Task A_refused_name_comes_back_in_words_before_a_byte_is_sent()
    {
        var answer = await PostAsync("folder/a.tif", Tiff.Length, "1");
        answer.StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await answer.Content.ReadAsStringAsync(Cancel)).Should().Contain("isn't a file name");
        Uploads.Outstanding().Should().Be(0);
    }

    [Fact]
    public async Task What_the_server_can_do_is_told()
    {
        var answer = await SendAsync(HttpMethod.Options, Address);
        answer.StatusCode.Should().Be(HttpStatusCode.NoContent);
        Header(answer, "Tus-Version").Should().Be("1.0.0");
        Header(answer, "Tus-Extension")
            .Should()
            .Be("creation,creation-with-upload,checksum,expiration,termination");
        Header(answer, "Tus-Checksum-Algorithm").Should().Be("sha1,sha256");
        Header(answer, "Tus-Max-Size").Should().Be((64L << 30).ToString());
    }

    [Fact]
    public async Task Another_version_of_the_protocol_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address);
        request.Headers.Add("Tus-Resumable", "0.2.2");
        request.Headers.Add("RequestVerificationToken", _token);
        var answer = await _archivist.SendAsync(request, Cancel);
        answer.StatusCode.Should().Be(HttpStatusCode.PreconditionFailed);
        Header(answer, "Tus-Version").Should().Be("1.0.0");
    }

    [Fact]
    public async Task A_chunk_that_was_damaged_on_the_way_is_thrown_away_and_sent_again()
    {
        var upload = await BeginAsync("a.tif", Tiff.Length);
        var damaged = Tiff[..700];
        damaged[3] ^= 1;
        var sha1 = Convert.ToBase64String(
            System.Security.Cryptography.CryptographicOperations.HashData(
                System.Security.Cryptography.HashAlgorithmName.SHA1,
                Tiff[..700]
            )
        );
        var sha256 = Convert.ToBase64String(
            System.Security.Cryptography.SHA256.HashData(Tiff[700..])
        );

        var refused = await AddAsync(upload, 0, damaged, ("Upload-Checksum", $"sha1 {sha1}"));
        ((int)refused.StatusCode).Should().Be(460);
        Offset(refused).Should().Be(0);
        Offset(await AddAsync(upload, 0, Tiff[..700], ("Upload-Checksum", $"sha1 {sha1}")))
            .Should()
            .Be(700);
        Offset(await AddAsync(upload, 700, Tiff[700..], ("Upload-Checksum", $"sha256 {sha256}")))
            .Should()
            .Be(Tiff.Length);

        (await _app.ReadAsync(d => d.BatchFiles.Select(f => f.Sha256).SingleAsync(Cancel)))
            .Should()
            .Be(SampleFiles.Digest(Tiff));
    }

    [Theory]
    [InlineData("crc32 AAAAAA==")]
    [InlineData("sha1")]
    [InlineData("sha1 not-base64!")]
    public async Task A_checksum_that_can_t_be_compared_is_not_passed_over(string checksum)
    {
        var upload = await BeginAsync("a.tif", Tiff.Length);
        (await AddAsync(upload, 0, Tiff, ("Upload-Checksum", checksum)))
            .StatusCode.Should()
            .Be(HttpStatusCode.BadRequest);
        Offset(await SendAsync(HttpMethod.Head, upload)).Should().Be(0);
    }

    [Fact]
    public async Task An_upload_under_way_tells_when_it_expires_and_what_it_is()
    {
        var upload = await BeginAsync("ä.tif", Tiff.Length);
        var told = await SendAsync(HttpMethod.Head, upload);
        DateTimeOffset
            .Parse(Header(told, "Upload-Expires"))
            .Should()
            .BeCloseTo(
                TimeProvider.System.GetUtcNow() + UploadStore.Patience,
                TimeSpan.FromMinutes(5)
            );
        Header(told, "Upload-Metadata")
            .Should()
            .Be($"filename {TusRequests.Base64("ä.tif")},lastmodified {TusRequests.Base64("1")}");
    }

    [Fact]
    public async Task A_folder_chosen_again_sends_only_what_is_not_there_or_changed()
    {
        var upload = await BeginAsync("a.tif", Tiff.Length);
        await AddAsync(upload, 0, Tiff);

        var again = await PostAsync("a.tif", Tiff.Length, "1");
        again.StatusCode.Should().Be(HttpStatusCode.OK);
        Offset(again).Should().Be(Tiff.Length);
        (await PostAsync("a.tif", Tiff.Length, "2")).StatusCode.Should().Be(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_bomb_is_refused_in_words_when_it_is_whole_and_nothing_of_it_is_kept()
    {
        var before = Kept().Count();
        var bomb = Packages.Zip(("zeros.txt", new byte[8 << 20]));
        var upload = await BeginAsync("bag.zip", bomb.Length);
        var answer = await AddAsync(upload, 0, bomb);
        answer.StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await answer.Content.ReadAsStringAsync(Cancel))
            .Should()
            .Contain("Nothing of this package is unpacked");
        (await _app.ReadAsync(d => d.BatchFiles.CountAsync(Cancel))).Should().Be(0);
        Kept().Should().HaveCount(before);
    }

    [Fact]
    public async Task An_award_s_room_is_asked_before_anything_is_sent()
    {
        await _app.AsAsync<AllowSpace>(
            await _app.Story().StaffAsync(Grants.Domain.Accounts.Role.GrantsOfficer),
            allow => allow.RunAsync(_delivery.Award.Award.Id, 1, Cancel)
        );
        var answer = await PostAsync("a.tif", (1L << 30) + 1, "1");
        answer.StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await answer.Content.ReadAsStringAsync(Cancel))
            .Should()
            .Contain(
                $"the files of {_delivery.Award.Award.Number} may take 1 GiB, and 0 bytes are there"
            );
        Uploads.Outstanding().Should().Be(0);
        await BeginAsync("a.tif", Tiff.Length);
        (await PostAsync("b.tif", 1L << 30, "1"))
            .StatusCode.Should()
            .Be(HttpStatusCode.Conflict, "what was announced counts");
    }

    [Fact]
    public async Task Nothing_that_was_uploaded_runs_in_a_browser()
    {
        (string Name, byte[] Content)[] hostile =
        [
            ("page.html", SampleFiles.Text("<!doctype html><script>alert(1)</script>")),
            (
                "picture.svg",
                SampleFiles.Text("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")
            ),
            ("picture.jpg", SampleFiles.Text("<html><script>alert(1)</script></html>")),
            ("script.txt", SampleFiles.Text("alert(1)")),
            ("both.tif", [.. Tiff, .. SampleFiles.Text("<script>alert(1)</script>")]),
            ("form.pdf", SampleFiles.Pdf()),
        ];
        foreach (var (name, content) in hostile)
            await AddAsync(await BeginAsync(name, content.Length), 0, content);
        foreach (var file in await _app.ReadAsync(d => d.BatchFiles.ToListAsync(Cancel)))
        {
            using var answer = await _archivist.GetAsync(
                Web.Platform.Storage.FileDownloads.Address(file.StoredFileId),
                Cancel
            );
            answer.StatusCode.Should().Be(HttpStatusCode.OK);
            answer
                .Content.Headers.ContentDisposition!.DispositionType.Should()
                .Be("attachment", file.Name);
            answer
                .Content.Headers.ContentType!.MediaType.Should()
                .NotContain("html")
                .And.NotContain("svg")
                .And.NotContain("xml")
                .And.NotContain("script");
            Header(answer, "X-Content-Type-Options").Should().Be("nosniff");
            Header(answer, "Content-Security-Policy")
                .Should()
                .Contain("default-src 'none'")
                .And.Contain("sandbox");
        }
    }

    [Fact]
    public async Task Without_the_token_of_a_form_nothing_is_taken()
    {
        _token = "";
        (await PostAsync("a.tif", 10, "1")).StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Strangers_staff_and_the_public_can_t_send()
    {
        var upload = await BeginAsync("a.tif", Tiff.Length);
        var stranger = Given.Account();
        await _app.AddAsync(stranger);
        foreach (
            var somebody in (Account[])
                [stranger, await _app.Story().StaffAsync(Grants.Domain.Accounts.Role.GrantsOfficer)]
        )
        {
            (_archivist, _token) = await SignedInAsync(somebody);
            (await PostAsync("b.tif", 10, "1")).StatusCode.Should().Be(HttpStatusCode.NotFound);
            (await AddAsync(upload, 0, Tiff)).StatusCode.Should().Be(HttpStatusCode.NotFound);
            (await SendAsync(HttpMethod.Head, upload))
                .StatusCode.Should()
                .Be(HttpStatusCode.NotFound);
            (await SendAsync(HttpMethod.Delete, upload))
                .StatusCode.Should()
                .Be(HttpStatusCode.NotFound);
        }
        _archivist = _app.Browser();
        (await PostAsync("b.tif", 10, "1")).StatusCode.Should().NotBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Parts_that_nobody_goes_on_with_are_thrown_away()
    {
        var upload = await BeginAsync("a.tif", Tiff.Length);
        var store = _app.Services.GetRequiredService<UploadStore>();
        store.RemoveForgotten();
        (await SendAsync(HttpMethod.Head, upload)).StatusCode.Should().Be(HttpStatusCode.OK);
        var late = new UploadStore(
            Path.Combine(
                _app.Services.GetRequiredService<Web.Platform.SiteSettings>().DataFolder,
                "uploads"
            ),
            new Microsoft.Extensions.Time.Testing.FakeTimeProvider(
                TimeProvider.System.GetUtcNow() + UploadStore.Patience * 2
            )
        );
        late.RemoveForgotten();
        (await SendAsync(HttpMethod.Head, upload)).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    private async Task<(HttpClient, string)> SignedInAsync(Account account)
    {
        var browser = await _app.SignInAsAsync(account);
        browser.DefaultRequestHeaders.Accept.Clear();
        var page = await browser.GetStringAsync("/account/profile", Cancel);
        return (
            browser,
            Regex.Match(page, "__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"").Groups[1].Value
        );
    }

    private async Task<string> BeginAsync(string name, long length, string lastModified = "1")
    {
        var answer = await PostAsync(name, length, lastModified);
        answer.StatusCode.Should().Be(HttpStatusCode.Created);
        return answer.Headers.Location!.ToString();
    }

    private Task<HttpResponseMessage> PostAsync(
        string name,
        long length,
        string lastModified,
        byte[]? chunk = null,
        params (string Name, string Value)[] headers
    ) =>
        SendAsync(
            HttpMethod.Post,
            Address,
            chunk is null ? null : TusRequests.Chunk(chunk),
            [
                ("Upload-Length", length.ToString()),
                (
                    "Upload-Metadata",
                    $"filename {TusRequests.Base64(name)},lastmodified {TusRequests.Base64(lastModified)}"
                ),
                .. headers,
            ]
        );

    private static (string, string) Sha256(byte[] chunk) =>
        (
            "Upload-Checksum",
            $"sha256 {Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(chunk))}"
        );

    private UploadStore Uploads => _app.Services.GetRequiredService<UploadStore>();

    /// <summary>Contents in the file store.</summary>
    private IEnumerable<string> Kept()
    {
        var folder = Path.Combine(
            _app.Services.GetRequiredService<Web.Platform.SiteSettings>().DataFolder,
            "files"
        );
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            : [];
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        answer.Headers.GetValues(name).Single();

    private Task<HttpResponseMessage> AddAsync(
        string upload,
        long offset,
        byte[] chunk,
        params (string Name, string Value)[] headers
    ) => _archivist.AddChunkAsync(_token, upload, offset, chunk, headers);

    private Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string address,
        HttpContent? content = null,
        params (string Name, string Value)[] headers
    ) => _archivist.SendTusAsync(_token, method, address, content, headers);

    private static long Offset(HttpResponseMessage answer) =>
        long.Parse(answer.Headers.GetValues("Upload-Offset").Single());
}
