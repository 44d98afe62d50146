using Grants.Domain.Documents;

namespace Grants.Web.Platform.Pdf;

/// <summary>Contradictions in a document that no renderer can show. They are faults of the code that built it.</summary>
internal static class DocumentChecks
{
    /// <exception cref="ArgumentException">Says what is wrong.</exception>
    public static void Check(PrintDocument document)
    {
        foreach (var block in document.Blocks)
            if (Fault(block) is { } fault)
                throw new ArgumentException(fault, nameof(document));
    }

    private static string? Fault(Block block) =>
        block switch
        {
            Heading { Level: < 1 or > 3 } heading =>
                $"A heading has level {heading.Level}; levels are 1 to 3.",
            Table { Columns.Count: 0 } table => $"The table \"{table.Caption}\" has no columns.",
            Table table when table.Columns.Any(c => !(c.Weight > 0 && double.IsFinite(c.Weight))) =>
                $"A column of the table \"{table.Caption}\" has no positive weight.",
            Table table when table.Rows.Any(r => r.Count != table.Columns.Count) =>
                $"A row of the table \"{table.Caption}\" has more or fewer cells than there are columns.",
            Table { Total: { } total } table when total.Count != table.Columns.Count =>
                $"The total of the table \"{table.Caption}\" has more or fewer cells than there are columns.",
            Chart chart when chart.Series.Any(s => s.Values.Count != chart.Labels.Count) =>
                $"A series of the chart \"{chart.Title}\" has more or fewer values than there are labels.",
            Image image when !(image.WidthPoints > 0 && double.IsFinite(image.WidthPoints)) =>
                $"The image \"{image.Alt}\" has no width.",
            _ => null,
        };
}
