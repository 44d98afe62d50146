using CsCheck;
using Grants.Domain.Documents;
using Grants.Web.Platform.Pdf;
using Grants.Web.Platform.Pdf.Html;

namespace Grants.Tests.Platform.Pdf;

/// <summary>Documents that nobody would write: whatever the blocks say, a sound file comes out.</summary>
public sealed class RandomDocumentTests
{
    private const string Letters =
        "abc XYZ 09 .,-–/()'\"<&>\n\t שלום־ד״ר נָעֳמִי Привет ѣ «» العربية ١٢ € ₪ − → ✓ \u200f\u200e\u202e\u2066\u200b\u00a0\u00ad\u0301 漢 \ud83d\ude00 \ud800 \u0000\u0007";

    private static readonly Gen<string> Text = Gen.Frequency(
        (8, Gen.Char[Letters].Array[0, 40].Select(c => new string(c))),
        (2, Gen.Char[Letters].Array[0, 600].Select(c => new string(c))),
        (1, Gen.Char["abcdefאבגде"].Array[100, 400].Select(c => new string(c)))
    );

    private static readonly Gen<IReadOnlyList<string>> Texts = Text.List[0, 6]
        .Select(t => (IReadOnlyList<string>)t);

    private static readonly Gen<decimal> Value = Gen.OneOf(
        Gen.Int[-500, 5000].Select(v => (decimal)v),
        Gen.Const(0m),
        Gen.Const(decimal.MaxValue / 1_000_000),
        Gen.Const(0.001m)
    );

    private static readonly Gen<Block> Tables =
        from columns in Gen.Int[1, 9]
        from titles in Text.Array[columns]
        from weights in Gen.Double[0.01, 5].Array[columns]
        from rows in Text.Array[columns].List[0, 25]
        from total in Text.Array[columns]
        from hasTotal in Gen.Bool
        from caption in Text
        select (Block)
            new Table(
                caption,
                titles
                    .Zip(weights, (t, w) => new TableColumn(t, w, (TextAlign)(t.Length % 3)))
                    .ToList(),
                rows,
                hasTotal ? total : null
            );

    private static readonly Gen<Block> Charts =
        from kind in Gen.Int[0, 3]
        from labels in Text.Array[0, 14]
        from series in Gen.Select(Text, Value.Array[labels.Length]).List[0, 5]
        from title in Text
        select (Block)
            new Chart(
                (ChartKind)kind,
                title,
                "A chart",
                labels,
                series.Select(s => new ChartSeries(s.Item1, s.Item2)).ToList()
            );

    private static readonly Gen<Block> AnyBlock = Gen.OneOf<Block>(
        Gen.Select(
            Gen.Int[1, 3],
            Text,
            Gen.Bool,
            (level, text, listed) => (Block)new Heading(level, text, listed)
        ),
        Gen.Select(Text, Gen.Bool, Gen.Bool)
            .List[0, 5]
            .Select(runs =>
                (Block)
                    new Paragraph(runs.Select(r => new TextRun(r.Item1, r.Item2, r.Item3)).ToList())
            ),
        Gen.Select(Texts, Gen.Bool, (items, numbered) => (Block)new BulletList(items, numbered)),
        Gen.Select(Text, Text)
            .List[0, 6]
            .Select(rows =>
                (Block)
                    new KeyValues(rows.Select(r => KeyValuePair.Create(r.Item1, r.Item2)).ToList())
            ),
        Tables,
        Charts,
        Gen.Double[1, 3000].Select(width => (Block)new Image(SampleImages.Logo(), "Logo", width)),
        Gen.Select(
            Text,
            Texts,
            Gen.Bool,
            (name, lines, logo) =>
                (Block)new Letterhead(name, lines, logo ? SampleImages.Logo() : null)
        ),
        Texts.Select(lines => (Block)new Address(lines)),
        Gen.Select(Text, Text, Gen.Bool)
            .List[0, 5]
            .Select(s =>
                (Block)
                    new Signatures(
                        s.Select(x => new Signature(x.Item1, x.Item2, x.Item3 ? x.Item1 : null))
                            .ToList()
                    )
            ),
        Gen.Select(Text, Text, Text, (a, b, c) => (Block)new Cover(a, b, c, a)),
        Text.Select(title => (Block)new TableOfContents(title)),
        Gen.Const<Block>(new PageBreak())
    );

    private static readonly Gen<PrintDocument> Documents =
        from blocks in AnyBlock.List[0, 12]
        from title in Text
        from footer in Text
        select new PrintDocument(title, footer, "en", SampleDocuments.Created, footer, blocks);

    [Fact]
    public async Task Any_document_becomes_a_sound_pdf()
    {
        var renderer = new PdfRenderer(PdfRendererTests.Shaper);

        await Documents.SampleAsync(
            async document =>
            {
                using var file = new MemoryStream();
                await renderer.RenderAsync(document, file, CancellationToken.None);
                using var pdf = new PdfInspector(file.ToArray());
                pdf.Pages.Should().NotBeEmpty();
                pdf.MarkFaults().Should().BeEmpty();
                foreach (var page in pdf.Pages)
                    page.Letters.Should()
                        .OnlyContain(l => l.StartBaseLine.Y > 0 && l.StartBaseLine.Y < page.Height);
                pdf.Tags[0].Should().Be("Document");
            },
            iter: 200,
            threads: 1
        );
    }

    [Fact]
    public async Task Any_document_becomes_a_page_without_markup_of_its_own()
    {
        var renderer = new HtmlDocumentRenderer(PdfRendererTests.Shaper);

        await Documents.SampleAsync(
            async document =>
            {
                using var page = new MemoryStream();
                await renderer.RenderAsync(document, page, CancellationToken.None);
                page.Length.Should().BePositive();
            },
            iter: 100,
            threads: 1
        );
    }
}
