using System.Globalization;
using Grants.Domain.Documents;
using Grants.Web.Platform.Imaging;
using Grants.Web.Platform.Pdf.Charts;
using Grants.Web.Platform.Pdf.Shaping;

namespace Grants.Web.Platform.Pdf.Html;

/// <summary>Writes a document's blocks. Every text finds its own direction.</summary>
internal sealed class HtmlBlocks(HtmlWriter html, TextShaper shaper)
{
    private static readonly (string, string) Auto = ("dir", "auto");

    public void Write(IReadOnlyList<Block> blocks)
    {
        var headings = blocks
            .OfType<Heading>()
            .Select((heading, i) => (heading, Id: "h" + i.ToString(CultureInfo.InvariantCulture)))
            .ToList();
        var next = 0;
        foreach (var block in blocks)
            switch (block)
            {
                case Heading heading:
                    html.Element(
                        "h" + Digit(heading.Level),
                        heading.Text,
                        ("id", headings[next++].Id),
                        Auto
                    );
                    break;
                case TableOfContents contents:
                    Write(contents, headings);
                    break;
                default:
                    Write(block);
                    break;
            }
    }

    private void Write(Block block)
    {
        switch (block)
        {
            case Paragraph paragraph:
                Write(paragraph);
                break;
            case BulletList list:
                Write(list);
                break;
            case KeyValues values:
                Write(values);
                break;
            case Table table:
                Write(table);
                break;
            case Chart chart:
                html.Raw($"<figure>{SvgPlot.Of(chart, shaper)}</figure>\n");
                break;
            case Image image:
                html.Open("figure");
                Picture(
                    image.Content,
                    image.Alt,
                    (
                        "style",
                        $"width:{image.WidthPoints.ToString("0.##", CultureInfo.InvariantCulture)}pt"
                    )
                );
                html.Close("figure");
                break;
            case Letterhead letterhead:
                Write(letterhead);
                break;
            case Address address:
                Write(address);
                break;
            case Signatures signatures:
                Write(signatures);
                break;
            case Cover cover:
                Write(cover);
                break;
            case PageBreak:
                html.Raw("<hr/>\n");
                break;
            default:
                throw new NotSupportedException($"A page can't show a {block.GetType().Name}.");
        }
    }

    private void Write(TableOfContents contents, List<(Heading Heading, string Id)> headings)
    {
        html.Open("nav", ("aria-label", contents.Title));
        html.Element("h1", contents.Title, Auto);
        html.Open("ol");
        foreach (var (heading, id) in headings.Where(h => h.Heading.InContents))
        {
            html.Open("li", ("class", "l" + Digit(heading.Level)));
            html.Element("a", heading.Text, ("href", "#" + id), Auto);
            html.Close("li");
        }
        html.Close("ol");
        html.Close("nav");
    }

    private void Write(Paragraph paragraph)
    {
        html.Open("p", Auto, ("class", paragraph.Small ? "small" : "text"));
        foreach (var run in paragraph.Runs)
        {
            if (run.Bold)
                html.Raw("<strong>");
            if (run.Italic)
                html.Raw("<em>");
            html.Text(run.Text);
            if (run.Italic)
                html.Raw("</em>");
            if (run.Bold)
                html.Raw("</strong>");
        }
        html.Close("p");
    }

    private void Write(BulletList list)
    {
        var name = list.Numbered ? "ol" : "ul";
        html.Open(name);
        foreach (var item in list.Items)
            html.Element("li", item, Auto);
        html.Close(name);
    }

    private void Write(KeyValues values)
    {
        html.Open("dl");
        foreach (var (key, value) in values.Rows)
        {
            html.Element("dt", key, Auto);
            html.Open("dd"); // keeps to its column, as on paper
            html.Element("bdi", value);
            html.Close("dd");
        }
        html.Close("dl");
    }

    private void Write(Table table)
    {
        html.Raw("<div class=\"wide\"><table>");
        html.Element("caption", table.Caption, Auto);
        html.Raw("<thead><tr>");
        foreach (var column in table.Columns)
            html.Element("th", column.Title, ("scope", "col"), Auto, Align(column));
        html.Raw("</tr></thead><tbody>\n");
        foreach (var row in table.Rows)
            Row(table, row);
        html.Raw("</tbody>");
        if (table.Total is { } total)
        {
            html.Raw("<tfoot>");
            Row(table, total);
            html.Raw("</tfoot>");
        }
        html.Raw("</table></div>\n");
    }

    private void Row(Table table, IReadOnlyList<string> cells)
    {
        html.Open("tr");
        foreach (var (text, column) in cells.Zip(table.Columns))
        {
            html.Open("td", Align(column));
            html.Element("bdi", text);
            html.Close("td");
        }
        html.Close("tr");
    }

    private void Write(Letterhead letterhead)
    {
        html.Open("header", ("class", "head"));
        Logo(letterhead.Logo, letterhead.Organization);
        html.Open("div");
        html.Element("p", letterhead.Organization, ("class", "org"), Auto);
        foreach (var line in letterhead.Lines)
            html.Element("p", line, Auto);
        html.Close("div");
        html.Close("header");
    }

    private void Write(Address address)
    {
        html.Open("address");
        foreach (var line in address.Lines)
        {
            html.Element("bdi", line);
            html.Raw("<br/>");
        }
        html.Close("address");
    }

    private void Write(Signatures signatures)
    {
        html.Open("div", ("class", "signatures"));
        foreach (var (name, title, signed) in signatures.Signers)
        {
            html.Open("div");
            html.Element("span", signed ?? "", ("class", "mark"), Auto);
            html.Element("strong", name, Auto);
            html.Element("span", title, Auto);
            html.Close("div");
        }
        html.Close("div");
    }

    private void Write(Cover cover)
    {
        html.Open("header", ("class", "cover"));
        Logo(cover.Logo, cover.Organization);
        html.Element("p", cover.Organization, Auto);
        html.Element("h1", cover.Title, Auto);
        html.Element("p", cover.Subtitle, Auto);
        html.Element("p", cover.Date, Auto);
        html.Close("header");
    }

    private void Logo(ReadOnlyMemory<byte>? logo, string organization)
    {
        if (logo is { IsEmpty: false } file)
            Picture(file, $"Logo of {organization}");
    }

    private void Picture(
        ReadOnlyMemory<byte> file,
        string alt,
        params ReadOnlySpan<(string, string)> attributes
    )
    {
        var type = file.Span switch
        {
            [0xFF, 0xD8, ..] => "image/jpeg",
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "image/png",
            _ => throw new UnreadableImageException(
                "The image can't be read. It is neither a JPEG nor a PNG file."
            ),
        };
        html.Open(
            "img",
            [
                ("src", $"data:{type};base64,{Convert.ToBase64String(file.Span)}"),
                ("alt", alt),
                .. attributes,
            ]
        );
    }

    private static (string, string) Align(TableColumn column) =>
        (
            "class",
            column.Align switch
            {
                TextAlign.End => "end",
                TextAlign.Center => "center",
                _ => "start",
            }
        );

    private static string Digit(int level) => level.ToString(CultureInfo.InvariantCulture);
}
