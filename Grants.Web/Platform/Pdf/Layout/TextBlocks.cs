using System.Globalization;
using Grants.Domain.Documents;
using Grants.Web.Platform.Pdf.Shaping;

namespace Grants.Web.Platform.Pdf.Layout;

/// <summary>Headings, paragraphs, lists and label-value pairs.</summary>
internal sealed class TextBlocks(Flow flow)
{
    private const float Indent = 18;
    private const float LabelGap = 14;

    public static float SpaceBefore(Heading heading) =>
        heading.Level switch
        {
            1 => 16,
            2 => 12,
            _ => 8,
        };

    /// <summary>With the space after it.</summary>
    public float Height(Heading heading) =>
        HeadingLines(heading).Count * PrintStyle.Heading(heading.Level).LineHeight + 5;

    public void Place(Heading heading)
    {
        var lines = HeadingLines(heading);
        var tag = flow.Root.Add("H" + heading.Level.ToString(CultureInfo.InvariantCulture));
        flow.Lines(lines, tag, PageBox.Left, PageBox.Width, Flow.StartOf(lines));
        flow.Advance(heading.Level == 1 ? 5 : 3);
    }

    public void Place(Paragraph paragraph)
    {
        var style = paragraph.Small ? PrintStyle.Small : PrintStyle.Body;
        var lines = flow.Shaper.Lines(paragraph.Runs, style, PageBox.Width);
        flow.Lines(lines, flow.Root.Add("P"), PageBox.Left, PageBox.Width, Flow.StartOf(lines));
        flow.Space(7);
    }

    public void Place(BulletList list)
    {
        if (list.Items.Count == 0)
            return;
        var style = PrintStyle.Body;
        var tag = flow.Root.Add("L");
        tag.Attributes = $"<</O/List/ListNumbering/{(list.Numbered ? "Decimal" : "Disc")}>>";
        var labels = Enumerable
            .Range(1, list.Items.Count)
            .Select(n => list.Numbered ? $"{n}." : "•")
            .ToList();
        var indent = Math.Max(Indent, flow.Shaper.Measure(labels[^1], style) + 8);
        foreach (var (text, label) in list.Items.Zip(labels))
        {
            var item = tag.Add("LI");
            var lines = flow.Shaper.Lines(text, style, PageBox.Width - indent);
            flow.Reserve(style.LineHeight * Math.Min(lines.Count, 2));
            var mark = flow.Shaper.Lines(label, style, indent)[0];
            flow.Line(mark, item.Add("Lbl"), PageBox.Left, indent - 7, TextAlign.End);
            flow.Lines(
                lines,
                item.Add("LBody"),
                PageBox.Left + indent,
                PageBox.Width - indent,
                TextAlign.Start
            );
            flow.Space(2.5f);
        }
        flow.Space(5);
    }

    /// <summary>A table to a screen reader: the label is the row's header.</summary>
    public void Place(KeyValues values)
    {
        if (values.Rows.Count == 0)
            return;
        var widest = values.Rows.Max(row => flow.Shaper.Measure(row.Key, PrintStyle.Label));
        var column = Math.Min(widest + LabelGap, PageBox.Width * 0.4f);
        var body = flow.Root.Add("Table").Add("TBody");
        foreach (var (key, value) in values.Rows)
        {
            var row = body.Add("TR");
            var head = row.Add("TH");
            head.Attributes = "<</O/Table/Scope/Row>>";
            var cell = row.Add("TD");
            var keys = flow.Shaper.Lines(key, PrintStyle.Label, column - LabelGap);
            var texts = flow.Shaper.Lines(value, PrintStyle.Value, PageBox.Width - column);
            flow.Reserve(
                Math.Min(Math.Max(keys.Count, texts.Count), 3) * PrintStyle.Value.LineHeight
            );
            for (var i = 0; i < Math.Max(keys.Count, texts.Count); i++)
            {
                flow.Reserve(PrintStyle.Value.LineHeight);
                if (i < keys.Count)
                    flow.Line(keys[i], head, PageBox.Left, column, TextAlign.Start);
                if (i < texts.Count)
                    flow.Line(
                        texts[i],
                        cell,
                        PageBox.Left + column,
                        PageBox.Width - column,
                        TextAlign.Start
                    );
                flow.Advance(PrintStyle.Value.LineHeight);
            }
            flow.Space(2.5f);
        }
        flow.Space(8);
    }

    private IReadOnlyList<TextLine> HeadingLines(Heading heading) =>
        flow.Shaper.Lines(heading.Text, PrintStyle.Heading(heading.Level), PageBox.Width);
}
