using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Grants.Domain.Catalog;

namespace Grants.Web.Features.Catalog.Import;

/// <param name="Row">Of the sheet; the heading is row 1. 0 speaks of the whole sheet.</param>
/// <param name="Column">Heading, or empty.</param>
public sealed record SheetError(int Row, string Column, string Message)
{
    public override string ToString() =>
        Row == 0 ? Message
        : Column.Length == 0 ? $"Row {Row}: {Message}"
        : $"Row {Row}, {Column}: {Message}";
}

public sealed record SheetRow(int Row, CatalogDescription Says);

/// <summary>A CSV sheet of records (UTF-8, headings in row 1), read whole: what is wrong with it is told row by row.</summary>
public sealed class RecordSheet
{
    private static readonly (
        string Heading,
        string Field,
        Func<CatalogDescription, string, CatalogDescription> Set
    )[] Columns =
    [
        ("identifier", nameof(CatalogDescription.Identifier), (d, v) => d with { Identifier = v }),
        ("title", nameof(CatalogDescription.Title), (d, v) => d with { Title = v }),
        (
            "alternative_title",
            nameof(CatalogDescription.AlternativeTitle),
            (d, v) => d with { AlternativeTitle = v }
        ),
        (
            "description",
            nameof(CatalogDescription.Description),
            (d, v) => d with { Description = v }
        ),
        ("type", nameof(CatalogDescription.Type), (d, v) => d with { Type = v }),
        ("rights", nameof(CatalogDescription.RightsUri), (d, v) => d with { RightsUri = v }),
        ("rights_note", nameof(CatalogDescription.RightsNote), (d, v) => d with { RightsNote = v }),
        (
            "rights_holder",
            nameof(CatalogDescription.RightsHolder),
            (d, v) => d with { RightsHolder = v }
        ),
        (
            "collection",
            nameof(CatalogDescription.CollectionName),
            (d, v) => d with { CollectionName = v }
        ),
        ("date", nameof(CatalogDescription.Date), (d, v) => d with { Date = v }),
        ("creator", nameof(CatalogDescription.Creator), (d, v) => d with { Creator = v }),
        ("language", nameof(CatalogDescription.Language), (d, v) => d with { Language = v }),
        ("subject", nameof(CatalogDescription.Subjects), (d, v) => d with { Subjects = v }),
        ("place", nameof(CatalogDescription.Places), (d, v) => d with { Places = v }),
        ("people", nameof(CatalogDescription.People), (d, v) => d with { People = v }),
        ("genre", nameof(CatalogDescription.Genre), (d, v) => d with { Genre = v }),
        ("extent", nameof(CatalogDescription.Extent), (d, v) => d with { Extent = v }),
        ("size", nameof(CatalogDescription.Size), (d, v) => d with { Size = v }),
        ("link", nameof(CatalogDescription.Link), (d, v) => d with { Link = v }),
    ];

    private static readonly string[] Needed = ["identifier", "title"];

    private readonly List<SheetRow> _rows = [];
    private readonly List<SheetError> _errors = [];

    private RecordSheet() { }

    public static IEnumerable<string> Headings => Columns.Select(c => c.Heading);

    public IReadOnlyList<SheetRow> Rows => _rows;

    public IReadOnlyList<SheetError> Errors => _errors;

    /// <param name="text">Decoded; the caller refuses what is no UTF-8.</param>
    public static async Task<RecordSheet> ReadAsync(TextReader text, CancellationToken cancel)
    {
        var sheet = new RecordSheet();
        using var csv = new CsvReader(
            text,
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                BadDataFound = null,
                MissingFieldFound = null,
            }
        );
        if (!await csv.ReadAsync() || !csv.ReadHeader())
        {
            sheet._errors.Add(new SheetError(0, "", "The file is empty."));
            return sheet;
        }
        sheet.CheckHeadings(csv.HeaderRecord!);
        if (sheet._errors.Count > 0)
            return sheet;
        while (await csv.ReadAsync())
        {
            cancel.ThrowIfCancellationRequested();
            sheet.Add(csv);
        }
        sheet.CheckRepeated();
        return sheet;
    }

    private void CheckHeadings(string[] found)
    {
        foreach (var heading in found.Where(h => !Headings.Contains(h)))
            _errors.Add(
                new SheetError(
                    1,
                    "",
                    $"The column \"{heading}\" is unknown. Known are {string.Join(", ", Headings)}."
                )
            );
        foreach (var heading in found.GroupBy(h => h).Where(g => g.Count() > 1))
            _errors.Add(new SheetError(1, "", $"The column \"{heading.Key}\" is there twice."));
        foreach (var heading in Needed.Except(found))
            _errors.Add(new SheetError(1, "", $"The column \"{heading}\" is missing."));
    }

    private void Add(CsvReader csv)
    {
        var row = csv.Parser.Row;
        if (csv.Parser.Count != csv.HeaderRecord!.Length)
        {
            _errors.Add(
                new SheetError(
                    row,
                    "",
                    $"It has {csv.Parser.Count} cells where the heading has {csv.HeaderRecord.Length}. Put cells that hold a comma in quotes."
                )
            );
            return;
        }
        var says = Columns.Aggregate(
            new CatalogDescription(),
            (d, c) => csv.TryGetField<string>(c.Heading, out var v) ? c.Set(d, v!.Trim()) : d
        );
        _errors.AddRange(
            DescriptionCheck
                .Of(says)
                .Select(f => new SheetError(
                    row,
                    Columns.First(c => c.Field == f.Field).Heading,
                    f.Message
                ))
        );
        _rows.Add(new SheetRow(row, says));
    }

    private void CheckRepeated()
    {
        foreach (
            var same in _rows
                .Where(r => r.Says.Identifier.Length > 0)
                .GroupBy(r => r.Says.Identifier)
                .Where(g => g.Count() > 1)
        )
        foreach (var row in same.Skip(1))
            _errors.Add(
                new SheetError(
                    row.Row,
                    "identifier",
                    $"\"{same.Key}\" is in row {same.First().Row} already."
                )
            );
    }
}
