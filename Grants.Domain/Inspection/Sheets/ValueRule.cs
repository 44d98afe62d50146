using System.Globalization;
using System.Text.RegularExpressions;
using Grants.Domain.Catalog.Edtf;
using Grants.Domain.Kernel;

namespace Grants.Domain.Inspection.Sheets;

/// <summary>What came of one cell.</summary>
/// <param name="Value">As it is kept; changed only with a notice.</param>
/// <param name="Problem">Why the sheet is refused, or null.</param>
/// <param name="Doubt">What somebody should look at, or null.</param>
/// <param name="Notice">What was changed on the way, or null.</param>
/// <param name="Offer">What to write in place of what is wrong or doubtful, if somebody agrees.</param>
public readonly record struct CellReading(
    string Value,
    string? Problem = null,
    string? Doubt = null,
    string? Notice = null,
    string? Offer = null
);

/// <summary>What may stand in a cell. Cells that are empty aren't asked.</summary>
public abstract partial record ValueRule
{
    /// <summary>The rule's name or its source, for findings.</summary>
    public virtual string? Source => null;

    public abstract CellReading Read(string text);

    protected static IEnumerable<string> Parts(string text) =>
        text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    protected static CellReading Limited(string text, int limit) =>
        text.Length <= limit
            ? new CellReading(text)
            : new CellReading(text, $"has {text.Length} characters; at most {limit} fit.");
}

/// <param name="Limit">Characters.</param>
public sealed record OneLine(int Limit) : ValueRule
{
    public override CellReading Read(string text) =>
        text.AsSpan().IndexOfAny('\r', '\n') >= 0
            ? new CellReading(text, "has a line break; write it on one line.")
            : Limited(text, Limit);
}

/// <param name="Limit">Characters.</param>
public sealed record Prose(int Limit) : ValueRule
{
    public override CellReading Read(string text) => Limited(text, Limit);
}

/// <summary>Values separated by ";".</summary>
/// <param name="Limit">Characters of all together.</param>
public sealed record Many(int Limit) : ValueRule
{
    public override CellReading Read(string text) => Limited(string.Join("; ", Parts(text)), Limit);
}

/// <summary>One term of a list. Other capitals, spaces and hyphens are set right with a notice.</summary>
/// <param name="Words">What people write instead, in capitals without spaces, to what it most likely means.</param>
public sealed record OneOf(
    string Vocabulary,
    IReadOnlyList<string> Values,
    IReadOnlyDictionary<string, string>? Words = null
) : ValueRule
{
    public override string Source => Vocabulary;

    public override CellReading Read(string text)
    {
        if (Values.Contains(text))
            return new CellReading(text);
        return Meant(text) is { } meant
            ? new CellReading(meant, Notice: $"\"{text}\" was read as {meant}.")
            : new CellReading(
                text,
                $"\"{Shown.Of(text)}\" isn't allowed. Use one of: {string.Join(", ", Values)}.",
                Offer: Near(text)
            );
    }

    private string? Meant(string text)
    {
        var plain = Plain(text);
        return Values.FirstOrDefault(v => Plain(v) == plain);
    }

    /// <summary>The usual word for it, one that is spelt nearly so, or the most special of several.</summary>
    private string? Near(string text)
    {
        var plain = Plain(text);
        if (plain.Length > 40)
            return null;
        return Words?.GetValueOrDefault(plain)
            ?? Values.FirstOrDefault(v =>
                plain.Length > 4 && Spelling.Distance(Plain(v), plain) <= 2
            )
            ?? Parts(text).Select(Meant).OfType<string>().MaxBy(v => v.Length);
    }

    private static string Plain(string text) =>
        text.Replace(" ", "", StringComparison.Ordinal)
            .Replace("-", "", StringComparison.Ordinal)
            .Replace("_", "", StringComparison.Ordinal)
            .ToUpperInvariant();
}

/// <summary>A day as 2030-12-31.</summary>
public sealed record Day : ValueRule
{
    public override CellReading Read(string text) =>
        DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out _
        )
            ? new CellReading(text)
            : new CellReading(
                text,
                $"\"{Shown.Of(text)}\" isn't a day. Write year, month and day: 2030-12-31.",
                Offer: DateOffer.For(text) is { Length: 10 } day ? day : null
            );
}

public sealed record HttpsLink : ValueRule
{
    public override CellReading Read(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "https" or "http"
        && text.Length <= 400
            ? new CellReading(
                text,
                Doubt: uri.Scheme == "http"
                    ? "begins with http; use https if the site has it."
                    : null
            )
            : new CellReading(
                text,
                $"\"{Shown.Of(text)}\" isn't a web address; it begins with https:// and has at most 400 characters."
            );
}

/// <summary>
/// ISO 639-3 codes separated by ";". Codes of two letters (ISO 639-1), of libraries (639-2/B) and English names are set right
/// with a notice.
/// </summary>
public sealed record LanguageCodes : ValueRule
{
    public override string Source => "ISO 639-3";

    public override CellReading Read(string text)
    {
        List<string> codes = [];
        List<string> changed = [];
        List<string> unknown = [];
        foreach (var part in Parts(text))
        {
            var code = LanguageTable.CodeOf(part) ?? part.ToLowerInvariant();
            if (code.Length != 3 || !code.All(char.IsAsciiLetterLower))
                return new CellReading(
                    text,
                    $"\"{Shown.Of(part)}\" isn't a language code. Use three letters, such as eng, rus, heb or yid, separated by \";\"."
                );
            if (code != part)
                changed.Add($"\"{part}\" as {code}");
            if (!LanguageTable.Knows(code))
                unknown.Add(code);
            codes.Add(code);
        }
        return new CellReading(
            string.Join("; ", codes),
            Doubt: unknown.Count == 0
                ? null
                : $"{string.Join(", ", unknown)} isn't among the usual codes; look whether it is meant.",
            Notice: changed.Count == 0 ? null : $"{string.Join(", ", changed)} was read."
        );
    }
}

/// <summary>EDTF levels 0 to 2, or "undated". Others are kept and doubted with what they may mean, never refused.</summary>
public sealed record EdtfDate : ValueRule
{
    public const string Undated = "undated";

    public override string Source => "EDTF, ISO 8601-2:2019";

    public override CellReading Read(string text)
    {
        if (text.Length > EdtfValue.MaxLength)
            return Limited(text, EdtfValue.MaxLength);
        if (text.Equals(Undated, StringComparison.OrdinalIgnoreCase))
            return new CellReading(Undated);
        if (EdtfValue.Parse(text) is not null)
            return new CellReading(text);
        var offer = DateOffer.For(text);
        if (offer == DateOffer.Undated)
            offer = Undated;
        var advice = offer is null
            ? "Write 1975, 1975-04-13, 1964/1991, 197X or 1975~."
            : $"Write {offer}, if that is what it means.";
        return new CellReading(
            text,
            Doubt: $"\"{Shown.Of(text)}\" isn't EDTF, so it can't be sorted by. {advice}",
            Offer: offer
        );
    }
}

/// <summary>Width x height and a unit.</summary>
public sealed partial record PhysicalSize : ValueRule
{
    public override CellReading Read(string text) =>
        text.Length > 400 ? Limited(text, 400)
        : Inches(text) is null
            ? new CellReading(
                text,
                Doubt: $"\"{Shown.Of(text)}\" can't be read as a size, so the resolution isn't checked. Write width x height and the unit: 55.9 x 43.2 cm."
            )
        : new CellReading(text);

    /// <summary>Width and height in inches, or null where the text doesn't say them.</summary>
    public static (double Width, double Height)? Inches(string text)
    {
        var match = WidthByHeight().Match(text.Trim());
        if (!match.Success)
            return null;
        var perUnit = match.Groups["unit"].Value.ToLowerInvariant() switch
        {
            "cm" => 1 / 2.54,
            "mm" => 1 / 25.4,
            _ => 1.0,
        };
        var (width, height) = (
            Number(match.Groups["w"].Value) * perUnit,
            Number(match.Groups["h"].Value) * perUnit
        );
        return width > 0 && height > 0 ? (width, height) : null;
    }

    private static double Number(string text) =>
        double.Parse(
            text.Replace(',', '.'),
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture
        );

    [GeneratedRegex(
        "^(?<w>[0-9]{1,5}([.,][0-9]{1,3})?)\\s*[x×X]\\s*(?<h>[0-9]{1,5}([.,][0-9]{1,3})?)\\s*(?<unit>cm|mm|in|inch|inches|\")\\.?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex WidthByHeight();
}

/// <summary>File names separated by ";", each once; of a file that stays at the archive a link, whose last part is its name.</summary>
public sealed record NamedFiles : ValueRule
{
    public override CellReading Read(string text)
    {
        var names = Of(text);
        if (names.Count == 0)
            return new CellReading(text, "names no file.");
        if (
            names.FirstOrDefault(n =>
                n.Contains('/', StringComparison.Ordinal)
                || n.Contains('\\', StringComparison.Ordinal)
            ) is
            { } path
        )
            return new CellReading(
                text,
                $"\"{Shown.Of(path)}\" names a folder; give the file's name only."
            );
        return
            names
                .GroupBy(n => n, StringComparer.OrdinalIgnoreCase)
                .FirstOrDefault(g => g.Count() > 1)
                is { } twice
            ? new CellReading(text, $"\"{Shown.Of(twice.Key)}\" is named twice.")
            : new CellReading(string.Join("; ", Parts(text)));
    }

    public static IReadOnlyList<string> Of(string? text) =>
        text is null ? [] : [.. Parts(text).Select(NameOf)];

    /// <summary>Those of the files that have a link.</summary>
    public static IReadOnlyList<(string Name, Uri Link)> LinksOf(string? text) =>
        text is null
            ? []
            :
            [
                .. Parts(text)
                    .Where(p => LinkOf(p) is not null)
                    .Select(p => (NameOf(p), LinkOf(p)!)),
            ];

    private static string NameOf(string part) =>
        LinkOf(part) is { } link ? Uri.UnescapeDataString(link.Segments[^1]) : part;

    private static Uri? LinkOf(string part) =>
        part.Contains("://", StringComparison.Ordinal)
        && Uri.TryCreate(part, UriKind.Absolute, out var link)
        && (link.Scheme == Uri.UriSchemeHttps || link.Scheme == Uri.UriSchemeHttp)
            ? link
            : null;
}

/// <summary>SHA-256 digests in hexadecimal, separated by ";".</summary>
public sealed record Checksums : ValueRule
{
    public override CellReading Read(string text) =>
        Of(text).FirstOrDefault(d => d.Length != 64 || !d.All(char.IsAsciiHexDigit)) is { } wrong
            ? new CellReading(
                text,
                $"\"{Shown.Of(wrong)}\" isn't a SHA-256 checksum, which has 64 digits 0-9 and a-f."
            )
            : new CellReading(string.Join("; ", Of(text)));

    /// <summary>In lower case.</summary>
    public static IReadOnlyList<string> Of(string? text) =>
        text is null ? [] : [.. Parts(text.ToLowerInvariant())];
}

/// <summary>What somebody wrote, short enough to be repeated to them.</summary>
public static class Shown
{
    /// <summary>How many there are and the first of them.</summary>
    public static string Some(IReadOnlyCollection<string> all) =>
        (all.Count > 5 ? $"{Numbers.Say(all.Count)}, among them " : "")
        + string.Join(", ", all.Take(5).Select(Of));

    /// <summary>"1 row (7)", "1,200 rows (2, 3, 4, 5, 6 and more)".</summary>
    public static string Rows(IReadOnlyCollection<int> numbers) =>
        $"{Numbers.Say(numbers.Count, "row")} ({string.Join(", ", numbers.Take(5))}{(numbers.Count > 5 ? " and more" : "")})";

    public static string Of(string text) =>
        text.Length <= 80 ? text : string.Concat(text.AsSpan(0, 77), "...");
}
