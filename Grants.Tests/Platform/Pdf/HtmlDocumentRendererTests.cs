using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Grants.Domain.Documents;
using Grants.Web.Platform.Pdf;
using Grants.Web.Platform.Pdf.Html;

namespace Grants.Tests.Platform.Pdf;

public sealed class HtmlDocumentRendererTests
{
    private readonly HtmlDocumentRenderer _renderer = new(PdfRendererTests.Shaper);

    private async Task<IDocument> RenderAsync(PrintDocument document)
    {
        using var page = new MemoryStream();
        await _renderer.RenderAsync(document, page, TestContext.Current.CancellationToken);
        return new HtmlParser().ParseDocument(Encoding.UTF8.GetString(page.ToArray()));
    }

    [Fact]
    public async Task A_report_has_what_the_pdf_has()
    {
        using var page = await RenderAsync(SampleDocuments.Report(rows: 7));

        page.Title.Should().Be("Annual Grantmaking Report 2026");
        page.QuerySelectorAll("nav a").Should().HaveCount(29);
        page.QuerySelectorAll("nav a")
            .Select(a => page.QuerySelector(a.GetAttribute("href")!)!.TextContent)
            .Should()
            .Equal(page.QuerySelectorAll("nav a").Select(a => a.TextContent));
        page.QuerySelectorAll("figure svg")
            .Should()
            .HaveCount(4)
            .And.OnlyContain(svg => svg.GetAttribute("aria-label") != "");
        page.QuerySelectorAll("th").Should().OnlyContain(th => th.GetAttribute("scope") == "col");
        page.QuerySelectorAll("tfoot tr").Should().HaveCount(13);
        page.QuerySelector("img")!.GetAttribute("src").Should().StartWith("data:image/png;base64,");
    }

    [Fact]
    public async Task Every_text_finds_its_own_direction()
    {
        using var page = await RenderAsync(SampleDocuments.Letter());

        page.QuerySelectorAll("p, h1, h2, li, dt")
            .Should()
            .OnlyContain(element => element.GetAttribute("dir") == "auto");
        page.QuerySelectorAll("address bdi")
            .Select(line => line.TextContent)
            .Should()
            .Contain(SampleDocuments.Hebrew);
    }

    [Fact]
    public async Task Text_can_become_nothing_but_text()
    {
        const string evil = "\"><script>alert(1)</script><img src=x onerror=alert(1)>";
        using var page = await RenderAsync(
            new PrintDocument(
                evil,
                evil,
                evil,
                SampleDocuments.Created,
                evil,
                [
                    new Heading(1, evil),
                    Paragraph.Of(evil),
                    new Table(
                        evil,
                        [new(evil, 1)],
                        [
                            [evil],
                        ]
                    ),
                    new Chart(ChartKind.Bar, evil, evil, [evil], [new(evil, [1])]),
                    new TableOfContents(evil),
                ]
            )
        );

        page.QuerySelectorAll("script, img").Should().BeEmpty();
        page.QuerySelector("p")!.TextContent.Should().Be(evil);
    }

    [Fact]
    public async Task The_same_document_gives_the_same_page()
    {
        using var one = await RenderAsync(SampleDocuments.Report());
        using var two = await RenderAsync(SampleDocuments.Report());

        one.DocumentElement.OuterHtml.Should().Be(two.DocumentElement.OuterHtml);
    }

    [Fact]
    public void The_last_renderer_of_a_content_type_serves()
    {
        var (first, second) = (
            new PdfRenderer(PdfRendererTests.Shaper),
            new PdfRenderer(PdfRendererTests.Shaper)
        );

        var renderers = new DocumentRenderers([first, _renderer, second]);

        renderers.Pdf.Should().BeSameAs(second);
        renderers.Html.Should().BeSameAs(_renderer);
    }

    [Fact]
    public void Printed_colours_are_the_design_s_own()
    {
        var tokens = File.ReadAllText(
            Path.Combine(Support.Repository.Root, "Grants.Web", "wwwroot", "css", "tokens.css")
        );

        foreach (
            var (token, colour) in new[]
            {
                ("ink", PrintStyle.Ink),
                ("ink-soft", PrintStyle.SoftInk),
                ("line", PrintStyle.Line),
                ("line-strong", PrintStyle.StrongLine),
                ("accent", PrintStyle.Accent),
                ("accent-soft", PrintStyle.AccentSoft),
            }
        )
            tokens.Should().Contain($"--{token}: {colour};");
    }
}
