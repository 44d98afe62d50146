using System.Globalization;
using Grants.Domain.Documents;
using Grants.Web.Platform.Pdf.Shaping;
using Grants.Web.Platform.Pdf.Writing;

namespace Grants.Web.Platform.Pdf.Layout;

/// <summary>The table of contents, and the bookmarks that say the same.</summary>
internal sealed class ContentsBlock(Flow flow)
{
    private const float NumberWidth = 34;

    // Blocks are records: two headings of one text are equal and still two.
    private readonly Dictionary<Heading, (int Page, float Y)> _places = new(
        ReferenceEqualityComparer.Instance
    );
    private readonly List<Heading> _found = [];
    private readonly List<Action<PdfWriter>> _links = [];

    /// <summary>A heading begins here.</summary>
    public void Found(Heading heading)
    {
        if (heading.InContents && _places.TryAdd(heading, (flow.PageIndex, flow.Y)))
            _found.Add(heading);
    }

    /// <param name="headings">All of the document, also those that come later.</param>
    public void Place(TableOfContents contents, IEnumerable<Heading> headings)
    {
        flow.Reserve(100);
        flow.Text(contents.Title, "H1", PrintStyle.Heading(1));
        flow.Advance(6);
        var tag = flow.Root.Add("TOC");
        foreach (var heading in headings.Where(h => h.InContents))
            Place(heading, tag.Add("TOCI"));
        flow.Space(10);
    }

    /// <summary>Once all is drawn: links from the contents, and bookmarks.</summary>
    public void Finish(PdfWriter writer)
    {
        foreach (var link in _links)
            link(writer);
        foreach (var heading in _found)
            writer.Bookmark(
                heading.Level,
                PlainText.Of(heading.Text),
                _places[heading].Page,
                _places[heading].Y
            );
    }

    private void Place(Heading heading, Tag entry)
    {
        var style = heading.Level == 1 ? PrintStyle.ContentsMain : PrintStyle.ContentsSub;
        if (heading.Level == 1)
            flow.Space(4);
        var left = PageBox.Left + (heading.Level - 1) * 14;
        var lines = flow.Shaper.Lines(heading.Text, style, PageBox.Right - NumberWidth - left);
        flow.Reserve(style.LineHeight * Math.Min(lines.Count, 3));
        var link = entry.Add("Link");
        foreach (var line in lines)
        {
            flow.Reserve(style.LineHeight);
            flow.Line(line, link, left, PageBox.Right - NumberWidth - left, TextAlign.Start);
            AddLink(heading, link, left, style.LineHeight);
            if (line == lines[^1])
                Number(heading, link, left + line.Width, style);
            flow.Advance(style.LineHeight);
        }
    }

    private void Number(Heading heading, Tag link, float from, TextStyle style)
    {
        var (baseline, shaper) = (flow.Y + style.Baseline, flow.Shaper);
        var dots = style with { Bold = false, Colour = PrintStyle.StrongLine };
        var dot = shaper.Lines(".", dots, PageBox.Width)[0];
        flow.Draw(
            null,
            canvas =>
            {
                // On a grid of the page, so that dots of all lines stand below each other.
                for (var x = PageBox.Right - NumberWidth + 6; x > from + 5; x -= 5)
                    canvas.Text(dot, x, baseline);
            }
        );
        flow.Draw(
            link,
            canvas =>
            {
                var page = (_places[heading].Page + 1).ToString(CultureInfo.InvariantCulture);
                var number = shaper.Lines(" " + page, style, PageBox.Width)[0];
                canvas.Text(number, PageBox.Right - number.Width, baseline);
            }
        );
    }

    private void AddLink(Heading heading, Tag link, float left, float height)
    {
        var (page, area) = (flow.PageIndex, (left, flow.Y, PageBox.Right - left, height));
        var text = PlainText.Of(heading.Text);
        _links.Add(writer =>
            writer.Link(link, page, area, _places[heading].Page, _places[heading].Y, text)
        );
    }
}
