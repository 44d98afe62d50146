using System.Globalization;
using Grants.Domain.Documents;
using Grants.Web.Platform.Pdf;
using Grants.Web.Platform.Pdf.Shaping;
using Grants.Web.Platform.Pdf.TrueType;
using UglyToad.PdfPig.Tokens;

namespace Grants.Tests.Platform.Pdf;

/// <summary>Our renderer, by the contract and beyond it.</summary>
public sealed class PdfRendererTests : DocumentRendererContract
{
    internal static readonly TextShaper Shaper = new(FontSet.LoadShipped());

    protected override IDocumentRenderer Renderer { get; } = new PdfRenderer(Shaper);

    [Fact]
    public async Task No_letter_is_drawn_as_the_empty_box_of_a_missing_glyph()
    {
        using var pdf = new PdfInspector(
            await RenderAsync(
                SampleDocuments.Of(Paragraph.Of("−12 → ✓ ☑ ≥ № ₪ € Ω Ѣ שָׁלוֹם سلام fi 漢 😀"))
            )
        );

        var fonts = pdf.Objects("Font", "CIDFontType2").ToList();
        fonts.Should().HaveCountGreaterThan(2, "the text needs the whole chain of fonts");
        foreach (var font in fonts)
        {
            var glyphs = PdfInspector.Decode((StreamToken)pdf.Resolve(font.Data["CIDToGIDMap"]));
            glyphs[2..].Chunk(2).Should().OnlyContain(glyph => glyph[0] != 0 || glyph[1] != 0);
        }
        pdf.Text.Should().Contain("−12 → ✓ ☑ ≥ № ₪ € Ω Ѣ").And.Contain("سلام").And.Contain("fi");
    }

    [Fact]
    public async Task A_letter_that_no_font_has_is_shown_by_the_replacement_character()
    {
        using var pdf = new PdfInspector(
            await RenderAsync(SampleDocuments.Of(Paragraph.Of("漢 and 🧿.")))
        );

        pdf.Text.Should().Contain("\uFFFD and \uFFFD.");
    }

    [Fact]
    public async Task Brackets_around_Hebrew_are_read_back_as_they_were_written()
    {
        using var pdf = new PdfInspector(
            await RenderAsync(
                SampleDocuments.Of(
                    Paragraph.Of("שלום (עולם) ועוד"),
                    Paragraph.Of("Noa (נועה) Levi")
                )
            )
        );

        pdf.Text.Should().Contain("שלום (עולם) ועוד").And.Contain("Noa (נועה) Levi");
    }

    [Fact]
    public async Task Fonts_are_embedded_as_small_subsets()
    {
        var file = await RenderAsync(SampleDocuments.Of(Paragraph.Of("Hello")));
        using var pdf = new PdfInspector(file);

        file.Length.Should().BeLessThan(20_000);
        pdf.Objects("Font", "Type0")
            .Select(f => PdfInspector.Name(f, "BaseFont"))
            .Should()
            .OnlyContain(name => name!.Length > 8 && name[6] == '+');
    }

    [Fact]
    public async Task The_computer_s_language_changes_nothing()
    {
        var usual = await RenderAsync(SampleDocuments.Report(rows: 5));
        var culture = (CultureInfo)CultureInfo.GetCultureInfo("sv-SE").Clone();
        culture.NumberFormat.NegativeSign = "\u2212";
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            (await RenderAsync(SampleDocuments.Report(rows: 5))).Should().Equal(usual);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task A_small_table_stays_on_one_page_and_a_total_never_stands_alone()
    {
        using var pdf = new PdfInspector(await RenderAsync(SampleDocuments.Letter()));

        var page = pdf.TextOf(0).Contains("Jan 15, 2027", StringComparison.Ordinal) ? 0 : 1;
        pdf.TextOf(page).Should().Contain("Feb 28, 2029").And.Contain("Total award");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task A_heading_is_never_the_last_thing_on_a_page(int rows)
    {
        for (var lines = 30; lines < 48; lines++)
        {
            var blocks = Enumerable
                .Range(0, lines)
                .Select(i => (Block)new Paragraph([new($"line {i}")], Small: true));
            using var pdf = new PdfInspector(
                await RenderAsync(
                    SampleDocuments.Of([
                        .. blocks,
                        new Heading(2, "Followed"),
                        new Table(
                            "T",
                            [new("Column", 1)],
                            [.. Enumerable.Repeat<IReadOnlyList<string>>(["Cell"], rows)]
                        ),
                    ])
                )
            );

            for (var i = 0; i < pdf.Pages.Count; i++)
                pdf.TextOf(i)
                    .Contains("Followed", StringComparison.Ordinal)
                    .Should()
                    .Be(pdf.TextOf(i).Contains("Cell", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_break_at_the_end_makes_no_empty_page()
    {
        using var pdf = new PdfInspector(
            await RenderAsync(
                SampleDocuments.Of(Paragraph.Of("All"), new PageBreak(), new PageBreak())
            )
        );

        pdf.Pages.Should().ContainSingle();
    }

    [Fact]
    public async Task A_document_of_nothing_has_one_page()
    {
        using var pdf = new PdfInspector(await RenderAsync(SampleDocuments.Of()));

        pdf.Pages.Should().ContainSingle();
        pdf.TextOf(0).Should().Contain("Page 1 of 1");
    }

    [Fact]
    public async Task A_row_that_does_not_match_its_columns_is_the_builder_s_fault()
    {
        var render = () =>
            RenderAsync(
                SampleDocuments.Of(
                    new Table(
                        "Payments",
                        [new("A", 1)],
                        [
                            ["1", "2"],
                        ]
                    )
                )
            );

        (await render.Should().ThrowAsync<ArgumentException>()).WithMessage("*\"Payments\"*cells*");
    }

    [Fact]
    public async Task Rendering_stops_when_nobody_waits()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        var render = () => Renderer.RenderAsync(SampleDocuments.Report(), Stream.Null, stop.Token);

        await render.Should().ThrowAsync<OperationCanceledException>();
    }
}
