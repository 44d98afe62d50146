namespace Grants.Domain.Inspection.Sheets;

/// <summary>What the headings mean, and what is to be said of them.</summary>
internal sealed class HeadingReading(SheetRules rules, string sheet)
{
    /// <summary>Columns beyond the last heading that are shown; a row that is longer still isn't mended by hand.</summary>
    public const int MaxSurplus = 100;

    private MetadataProfile Profile => rules.Profile;

    /// <summary>One for each heading, then one for each cell that stands beyond them.</summary>
    public List<SheetColumn> Columns(SheetLine heading, IReadOnlyList<SheetLine> lines)
    {
        var columns = heading.Cells.Select((c, index) => ColumnOf(index, c.Trim())).ToList();
        columns =
        [
            .. columns.Select(c =>
                c.Use == ColumnUse.Unknown
                && Profile.Suggest(c.Heading) is { } near
                && !columns.Exists(o => o.Field?.Name == near)
                    ? c with
                    {
                        Offer = near,
                    }
                    : c
            ),
        ];
        var widest = Math.Min(
            lines.Select(SurplusTo).DefaultIfEmpty().Max(),
            columns.Count + MaxSurplus
        );
        while (columns.Count < widest)
            columns.Add(ColumnOf(columns.Count, ""));
        return columns;

        int SurplusTo(SheetLine line)
        {
            var to = line.Cells.Count;
            while (to > heading.Cells.Count && string.IsNullOrWhiteSpace(line.Cells[to - 1]))
                to--;
            return to;
        }
    }

    private SheetColumn ColumnOf(int index, string heading)
    {
        var said = rules.Headings.GetValueOrDefault(MetadataProfile.Normalized(heading));
        var field = said is null ? Profile.Find(heading) : Profile.Find(said);
        return new SheetColumn(
            index,
            heading,
            MetadataProfile.IsAnnotation(heading) ? ColumnUse.Annotation
                : said == SheetRules.LeftOut ? ColumnUse.LeftOut
                : field is null ? ColumnUse.Unknown
                : ColumnUse.Read,
            field,
            null
        );
    }

    /// <param name="headings">How many there are; columns beyond them are told of row by row.</param>
    public IEnumerable<Finding> Check(
        IReadOnlyList<SheetColumn> columns,
        int headings,
        IReadOnlyList<SheetRow> rows
    )
    {
        foreach (var column in columns.Take(headings))
            if (column.Heading.Length == 0)
            {
                if (rows.Any(r => !string.IsNullOrWhiteSpace(r.Cell(column.Index))))
                    yield return Told(
                        FindingCodes.ColumnUnknown,
                        FindingSeverity.Error,
                        $"Column {column.Index + 1} has values and no heading. Give it one, or clear its cells."
                    );
            }
            else if (column.Use == ColumnUse.Unknown)
                yield return Unknown(column);
            else if (
                column.Field is { } field
                && columns.First(c => c.Field == field) is { } first
                && first != column
            )
                yield return Told(
                    FindingCodes.ColumnRepeated,
                    FindingSeverity.Error,
                    $"The columns \"{Shown.Of(first.Heading)}\" and \"{Shown.Of(column.Heading)}\" both mean {field.Name}; keep one.",
                    field.Name
                );
        foreach (
            var missing in Profile.Fields.Where(f =>
                f.Obligation == Obligation.Required
                && columns.All(c => c.Field != f)
                && !(
                    f.Name == MetadataProfile.Rights
                    && rows.Count > 0
                    && rows.All(r => r.InheritsRights)
                )
            )
        )
            yield return Told(
                FindingCodes.ColumnMissing,
                FindingSeverity.Error,
                $"The sheet has no column \"{missing.Name}\". {missing.Help}{rules.UnknownPromise(missing)}",
                missing.Name
            );
        var left = columns.Where(c => c.Use == ColumnUse.LeftOut).Select(c => c.Heading).ToList();
        if (left.Count > 0)
            yield return Told(
                FindingCodes.ColumnLeftOut,
                FindingSeverity.Notice,
                $"Not read, as your organization chose: {string.Join(", ", left)}."
            );
    }

    private Finding Unknown(SheetColumn column) =>
        Told(
            FindingCodes.ColumnUnknown,
            FindingSeverity.Error,
            $"The column \"{Shown.Of(column.Heading)}\" isn't known."
                + (
                    column.Offer is null
                        ? " Say what it means, or leave it out."
                        : $" Did you mean \"{column.Offer}\"?"
                ),
            string.Join(", ", Profile.Fields.Select(f => f.Name)),
            column.Heading
        );

    private Finding Told(
        string code,
        FindingSeverity severity,
        string message,
        string? expected = null,
        string? found = null
    ) =>
        new(
            code,
            severity,
            sheet,
            message,
            expected,
            found is null ? null : Shown.Of(found),
            Profile.Rule
        );
}
