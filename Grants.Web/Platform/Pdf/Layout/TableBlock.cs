using Grants.Domain.Documents;
using Grants.Web.Platform.Pdf.Shaping;

namespace Grants.Web.Platform.Pdf.Layout;

/// <summary>Places a table: caption, head on every page, rows, total.</summary>
internal sealed class TableBlock(Flow flow)
{
    private const float MostKeptWhole = PageBox.Height * 0.4f;
    private const float SpaceBefore = 4;
    private const float SpaceUnderCaption = 3;

    /// <summary>Room that a table takes at least where it begins, with the space before it.</summary>
    public float HeightOfStart(Table table) => SpaceBefore + Shape(table).Start;

    public void Place(Table table)
    {
        var shaped = Shape(table);
        var (head, rows, total) = (shaped.Head, shaped.Rows, shaped.Total);
        var tag = flow.Root.Add("Table");
        flow.Space(SpaceBefore);
        flow.Reserve(shaped.Start);
        if (table.Caption.Length > 0)
        {
            flow.Lines(
                shaped.Caption,
                tag.Add("Caption"),
                PageBox.Left,
                PageBox.Width,
                Flow.StartOf(shaped.Caption)
            );
            flow.Advance(SpaceUnderCaption);
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

        void RepeatHead()
        {
            // A head that takes much of a page would leave no room for rows.
            if (head.Height < PageBox.Height / 3)
                head.Place(null, "TH", () => { });
        }
    }

    private Shaped Shape(Table table)
    {
        var widths = TableColumns.Of(table);
        return new(
            flow.Shaper.Lines(table.Caption, PrintStyle.Caption, PageBox.Width),
            RowOf([.. table.Columns.Select(c => c.Title)], PrintStyle.HeadCell),
            [.. table.Rows.Select(cells => RowOf(cells, PrintStyle.Cell))],
            table.Total is null ? null : RowOf(table.Total, PrintStyle.TotalCell)
        );

        TableRow RowOf(IReadOnlyList<string> cells, TextStyle style) =>
            new(flow, widths, cells, style);
    }

    private sealed record Shaped(
        IReadOnlyList<TextLine> Caption,
        TableRow Head,
        IReadOnlyList<TableRow> Rows,
        TableRow? Total
    )
    {
        /// <summary>All of a small table; of a long one as much as must not stand alone.</summary>
        public float Start => Whole <= MostKeptWhole ? Whole : CaptionHeight + Head.Height + 40;

        private float Whole =>
            CaptionHeight + Head.Height + Rows.Sum(row => row.Height) + (Total?.Height ?? 0);

        private float CaptionHeight =>
            Caption.Count * PrintStyle.Caption.LineHeight + SpaceUnderCaption;
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
