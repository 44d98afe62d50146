using System.ComponentModel;
using System.Diagnostics;
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

    /// <param name="arguments">"{file}" is the file; it comes last when nothing says where.</param>
    private static async Task<(int Exit, string Output)> RunAsync(
        string program,
        Grants.Domain.Documents.PrintDocument document,
        params string[] arguments
    )
    {
        var file = Path.Combine(Path.GetTempPath(), $"grants-{Guid.CreateVersion7():n}.pdf");
        try
        {
            await using (var output = File.Create(file))
                await new PdfRenderer(PdfRendererTests.Shaper).RenderAsync(
                    document,
                    output,
                    Cancel
                );
            var start = new ProcessStartInfo(program)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            foreach (
                var argument in arguments.Contains("{file}") ? arguments : [.. arguments, "{file}"]
            )
                start.ArgumentList.Add(argument == "{file}" ? file : argument);
            return await RunAsync(start);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<(int, string)> RunAsync(ProcessStartInfo start)
    {
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(Cancel);
            var errors = process.StandardError.ReadToEndAsync(Cancel);
            await process.WaitForExitAsync(Cancel);
            return (process.ExitCode, await output + await errors);
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{start.FileName} is not installed.");
            throw;
        }
    }
}
