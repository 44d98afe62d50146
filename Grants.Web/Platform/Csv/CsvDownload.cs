using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Grants.Domain.Kernel;

namespace Grants.Web.Platform.Csv;

/// <param name="Value">Text, number, Money (its amount; give the currency a column of its own), instant, day, enum, yes/no or null.</param>
public sealed record CsvColumn<T>(string Title, Func<T, object?> Value);

/// <summary>A list as a CSV file (RFC 4180, UTF-8 with a mark so that Excel reads Cyrillic and Hebrew), written row by row.</summary>
public sealed class CsvDownload<T>(
    string fileName,
    IReadOnlyList<CsvColumn<T>> columns,
    IAsyncEnumerable<T> rows
) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        response.Headers.CacheControl = "private, no-store";
        await using var text = new StreamWriter(
            response.Body,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)
        );
        await using var csv = new CsvWriter(
            text,
            new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" }
        );
        foreach (var column in columns)
            csv.WriteField(column.Title);
        await csv.NextRecordAsync();
        await foreach (var row in rows.WithCancellation(httpContext.RequestAborted))
        {
            foreach (var column in columns)
                csv.WriteField(CsvCell.Of(column.Value(row)));
            await csv.NextRecordAsync();
        }
    }
}

internal static class CsvCell
{
    /// <summary>
    /// One form per kind of value, whatever the reader's locale. Text that a spreadsheet would run as a formula gets an
    /// apostrophe in front (OWASP, CSV injection); numbers are written by us and stay numbers.
    /// </summary>
    public static string Of(object? value) =>
        value switch
        {
            null => "",
            string text => Harmless(text),
            decimal number => number.ToString("0.00", CultureInfo.InvariantCulture),
            Money money => money.Amount.ToString("0.00", CultureInfo.InvariantCulture),
            DateTimeOffset at => at.UtcDateTime.ToString(
                "yyyy-MM-dd'T'HH:mm:ss'Z'",
                CultureInfo.InvariantCulture
            ),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            bool yes => yes ? "yes" : "no",
            Enum state => Words.Of(state.ToString()),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => Harmless(value.ToString() ?? ""),
        };

    private static string Harmless(string text) =>
        text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? $"'{text}" : text;
}
