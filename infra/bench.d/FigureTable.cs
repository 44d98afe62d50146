namespace Grants.Bench;

internal static class FigureTable
{
    public static void Print(IReadOnlyList<Figure> figures)
    {
        string[] titles = ["Bench", "What", "Measured", "Limit", "Peer"];
        List<string[]> rows =
        [
            titles,
            .. figures.Select(f =>
                (string[])
                    [
                        f.Bench,
                        f.What,
                        $"{f.Value:#,0.##} {f.Unit}",
                        f.Limit is null ? "" : $"{f.Limit} {(f.Holds ? "holds" : "BROKEN")}",
                        f.Peer is { } peer ? $"{peer:#,0.##} {f.Unit} ({f.PeerName})" : "",
                    ]
            ),
        ];
        var widths = titles.Select((_, i) => rows.Max(r => r[i].Length)).ToList();
        foreach (var row in rows)
            Console.WriteLine(
                string.Join("  ", row.Select((text, i) => text.PadRight(widths[i]))).TrimEnd()
            );
    }
}
