using Grants.Domain.Documents;
using Grants.Web.Platform.Pdf.Shaping;

namespace Grants.Tests.Platform.Pdf;

public sealed class TextTests
{
    private static readonly TextStyle Style = new(10, "#000000");

    private static TextShaper Shaper => PdfRendererTests.Shaper;

    /// <summary>Expected levels after UAX #9, one digit per UTF-16 unit.</summary>
    [Theory]
    [InlineData("abc", "000", 0)]
    [InlineData("אבג", "111", 1)]
    [InlineData("car אב 12 end", "0000111220000", 0)]
    [InlineData("אב 48, ג", "11122111", 1)]
    [InlineData("אב abc ג", "11122211", 1)]
    [InlineData("a (אב) c", "00011000", 0)]
    [InlineData("אב (abc) ג", "1111222111", 1)]
    [InlineData("אב $5.25", "11122222", 1)]
    [InlineData("שָׁ", "111", 1)]
    [InlineData("سلام 12", "1111122", 1)]
    [InlineData("123", "000", 0)]
    [InlineData("", "", 0)]
    public void Directions_follow_the_standard(string text, string levels, int baseLevel)
    {
        var (found, foundBase) = Bidi.Resolve(text);

        string.Concat(found).Should().Be(levels);
        foundBase.Should().Be(baseLevel);
    }

    [Fact]
    public void A_mixed_line_is_seen_in_the_right_order()
    {
        var parts = "01112220".Select((level, i) => (Level: level - '0', i)).ToList();

        Bidi.Reorder(parts, p => p.Level);

        parts.Select(p => p.i).Should().Equal(0, 4, 5, 6, 3, 2, 1, 7);
    }

    [Fact]
    public void Lines_are_no_wider_than_asked_and_lose_no_word()
    {
        const string text =
            "One two-three four/five six, seven eight nine ten eleven twelve thirteen.";

        foreach (var width in new float[] { 30, 60, 100, 300 })
        {
            var lines = Shaper.Lines(text, Style, width);

            lines.Should().OnlyContain(line => line.Width <= width + 0.1f);
            string.Concat(lines.SelectMany(l => l.Parts).Select(p => p.Text.Text))
                .Should()
                .Be(text);
        }
    }

    [Fact]
    public void A_bold_half_of_a_word_stays_with_the_other_half()
    {
        var lines = Shaper.Lines(
            [new TextRun("xxxx xx"), new TextRun("yy", Bold: true)],
            Style,
            35
        );

        lines.Should().HaveCount(2);
        string.Concat(lines[1].Parts.Select(p => p.Text.Text)).Should().Be("xxyy");
    }

    [Fact]
    public void A_mark_is_drawn_with_its_letter()
    {
        var part = Shaper.Lines("שָׁלוֹם", Style, 500)[0].Parts.Should().ContainSingle().Subject;

        string.Concat(part.Text.Glyphs.Select(g => g.Source)).Should().Be("שָׁלוֹם");
    }

    [Fact]
    public void A_ligature_is_read_back_as_its_letters() =>
        string.Concat(
                Shaper
                    .Lines("office", Style, 500)[0]
                    .Parts.SelectMany(p => p.Text.Glyphs)
                    .Select(g => g.Source)
            )
            .Should()
            .Be("office");

    [Theory]
    [InlineData("a\r\nb\tc  d", "a b c d")]
    [InlineData("\u202eevil\u2069\u0007", "evil")]
    [InlineData("1\u00a0000", "1\u00a0000")]
    public void Text_becomes_one_plain_line(string text, string plain) =>
        PlainText.Of(text).Should().Be(plain);

    [Fact]
    public void Half_a_character_is_replaced() => PlainText.Of("\ud800x").Should().Be("\uFFFDx");

    [Fact]
    public void A_text_too_long_for_one_line_ends_in_an_ellipsis()
    {
        var line = Shaper.OneLine("A very long footer of a very long document", Style, 80);

        line.Width.Should().BeLessThanOrEqualTo(80);
        string.Concat(line.Parts.Select(p => p.Text.Text))
            .Should()
            .StartWith("A very")
            .And.EndWith("…");
        Shaper.OneLine("Short", Style, 80).Parts.Should().ContainSingle();
    }
}
