using Grants.Web.Platform.Pdf.Shaping;
using Grants.Web.Platform.Pdf.Writing;

namespace Grants.Web.Platform.Pdf.Layout;

/// <summary>A row that stays whole where it can and is split where it is taller than a page.</summary>
internal sealed class TableRow
{
    private const float PadY = 3.5f;
    private readonly Flow _flow;
    private readonly IReadOnlyList<TableColumns> _columns;
    private readonly List<IReadOnlyList<TextLine>> _cells;
    private readonly TextStyle _style;
    private readonly int _lines;

    public TableRow(
        Flow flow,
        IReadOnlyList<TableColumns> columns,
        IReadOnlyList<string> cells,
        TextStyle style
    )
    {
        (_flow, _columns, _style) = (flow, columns, style);
        _cells = cells
            .Zip(columns, (text, column) => flow.Shaper.Lines(text, style, column.Inner))
            .ToList();
        _lines = _cells.Max(lines => lines.Count);
    }

    public float Height => HeightOf(_lines);

    /// <param name="row">Null for a head that is repeated: a screen reader has read it.</param>
    /// <param name="cell">"TH" or "TD".</param>
    /// <param name="onNewPage">Places what every page begins with.</param>
    public void Place(Tag? row, string cell, Action onNewPage)
    {
        var tags = _cells.Select(_ => row?.Add(cell)).ToList();
        if (cell == "TH")
            foreach (var tag in tags.OfType<Tag>())
                tag.Attributes = "<</O/Table/Scope/Column>>";
        var splits = Height > PageBox.Height * 2 / 3;
        for (var done = 0; done < _lines; )
        {
            var rest = _lines - done;
            if (_flow.Reserve(HeightOf(splits ? Math.Min(rest, 2) : rest)))
                onNewPage();
            var fit = (int)((_flow.Left - 2 * PadY) / _style.LineHeight);
            var take = splits ? Math.Clamp(fit, 1, rest) : rest;
            PlacePart(tags, done, take, isEnd: take == rest);
            done += take;
            if (done < _lines)
            {
                _flow.NewPage();
                onNewPage();
            }
        }
    }

    private void PlacePart(List<Tag?> tags, int from, int take, bool isEnd)
    {
        var (top, height) = (_flow.Y, HeightOf(take));
        Decorate(top, height, isFirst: from == 0, isEnd);
        for (var i = 0; i < _cells.Count; i++)
        for (var k = from; k < Math.Min(from + take, _cells[i].Count); k++)
        {
            _flow.MoveTo(top + PadY + (k - from) * _style.LineHeight);
            var column = _columns[i];
            var left = column.Left + TableColumns.Padding;
            _flow.Line(_cells[i][k], tags[i], left, column.Inner, column.Align);
        }
        _flow.MoveTo(top + height);
    }

    private void Decorate(float top, float height, bool isFirst, bool isEnd)
    {
        if (_style == PrintStyle.HeadCell)
            _flow.Draw(
                null,
                canvas =>
                    canvas.Rectangle(
                        PageBox.Left,
                        top,
                        PageBox.Width,
                        height,
                        PrintStyle.AccentSoft
                    )
            );
        else if (_style == PrintStyle.TotalCell && isFirst)
            _flow.Rule(top, PageBox.Left, PageBox.Right, PrintStyle.Accent, 1);
        else if (isEnd)
            _flow.Rule(top + height, PageBox.Left, PageBox.Right, PrintStyle.Line, 0.5f);
    }

    private float HeightOf(int lines) => lines * _style.LineHeight + 2 * PadY;
}
