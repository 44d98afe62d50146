using Grants.Domain.Applications;
using Grants.Domain.Documents;
using Grants.Domain.Files;
using Grants.Domain.Forms;
using Grants.Tests.Platform.Pdf;
using Grants.Tests.Support;
using Grants.Web.Features.Applications.Packet;
using Grants.Web.Platform.Pdf;
using Grants.Web.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Grants.Tests.Features.Applications;

/// <summary>The packet with its attachments, and without who applies.</summary>
public sealed class PacketFileTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Attachments_are_appended_and_unreadable_ones_become_a_page_that_says_why()
    {
        await using var app = await TestApp.StartAsync();
        var packet = new PrintDocument(
            "Letters",
            "Test Archive",
            "en",
            TestDb.Start,
            "T-1",
            [new Heading(1, "Letters"), Paragraph.Of("What was answered")]
        );
        List<StoredFile> files =
        [
            await KeepAsync(app, "letter.pdf", await LetterAsync()),
            await KeepAsync(app, "scan.png", SampleImages.Logo()),
            await KeepAsync(app, "broken.pdf", "%PDF-1.7 and nothing else"u8.ToArray()),
            await KeepAsync(app, "quotes.xlsx", "PK"u8.ToArray()),
        ];

        await using var scope = app.Services.CreateAsyncScope();
        var bound = await scope
            .ServiceProvider.GetRequiredService<BindAttachments>()
            .RunAsync(packet, files, Cancel);

        using var pdf = new PdfInspector(bound);
        pdf.Bookmarks.Select(b => b.Title)
            .Should()
            .Equal("Application", "letter.pdf", "scan.png", "broken.pdf", "quotes.xlsx");
        var (exit, output) = await PdfTools.RunAsync("qpdf", bound, "--check");
        output.Should().Contain("No syntax or stream encoding errors found");
        exit.Should().Be(0);
        var (_, text) = await PdfTools.RunAsync("pdftotext", bound, "{file}", "-");
        text.Should()
            .Contain("What was answered")
            .And.Contain("On behalf of the Board of Trustees")
            .And.Contain("broken.pdf")
            .And.Contain("can't be read as a PDF")
            .And.Contain("quotes.xlsx");
    }

    [Fact]
    public void Blind_leaves_out_identifying_questions_and_masks_names_elsewhere()
    {
        var form = DefaultForm.Make();
        var values = Story
            .Answers(form, "Letters of the Test Archive", 10_000m)
            .ToDictionary(a => a.Key, a => a.Value);
        values["organization.legalName"] = "Test Archive";
        values["people.leadName"] = "Ada Archivist";
        values["significance.unique"] = "The test archive has them; ask Ada Archivist.";

        var blind = new Blind(form, values, ["Test Archive"]);

        var said = string.Join('\n', blind.Answers.Values);
        said.Should()
            .NotContainEquivalentOf("Test Archive")
            .And.NotContain("Ada Archivist")
            .And.Contain(Blind.Withheld);
        blind.Form.Questions.Should().OnlyContain(q => !q.Identifying);
        blind.Form.Questions.Should().Contain(q => q.Key == "significance.unique");
    }

    private static async Task<byte[]> LetterAsync()
    {
        using var pdf = new MemoryStream();
        await new PdfRenderer(PdfRendererTests.Shaper).RenderAsync(
            SampleDocuments.Letter(),
            pdf,
            Cancel
        );
        return pdf.ToArray();
    }

    private static async Task<StoredFile> KeepAsync(TestApp app, string name, byte[] content)
    {
        var store = app.Services.GetRequiredService<IFileStore>();
        var bytes = await store.StoreAsync(new MemoryStream(content), 1 << 24, Cancel);
        return new StoredFile(
            FileOwner.Application,
            Guid.CreateVersion7(),
            name,
            "application/octet-stream",
            bytes.Size,
            bytes.Sha256,
            Given.Stamp()
        );
    }
}
