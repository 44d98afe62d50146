using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Tests.Support;
using Grants.Web.Features.Applications;
using Grants.Web.Features.Applications.Files;
using Grants.Web.Features.Applications.Form;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Applications;

/// <summary>Files of an application: sent in chunks, told by their content, read by whoever may read the application.</summary>
public sealed class AttachmentTests : IAsyncLifetime
{
    private const string Key = "more.files";
    private static readonly byte[] Pdf = Encoding.Latin1.GetBytes("%PDF-1.7\n%âãÏÓ\n1 0 obj\n");
    private static readonly byte[] Png =
    [
        0x89,
        0x50,
        0x4E,
        0x47,
        0x0D,
        0x0A,
        0x1A,
        0x0A,
        0,
        0,
        0,
        13,
    ];

    private TestApp _app = default!;
    private Story _story = default!;
    private Application _draft = default!;
    private HttpClient _browser = default!;
    private string _token = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync();
        _story = _app.Story();
        _draft = await _app.DraftWithFilesAsync(_story);
        (_browser, _token) = await SignedInAsync(await _story.ArchivistAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_file_in_chunks_becomes_part_of_the_answer_and_is_handed_in_with_its_hash()
    {
        var upload = await BeginAsync("letter.pdf", Pdf.Length);
        (await AddAsync(upload, 0, Pdf[..10])).StatusCode.Should().Be(HttpStatusCode.NoContent);
        (await FilesAsync()).Should().BeEmpty();
        (await AddAsync(upload, 10, Pdf[10..])).StatusCode.Should().Be(HttpStatusCode.NoContent);

        var file = (await FilesAsync()).Should().ContainSingle().Subject;
        (file.Name, file.Bytes).Should().Be(("letter.pdf", Pdf.Length));
        (await _browser.GetByteArrayAsync($"/files/{file.Id}", Cancel)).Should().Equal(Pdf);

        await SubmitAsync();

        var submission = await _app.ReadAsync(d =>
            d.Applications.SelectMany(a => a.Submissions).SingleAsync(Cancel)
        );
        submission.AnswersJson.Should().Contain(file.Sha256);
        submission.FormVersionId.Should().Be(_draft.FormVersionId);
    }

    [Fact]
    public async Task The_receipt_brings_the_same_bytes_that_the_applicant_downloads()
    {
        await SubmitAsync();

        var mails = await _app.ReadAsync(d =>
            d.Mail.Where(m => m.Subject.StartsWith("Received")).ToListAsync(Cancel)
        );
        var pdf = mails.Select(m => m.AttachmentId).Distinct().Should().ContainSingle().Subject;
        var sent = await _browser.GetByteArrayAsync($"/files/{pdf}", Cancel);
        var shown = await _browser.GetByteArrayAsync(ApplicationsRoutes.Pdf(_draft.Id), Cancel);
        sent.Should().Equal(shown);
    }

    [Theory]
    [InlineData("letter.png", "but it is a PDF")]
    [InlineData("letter", "ends in")]
    public async Task A_file_that_isnt_what_its_name_says_is_refused_and_leaves_nothing(
        string name,
        string says
    )
    {
        var upload = await BeginAsync(name, Pdf.Length);
        var answer = await AddAsync(upload, 0, Pdf);
        answer.StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await answer.Content.ReadAsStringAsync(Cancel)).Should().Contain(says);
        (await FilesAsync()).Should().BeEmpty();
        (await SendAsync(HttpMethod.Head, upload)).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Kinds_sizes_and_numbers_are_those_of_the_question()
    {
        (await PostAsync("photo.png", Png.Length, "more.letters"))
            .StatusCode.Should()
            .Be(HttpStatusCode.Conflict);
        var picture = await BeginAsync("photo.pdf", Png.Length, "more.letters");
        var kind = await AddAsync(picture, 0, Png);
        kind.StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await kind.Content.ReadAsStringAsync(Cancel)).Should().Contain("this question takes pdf");

        (await PostAsync("large.pdf", 2_000_000, "more.letters"))
            .StatusCode.Should()
            .Be(HttpStatusCode.Conflict);

        await SendWholeAsync("one.pdf", "more.letters");
        var second = await PostAsync("two.pdf", Pdf.Length, "more.letters");
        second.StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await second.Content.ReadAsStringAsync(Cancel))
            .Should()
            .Contain("There is a file already");
        (await PostAsync("x.pdf", 1, "project.title"))
            .StatusCode.Should()
            .Be(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_removed_file_is_gone_unless_it_was_handed_in()
    {
        await SendWholeAsync("one.pdf");
        var file = (await FilesAsync()).Single();
        await RemoveAsync(file);
        (await _browser.GetAsync($"/files/{file.Id}", Cancel))
            .StatusCode.Should()
            .Be(HttpStatusCode.NotFound);

        await SendWholeAsync("two.pdf");
        file = (await FilesAsync()).Single();
        await SubmitAsync();
        await _app.AsAsync<Web.Features.Applications.Mine.RecallApplication>(
            await _story.ArchivistAsync(),
            recall => recall.RunAsync(_draft.Id, Cancel)
        );
        await RemoveAsync(file);
        (await FilesAsync()).Should().BeEmpty();
        (await _browser.GetAsync($"/files/{file.Id}", Cancel))
            .StatusCode.Should()
            .Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Files_are_sent_and_not_typed()
    {
        var typed = async () =>
            await _app.AsAsync<SaveAnswer>(
                await _story.ArchivistAsync(),
                save => save.RunAsync(_draft.Id, Key, "[]", 0, Cancel)
            );
        await typed
            .Should()
            .ThrowAsync<Grants.Domain.Kernel.RefusedException>()
            .WithMessage("Files are sent*");
    }

    [Fact]
    public async Task Who_may_read_the_application_reads_its_files_and_receipt_and_nobody_else()
    {
        await SendWholeAsync("one.pdf");
        var file = (await FilesAsync()).Single().Id;
        using var officer = await _app.SignInAsAsync(await _story.StaffAsync(Role.ProgramOfficer));
        using var stranger = await _app.SignInAsAsync();
        (await StatusAsync(officer, file)).Should().Be(HttpStatusCode.NotFound, "a draft");

        await SubmitAsync();
        var receipt = await _app.ReadAsync(d =>
            d.Applications.SelectMany(a => a.Submissions).Select(s => s.PdfId).SingleAsync(Cancel)
        );

        foreach (var id in (Guid[])[file, receipt!.Value])
        {
            (await StatusAsync(_browser, id)).Should().Be(HttpStatusCode.OK);
            (await StatusAsync(officer, id)).Should().Be(HttpStatusCode.OK);
            (await StatusAsync(stranger, id)).Should().Be(HttpStatusCode.NotFound);
            using var anybody = _app.Browser();
            (await StatusAsync(anybody, id)).Should().NotBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Somebody_elses_upload_and_application_look_like_ones_that_were_never_there()
    {
        var upload = await BeginAsync("a.pdf", Pdf.Length);
        var own = _browser;
        (_browser, _token) = await SignedInAsync(await _app.PersonAsync());
        (await AddAsync(upload, 0, Pdf)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await SendAsync(HttpMethod.Head, upload)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await PostAsync("b.pdf", 10)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        own.Dispose();
    }

    private async Task RemoveAsync(AttachedFile file) =>
        await _app.AsAsync<RemoveAttachment>(
            await _story.ArchivistAsync(),
            remove => remove.RunAsync(_draft.Id, Key, file.Id, Cancel)
        );

    private async Task SubmitAsync()
    {
        var seen = await _app.ReadAsync(d =>
            d.Applications.SelectMany(a => a.Answers)
                .ToDictionaryAsync(a => a.QuestionKey, a => a.Version, Cancel)
        );
        await _app.AsAsync<SubmitApplication>(
            await _story.ArchivistAsync(),
            submit => submit.RunAsync(_draft.Id, seen, Cancel)
        );
    }

    private async Task SendWholeAsync(string name, string place = Key)
    {
        var answer = await AddAsync(await BeginAsync(name, Pdf.Length, place), 0, Pdf);
        answer.StatusCode.Should().Be(HttpStatusCode.NoContent);
    }

    private Task<IReadOnlyList<AttachedFile>> FilesAsync() =>
        _app.ReadAsync(async d =>
            AttachedFile.Parse(
                (await d.Applications.Include(a => a.Answers).SingleAsync(Cancel)).ValueOf(Key)
            )
        );

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, Guid file)
    {
        using var answer = await browser.GetAsync($"/files/{file}", Cancel);
        return answer.StatusCode;
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

    private async Task<string> BeginAsync(string name, long length, string place = Key)
    {
        var answer = await PostAsync(name, length, place);
        answer.StatusCode.Should().Be(HttpStatusCode.Created);
        return answer.Headers.Location!.ToString();
    }

    private Task<HttpResponseMessage> PostAsync(string name, long length, string place = Key) =>
        SendAsync(
            HttpMethod.Post,
            ApplicationsRoutes.Files(_draft.Id),
            null,
            ("Upload-Length", length.ToString()),
            (
                "Upload-Metadata",
                $"filename {TusRequests.Base64(name)},lastmodified MQ==,place {TusRequests.Base64(place)}"
            )
        );

    private Task<HttpResponseMessage> AddAsync(string upload, long offset, byte[] chunk) =>
        _browser.AddChunkAsync(_token, upload, offset, chunk);

    private Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string address,
        HttpContent? content = null,
        params (string Name, string Value)[] headers
    ) => _browser.SendTusAsync(_token, method, address, content, headers);
}
