using System.Net;
using System.Text.RegularExpressions;
using Grants.Data.Identity;
using Grants.Domain.Deliverables;
using Grants.Tests.Domain.Inspection;
using Grants.Tests.Support;
using Grants.Web.Features.Deliverables;
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
        answer.StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await answer.Content.ReadAsStringAsync(Cancel)).Should().Contain("is larger than 4 GiB");
    }

    [Fact]
    public async Task A_refused_name_comes_back_in_words_and_leaves_nothing()
    {
        var upload = await BeginAsync("folder/a.tif", Tiff.Length);
        var answer = await AddAsync(upload, 0, Tiff);
        answer.StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await answer.Content.ReadAsStringAsync(Cancel)).Should().Contain("isn't a file name");
        (await SendAsync(HttpMethod.Head, upload)).StatusCode.Should().Be(HttpStatusCode.NotFound);
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

    private Task<HttpResponseMessage> PostAsync(string name, long length, string lastModified) =>
        SendAsync(
            HttpMethod.Post,
            Address,
            null,
            ("Upload-Length", length.ToString()),
            (
                "Upload-Metadata",
                $"filename {TusRequests.Base64(name)},lastmodified {TusRequests.Base64(lastModified)}"
            )
        );

    private Task<HttpResponseMessage> AddAsync(string upload, long offset, byte[] chunk) =>
        _archivist.AddChunkAsync(_token, upload, offset, chunk);

    private Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string address,
        HttpContent? content = null,
        params (string Name, string Value)[] headers
    ) => _archivist.SendTusAsync(_token, method, address, content, headers);

    private static long Offset(HttpResponseMessage answer) =>
        long.Parse(answer.Headers.GetValues("Upload-Offset").Single());
}
