using System.Text;
using Grants.Web.Platform.Pdf.Pictures;
using Grants.Web.Platform.Pdf.Shaping;

namespace Grants.Web.Platform.Pdf.Writing;

/// <summary>
/// One page's content (ISO 32000-1, 8 and 9). Positions are in points from the page's top left corner. Everything is drawn
/// inside <see cref="As"/>, so that it belongs to a tag or is marked as decoration.
/// </summary>
internal sealed class PdfCanvas(PdfPage page, PdfResources resources, StructureTree structure)
{
    private readonly StringBuilder _content = new();
    private string _fill = "";

    public PdfPage Page { get; } = page;

    public byte[] ToContent() => Encoding.Latin1.GetBytes(_content.ToString());

    /// <param name="tag">What the drawing means; null for decoration that a screen reader leaves out.</param>
    public void As(Tag? tag, Action<PdfCanvas> draw)
    {
        if (tag is null)
            Write("/Artifact BMC\n");
        else
            Write($"/{tag.Name} <</MCID {structure.Mark(tag, Page.Index, Page.Id)}>> BDC\n");
        draw(this);
        Write("EMC\n");
    }

    public void Text(TextLine line, float x, float baseline)
    {
        foreach (var part in line.Parts)
            Text(part.Text, line.Style, x + part.X, baseline);
    }

    public void Rectangle(float x, float y, float width, float height, string fill)
    {
        Fill(fill);
        Write($"{N(x)} {N(Page.Height - y - height)} {N(width)} {N(height)} re f\n");
    }

    public void Line(float x1, float y1, float x2, float y2, string colour, float width)
    {
        Write($"{PdfSyntax.Colour(colour)} RG {N(width)} w ");
        Write($"{N(x1)} {N(Page.Height - y1)} m {N(x2)} {N(Page.Height - y2)} l S\n");
    }

    public void Polygon(IReadOnlyList<(float X, float Y)> points, string fill)
    {
        Fill(fill);
        Path(points);
        Write("h f\n");
    }

    public void Polyline(IReadOnlyList<(float X, float Y)> points, string colour, float width)
    {
        Write($"{PdfSyntax.Colour(colour)} RG {N(width)} w 1 j ");
        Path(points);
        Write("S\n");
    }

    public void Picture(Picture picture, float x, float y, float width, float height) =>
        Write(
            $"q {N(width)} 0 0 {N(height)} {N(x)} {N(Page.Height - y - height)} cm /{resources.Use(picture)} Do Q\n"
        );

    private void Text(ShapedText text, TextStyle style, float x, float baseline)
    {
        var font = resources.Use(text.Font);
        Fill(style.Colour);
        Write($"BT /{font.Resource} {N(style.Size)} Tf ");
        Write($"1 0 0 1 {N(x)} {N(Page.Height - baseline)} Tm [");
        var (pen, rise) = (0f, 0f);
        foreach (var glyph in text.Glyphs)
        {
            if (glyph.Y != rise)
            {
                rise = glyph.Y;
                Write($"] TJ {N(rise * style.Size)} Ts [");
            }
            // Moves are in thousandths of an em, to the left.
            var move = MathF.Round((pen - glyph.X) * 1000);
            if (move != 0)
                Write(N(move));
            Write($"<{font.CodeOf(glyph.Id, glyph.Source):X4}>");
            pen += text.Font.File.Advance(glyph.Id) - move / 1000;
        }
        Write($"] TJ{(rise == 0 ? "" : " 0 Ts")} ET\n");
    }

    private void Fill(string colour)
    {
        if (colour == _fill)
            return;
        Write($"{PdfSyntax.Colour(colour)} rg ");
        _fill = colour;
    }

    private void Path(IReadOnlyList<(float X, float Y)> points)
    {
        for (var i = 0; i < points.Count; i++)
            Write($"{N(points[i].X)} {N(Page.Height - points[i].Y)} {(i == 0 ? 'm' : 'l')} ");
    }

    private void Write(string operators) => _content.Append(operators);

    private static string N(float value) => PdfSyntax.Number(value);
}

/// <param name="Id">Object number.</param>
internal sealed record PdfPage(int Index, int Id, float Width, float Height)
{
    /// <summary>Object numbers of the links on the page.</summary>
    public List<int> Links { get; } = [];
}
