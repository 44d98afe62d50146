using Grants.Domain.Documents;
using Grants.Web.Platform.Imaging;

namespace Grants.Tests.Platform.Pdf;

/// <summary>
/// What any PDF renderer has to do to take the place of ours. An adapter's test project derives from this class and hands
/// its renderer in; nothing here knows how the file was made.
/// </summary>
public abstract class DocumentRendererContract
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract IDocumentRenderer Renderer { get; }

    protected async Task<byte[]> RenderAsync(PrintDocument document)
    {
        using var file = new MemoryStream();
        await Renderer.RenderAsync(document, file, Cancel);
        return file.ToArray();
    }

    private async Task<PdfInspector> InspectAsync(PrintDocument document) =>
        new(await RenderAsync(document));

    [Fact]
    public void It_makes_pdf() => Renderer.ContentType.Should().Be("application/pdf");

    [Fact]
    public async Task A_letter_has_two_pages_and_says_what_it_is()
    {
        using var pdf = await InspectAsync(SampleDocuments.Letter());

        pdf.Pages.Should().HaveCount(2);
        pdf.Title.Should().Be("Award letter DG-2026-0017");
        pdf.TextOf(0).Should().Contain("delighted to inform you").And.Contain("$148,500.00");
        pdf.TextOf(1).Should().Contain("Margaret A. O’Neill").And.Contain("Signed electronically");
    }

    [Fact]
    public async Task Every_page_but_a_cover_counts_itself()
    {
        using var pdf = await InspectAsync(SampleDocuments.Report(rows: 90));

        pdf.Pages.Count.Should().BeGreaterThan(8);
        for (var i = 1; i < pdf.Pages.Count; i++)
            pdf.TextOf(i).Should().Contain($"Page {i + 1} of {pdf.Pages.Count}");
        pdf.TextOf(0).Should().NotContain("Page 1");
    }

    [Fact]
    public async Task A_long_table_repeats_its_head_on_every_page_and_ends_with_its_total()
    {
        var rows = Enumerable
            .Range(1, 150)
            .Select(i => (IReadOnlyList<string>)[$"R{i}", "text"])
            .ToList();
        using var pdf = await InspectAsync(
            SampleDocuments.Of(
                new Table(
                    "Register",
                    [new("Reference", 1), new("Material", 2)],
                    rows,
                    ["Together", "150"]
                )
            )
        );

        pdf.Pages.Count.Should().BeGreaterThan(2);
        for (var i = 0; i < pdf.Pages.Count; i++)
            pdf.TextOf(i).Should().Contain("Reference").And.Contain("Material");
        pdf.TextOf(pdf.Pages.Count - 1).Should().Contain("Together").And.Contain("R150");
        pdf.Elements("TH")
            .Should()
            .HaveCount(2, "a repeated head is decoration to a screen reader");
    }

    [Fact]
    public async Task Contents_give_the_page_that_a_heading_is_on()
    {
        using var pdf = await InspectAsync(
            SampleDocuments.Of(
                new TableOfContents("Contents"),
                new PageBreak(),
                new Heading(1, "Alpha"),
                new PageBreak(),
                Paragraph.Of("Nothing here."),
                new PageBreak(),
                new Heading(2, "Beta"),
                new Heading(1, "Hidden", InContents: false)
            )
        );

        pdf.TextOf(0)
            .Should()
            .MatchRegex("Alpha[. ]*2")
            .And.MatchRegex("Beta[. ]*4")
            .And.NotContain("Hidden");
        pdf.TextOf(1).Should().Contain("Alpha");
        pdf.TextOf(3).Should().Contain("Beta");
        pdf.Bookmarks.Should().Equal((0, "Alpha", 2), (1, "Beta", 4));
        pdf.Pages[0].GetAnnotations().Should().HaveCount(2, "each line leads to its page");
    }

    [Fact]
    public async Task Hebrew_and_Cyrillic_are_read_back_in_the_order_in_which_they_were_written()
    {
        using var pdf = await InspectAsync(
            SampleDocuments.Of(
                new Heading(1, SampleDocuments.Russian),
                Paragraph.Of($"The archive {SampleDocuments.Hebrew} (1987) in Haifa"),
                new Table(
                    "",
                    [new("A", 1), new("B", 1)],
                    [
                        [SampleDocuments.Hebrew, "Київ"],
                    ]
                )
            )
        );

        pdf.Text.Should().Contain(SampleDocuments.Russian).And.Contain("Київ");
        pdf.Text.Should().Contain($"The archive {SampleDocuments.Hebrew} (1987) in Haifa");
    }

    [Fact]
    public async Task Hebrew_is_seen_from_right_to_left()
    {
        using var pdf = await InspectAsync(SampleDocuments.Of(Paragraph.Of("אב גד")));

        var places = pdf.Pages[0].Letters.Where(l => l.Value is "א" or "ב" or "ג" or "ד").ToList();
        places.Select(l => l.Value).Should().Equal("א", "ב", "ג", "ד");
        places.Select(l => l.StartBaseLine.X).Should().BeInDescendingOrder();
        places[0]
            .StartBaseLine.X.Should()
            .BeGreaterThan(500, "a paragraph in Hebrew begins at the right margin");
    }

    [Fact]
    public async Task Every_block_is_tagged()
    {
        using var pdf = await InspectAsync(SampleDocuments.Report(rows: 5));
        using var letter = await InspectAsync(SampleDocuments.Letter());

        pdf.Tags.Should()
            .Contain([
                "H1",
                "H2",
                "H3",
                "P",
                "Figure",
                "TOC",
                "TOCI",
                "Link",
                "Table",
                "Caption",
                "TR",
                "TH",
                "TD",
            ]);
        letter
            .Tags.Should()
            .Contain(["L", "LI", "Lbl", "LBody", "P", "H1", "H2", "Table", "Figure"]);
        pdf.Elements("Figure").Should().OnlyContain(figure => figure.Data.ContainsKey("Alt"));
        pdf.MarkFaults().Should().BeEmpty();
        letter.MarkFaults().Should().BeEmpty();
        letter.Catalog.Data.Should().ContainKey("Lang").And.ContainKey("MarkInfo");
    }

    [Fact]
    public async Task Head_cells_say_what_they_are_the_head_of()
    {
        using var pdf = await InspectAsync(
            SampleDocuments.Of(
                new KeyValues([new("Amount", "$5")]),
                new Table(
                    "T",
                    [new("A", 1)],
                    [
                        ["1"],
                    ]
                )
            )
        );

        var scopes = pdf.Elements("TH")
            .Select(th =>
                PdfInspector.Name(
                    (UglyToad.PdfPig.Tokens.DictionaryToken)pdf.Resolve(th.Data["A"]),
                    "Scope"
                )
            );
        scopes.Should().Equal("Row", "Column");
    }

    [Fact]
    public async Task The_same_document_gives_the_same_bytes()
    {
        (await RenderAsync(SampleDocuments.Letter()))
            .Should()
            .Equal(await RenderAsync(SampleDocuments.Letter()));
    }

    [Fact]
    public async Task Many_letters_at_once_are_the_letters_one_by_one()
    {
        var numbers = Enumerable.Range(1, 24).ToList();
        var alone = new Dictionary<int, byte[]>();
        foreach (var number in numbers)
            alone[number] = await RenderAsync(SampleDocuments.Letter(number));

        var together = await Task.WhenAll(
            numbers.Select(number =>
                Task.Run(() => RenderAsync(SampleDocuments.Letter(number)), Cancel)
            )
        );

        for (var i = 0; i < numbers.Count; i++)
            together[i].Should().Equal(alone[numbers[i]]);
    }

    [Fact]
    public async Task A_row_taller_than_a_page_goes_on_where_the_page_ends()
    {
        var words = Enumerable.Range(1, 3000).Select(i => $"w{i}").ToList();
        using var pdf = await InspectAsync(
            SampleDocuments.Of(
                new Table(
                    "T",
                    [new("Head", 1), new("Other", 1)],
                    [
                        [string.Join(' ', words), "x"],
                    ]
                )
            )
        );

        pdf.Pages.Count.Should().BeGreaterThan(3);
        var found = pdf.Pages.SelectMany(p => p.GetWords()).Select(w => w.Text).ToHashSet();
        words.Should().OnlyContain(word => found.Contains(word));
        AllInside(pdf);
    }

    [Fact]
    public async Task A_word_wider_than_its_cell_is_cut_and_nothing_is_lost()
    {
        var word = string.Concat(Enumerable.Range(0, 60).Select(i => $"{i:00}ab"));
        using var pdf = await InspectAsync(
            SampleDocuments.Of(
                new Table(
                    "T",
                    [new("A", 0.2), new("B", 3)],
                    [
                        [word, "x"],
                    ]
                ),
                Paragraph.Of(string.Concat(Enumerable.Repeat(word, 5)))
            )
        );

        pdf.Text.Replace(" ", "", StringComparison.Ordinal).Should().Contain(word);
        AllInside(pdf);
    }

    [Fact]
    public async Task A_picture_that_is_none_is_refused_with_a_reason()
    {
        var broken = SampleDocuments.Of(new Image(new byte[] { 1, 2, 3 }, "A map", 100));

        var render = () => RenderAsync(broken);

        (await render.Should().ThrowAsync<UnreadableImageException>()).WithMessage(
            "*neither a JPEG nor a PNG*"
        );
    }

    [Fact]
    public async Task Text_can_become_nothing_but_text()
    {
        const string evil = ") Tj ET /JavaScript (x) <</S/URI>> endstream endobj %%EOF \\ <script>";
        var document = new PrintDocument(
            evil,
            evil,
            "en",
            SampleDocuments.Created,
            evil,
            [new Heading(1, evil), Paragraph.Of(evil)]
        );
        using var pdf = await InspectAsync(document);

        pdf.Title.Should().Be(evil);
        pdf.TextOf(0).Should().Contain("/JavaScript (x)");
        pdf.Pages.Should().ContainSingle();
    }

    private static void AllInside(PdfInspector pdf)
    {
        foreach (var page in pdf.Pages)
            page.Letters.Should()
                .OnlyContain(l =>
                    l.BoundingBox.Left >= 36
                    && l.BoundingBox.Right <= page.Width - 36
                    && l.BoundingBox.Bottom >= 24
                );
    }
}
