using Grants.Web.Platform.Pdf;

namespace Grants.Tests.Platform.Pdf;

/// <summary>Other people's programs read our files; where they aren't installed, these tests say so.</summary>
public sealed class PdfToolTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Qpdf_finds_no_fault(bool letter)
    {
        var (exit, output) = await RunAsync(
            "qpdf",
            letter ? SampleDocuments.Letter() : SampleDocuments.Report(),
            "--check"
        );

        output.Should().Contain("No syntax or stream encoding errors found");
        exit.Should().Be(0);
    }

    [Fact]
    public async Task Poppler_reads_the_text_of_a_letter()
    {
        var (_, text) = await RunAsync(
            "pdftotext",
            SampleDocuments.Letter(),
            "-enc",
            "UTF-8",
            "-layout",
            "{file}",
            "-"
        );

        text.Should()
            .Contain("On behalf of the Board of Trustees")
            .And.Contain(SampleDocuments.Russian);
        text.Should().Contain(SampleDocuments.Hebrew);
    }

    [Fact]
    public async Task Poppler_finds_the_tags_in_reading_order()
    {
        var (_, text) = await RunAsync(
            "pdfinfo",
            SampleDocuments.Letter(),
            "-struct-text",
            "{file}"
        );

        text.Should().Contain("\"Dr. Noa Ben-David (ד״ר נועה בן־דוד)\"").And.Contain("H1 (block)");
        text.IndexOf("Dear Dr.", StringComparison.Ordinal)
            .Should()
            .BeLessThan(text.IndexOf("Yours sincerely", StringComparison.Ordinal));
    }

    private static async Task<(int Exit, string Output)> RunAsync(
        string program,
        Grants.Domain.Documents.PrintDocument document,
        params string[] arguments
    )
    {
        using var pdf = new MemoryStream();
        await new PdfRenderer(PdfRendererTests.Shaper).RenderAsync(document, pdf, Cancel);
        return await PdfTools.RunAsync(program, pdf.ToArray(), arguments);
    }
}
