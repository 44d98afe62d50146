using Grants.Domain.Documents;
using Grants.Web.Platform.Pdf.Shaping;
using Grants.Web.Platform.Pdf.Writing;

namespace Grants.Web.Platform.Pdf.Layout;

/// <summary>
/// The place where the next block goes, and what was put on pages so far. Nothing is drawn until all pages are known, so
/// that contents and footers can say their numbers.
/// </summary>
internal sealed class Flow(TextShaper shaper)
{
    private readonly List<FlowPage> _pages = [new()];

    public TextShaper Shaper { get; } = shaper;

    public Tag Root { get; } = new("Document");

    public IReadOnlyList<FlowPage> Pages => _pages;

    public FlowPage Page => _pages[^1];

    public int PageIndex => _pages.Count - 1;

    /// <summary>From the page's top, in points.</summary>
    public float Y { get; private set; } = PageBox.Top;

    /// <summary>Nothing is on the current page yet.</summary>
    public bool IsFresh => Y <= PageBox.Top && Page.IsEmpty;

    public float Left => PageBox.Bottom - Y;

    public void NewPage()
    {
        _pages.Add(new());
        Y = PageBox.Top;
    }

    /// <summary>Turns the page unless so much fits on this one.</summary>
    /// <returns>True when the page was turned.</returns>
    public bool Reserve(float height)
    {
        if (height <= Left || IsFresh)
            return false;
        NewPage();
        return true;
    }

    /// <summary>Space between blocks; none at the top of a page.</summary>
    public void Space(float height)
    {
        if (!IsFresh)
            Y += height;
    }

    public void MoveTo(float y) => Y = y;

    public void Advance(float height) => Y += height;

    /// <param name="tag">Null for decoration.</param>
    /// <param name="draw">Runs later: it must not read the flow.</param>
    public void Draw(Tag? tag, Action<PdfCanvas> draw) => Page.Add(tag, draw);

    public void Rule(float y, float left, float right, string colour, float width) =>
        Draw(null, canvas => canvas.Line(left, y, right, y, colour, width));

    /// <summary>Lines of text from the current place on, over as many pages as they need; never one line of many alone.</summary>
    public void Lines(IReadOnlyList<TextLine> lines, Tag tag, float x, float width, TextAlign align)
    {
        var height = lines[0].Style.LineHeight;
        for (var i = 0; i < lines.Count; i++)
        {
            var left = lines.Count - i;
            if (i == 0)
                Reserve(height * (lines.Count <= 3 ? lines.Count : 2));
            else if (left == 2)
                Reserve(height * 2);
            else
                Reserve(height);
            Line(lines[i], tag, x, width, align);
            Advance(height);
        }
    }

    /// <summary>One line at the current place, which stays.</summary>
    /// <param name="tag">Null for text that is there already, such as a repeated head.</param>
    public void Line(TextLine line, Tag? tag, float x, float width, TextAlign align)
    {
        var (at, baseline) = (x + Offset(line, width, align), Y + line.Style.Baseline);
        if (line.Parts.Count > 0)
            Draw(tag, canvas => canvas.Text(line, at, baseline));
    }

    /// <summary>A block of text under the root. A right-to-left text keeps to the right.</summary>
    public void Text(string text, string tag, TextStyle style)
    {
        var lines = Shaper.Lines(text, style, PageBox.Width);
        Lines(lines, Root.Add(tag), PageBox.Left, PageBox.Width, StartOf(lines));
    }

    public static TextAlign StartOf(IReadOnlyList<TextLine> lines) =>
        lines[0].RightToLeft ? TextAlign.End : TextAlign.Start;

    private static float Offset(TextLine line, float width, TextAlign align) =>
        align switch
        {
            TextAlign.End => width - line.Width,
            TextAlign.Center => (width - line.Width) / 2,
            _ => 0,
        };
}

/// <summary>What will be drawn on one page, in order.</summary>
internal sealed class FlowPage
{
    private readonly List<(Tag? Tag, Action<PdfCanvas> Draw)> _drawings = [];

    public bool IsEmpty => _drawings.Count == 0;

    /// <summary>A cover has no footer.</summary>
    public bool HasFooter { get; set; } = true;

    public void Add(Tag? tag, Action<PdfCanvas> draw) => _drawings.Add((tag, draw));

    public void DrawOn(PdfCanvas canvas)
    {
        foreach (var (tag, draw) in _drawings)
            canvas.As(tag, draw);
    }
}
