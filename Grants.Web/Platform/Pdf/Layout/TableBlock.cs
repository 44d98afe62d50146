using Grants.Domain.Documents;
using Grants.Web.Platform.Pdf.Shaping;

namespace Grants.Web.Platform.Pdf.Layout;

/// <summary>Places a table: caption, head on every page, rows, total.</summary>
internal sealed class TableBlock(Flow flow)
{
    private const float MostKeptWhole = PageBox.Height * 0.4f;

    public void Place(Table table)
    {
        var widths = TableColumns.Of(table);
        var tag = flow.Root.Add("Table");
        var head = RowOf(table.Columns.Select(c => c.Title).ToList(), PrintStyle.HeadCell);
        var rows = table.Rows.Select(cells => RowOf(cells, PrintStyle.Cell)).ToList();
        var total = table.Total is null ? null : RowOf(table.Total, PrintStyle.TotalCell);
        var caption = flow.Shaper.Lines(table.Caption, PrintStyle.Caption, PageBox.Width);
        var captionHeight = caption.Count * PrintStyle.Caption.LineHeight + 3;

        flow.Space(4);
        var whole =
            captionHeight + head.Height + rows.Sum(row => row.Height) + (total?.Height ?? 0);
        flow.Reserve(whole <= MostKeptWhole ? whole : captionHeight + head.Height + 40);
        if (table.Caption.Length > 0)
        {
            flow.Lines(
                caption,
                tag.Add("Caption"),
                PageBox.Left,
                PageBox.Width,
                Flow.StartOf(caption)
            );
            flow.Advance(3);
        }
        head.Place(tag.Add("THead").Add("TR"), "TH", () => { });
        var body = tag.Add("TBody");
        foreach (var row in rows)
        {
            if (row == rows[^1] && total is not null && flow.Reserve(row.Height + total.Height))
                RepeatHead();
            row.Place(body.Add("TR"), "TD", RepeatHead);
        }
        total?.Place(body.Add("TR"), "TD", RepeatHead);
        flow.Space(12);

        TableRow RowOf(IReadOnlyList<string> cells, TextStyle style) =>
            new(flow, widths, cells, style);

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
