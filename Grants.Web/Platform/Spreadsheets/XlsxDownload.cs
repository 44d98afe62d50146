using System.Globalization;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Csv;
using MiniExcelLibs;

namespace Grants.Web.Platform.Spreadsheets;

/// <param name="Name">At most 31 characters are kept, without what Excel forbids; made unique in the file.</param>
/// <param name="Columns">Unique titles.</param>
/// <param name="Rows">One value per column: text, number, Money (its amount), instant, day, enum, yes/no or null.</param>
public sealed record Sheet(
    string Name,
    IReadOnlyList<string> Columns,
    IEnumerable<IReadOnlyList<object?>> Rows
);

/// <summary>
/// Sheets as one XLSX file (ISO/IEC 29500). The only place that knows the library. Text that a spreadsheet would run as a
/// formula is made harmless as in <see cref="CsvCell"/>; amounts and numbers stay numbers.
/// </summary>
public sealed class XlsxDownload(string fileName, IReadOnlyList<Sheet> sheets) : IResult
{
    public const string ContentType =
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Characters that Excel takes in a cell; what is longer is cut, and says so.</summary>
    private const int MaxCell = 32_767;

    private const string Cut =
        " [cut: a cell holds no more; the CSV file and the PDF have it whole]";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = ContentType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        response.Headers.CacheControl = "private, no-store";
        // The library writes a zip that it must be able to seek in.
        await using var file = new FileStream(
            Path.GetTempFileName(),
            FileMode.Create,
            FileAccess.ReadWrite,
            FileShare.None,
            1 << 16,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous
        );
        await WriteAsync(file, httpContext.RequestAborted);
        file.Position = 0;
        response.ContentLength = file.Length;
        await file.CopyToAsync(response.Body, httpContext.RequestAborted);
    }

    public async Task WriteAsync(Stream file, CancellationToken cancel)
    {
        var book = new Dictionary<string, object>();
        foreach (var sheet in sheets)
            book.Add(NameOf(sheet.Name, book.Keys), Rows(sheet));
        await MiniExcel.SaveAsAsync(file, book, cancellationToken: cancel);
    }

    private static IEnumerable<IDictionary<string, object?>> Rows(Sheet sheet)
    {
        var any = false;
        foreach (var row in sheet.Rows)
        {
            any = true;
            yield return Row(sheet.Columns, row);
        }
        // The library takes the head from the first row.
        if (!any)
            yield return Row(sheet.Columns, new object?[sheet.Columns.Count]);
    }

    private static Dictionary<string, object?> Row(
        IReadOnlyList<string> columns,
        IReadOnlyList<object?> values
    )
    {
        var row = new Dictionary<string, object?>(columns.Count);
        for (var i = 0; i < columns.Count; i++)
            row.Add(columns[i], Cell(values[i]));
        return row;
    }

    private static object? Cell(object? value) =>
        value switch
        {
            null => null,
            Money money => money.Amount,
            decimal or int or long => value,
            _ => Fitting(CsvCell.Of(value)),
        };

    private static string Fitting(string text) =>
        text.Length <= MaxCell ? text : text[..(MaxCell - Cut.Length)] + Cut;

    private static string NameOf(string wanted, ICollection<string> taken)
    {
        var clean = new string([
            .. wanted.Select(c => "[]:*?/\\'".Contains(c, StringComparison.Ordinal) ? ' ' : c),
        ]).Trim();
        var name = clean.Length == 0 ? "Sheet" : clean[..Math.Min(31, clean.Length)].Trim();
        for (var n = 2; taken.Contains(name, StringComparer.OrdinalIgnoreCase); n++)
        {
            var end = string.Create(CultureInfo.InvariantCulture, $" {n}");
            name = clean[..Math.Min(31 - end.Length, clean.Length)] + end;
        }
        return name;
    }
}
