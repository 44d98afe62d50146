using Grants.Domain.Documents;

namespace Grants.Web.Platform.Pdf.Layout;

/// <summary>Places a table: caption, head on every page, rows, total.</summary>
internal sealed class TableBlock(Flow flow)
{
    public void Place(Table table)
    {
        var widths = TableColumns.Of(table);
        var tag = flow.Root.Add("Table");
        var titles = table.Columns.Select(c => c.Title).ToList();
        var head = new TableRow(flow, widths, titles, PrintStyle.HeadCell);
        flow.Space(4);
        if (table.Caption.Length > 0)
        {
            var caption = flow.Shaper.Lines(table.Caption, PrintStyle.Caption, PageBox.Width);
            flow.Reserve(caption.Count * PrintStyle.Caption.LineHeight + head.Height + 40);
            flow.Lines(
                caption,
                tag.Add("Caption"),
                PageBox.Left,
                PageBox.Width,
                Flow.StartOf(caption)
            );
            flow.Advance(3);
        }
        flow.Reserve(head.Height + 24);
        head.Place(tag.Add("THead").Add("TR"), "TH", () => { });
        var body = tag.Add("TBody");
        foreach (var cells in table.Rows)
            new TableRow(flow, widths, cells, PrintStyle.Cell).Place(
                body.Add("TR"),
                "TD",
                RepeatHead
            );
        if (table.Total is { } total)
            new TableRow(flow, widths, total, PrintStyle.TotalCell).Place(
                body.Add("TR"),
                "TD",
                RepeatHead
            );
        flow.Space(12);

        void RepeatHead()
        {
            // A head that takes much of a page would leave no room for rows.
            if (head.Height < PageBox.Height / 3)
                head.Place(null, "TH", () => { });
        }
    }
}

/// <param name="Left">From the page's edge.</param>
internal sealed record TableColumns(float Left, float Width, TextAlign Align)
{
    public const float Padding = 5;

    public static IReadOnlyList<TableColumns> Of(Table table)
    {
        var sum = table.Columns.Sum(c => c.Weight);
        var left = PageBox.Left;
        var columns = new List<TableColumns>();
        foreach (var column in table.Columns)
        {
            var width = (float)(PageBox.Width * column.Weight / sum);
            columns.Add(new(left, width, column.Align));
            left += width;
        }
        return columns;
    }

    /// <summary>Room for text; a little is left in the narrowest column.</summary>
    public float Inner => Math.Max(Width - 2 * Padding, 4);
}
