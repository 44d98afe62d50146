using System.Text;

namespace Grants.Domain.Inspection.Sheets;

/// <summary>
/// The text of a sheet's bytes. What isn't Unicode is read in the code page of Windows that its letters point to, and said,
/// because only a person can see whether the guess is right.
/// </summary>
internal static class SheetText
{
    public const int MaxBytes = 64 << 20;

    private const string HowTo =
        "In Excel: File, Save As, \"CSV UTF-8 (Comma delimited)\". In LibreOffice: Save As, tick \"Edit filter settings\", character set \"Unicode (UTF-8)\".";

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <returns>The text, and what is to be said of it; with an error there is no text.</returns>
    public static (string? Text, Finding? Finding) Decode(byte[] bytes, string name)
    {
        if (bytes is [0xEF, 0xBB, 0xBF, ..])
            return Checked(Utf8(bytes.AsSpan(3)), bytes, name);
        if (bytes is [0xFF, 0xFE, ..])
            return Checked(Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2), bytes, name);
        if (bytes is [0xFE, 0xFF, ..])
            return Checked(
                Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2),
                bytes,
                name
            );
        // The head of Excel's older files and of those with a password (MS-CFB 2.2).
        if (bytes is [0xD0, 0xCF, 0x11, 0xE0, ..])
            return (
                null,
                Wrong(
                    name,
                    "The sheet is an old Excel workbook (.xls) or has a password. Save it as \"Excel Workbook (.xlsx)\" without a password, or as CSV.",
                    "a workbook in the old format"
                )
            );
        return Checked(Utf8(bytes), bytes, name);
    }

    private static (string?, Finding?) Checked(string? text, byte[] bytes, string name)
    {
        if (
            (text ?? "").Contains('\0', StringComparison.Ordinal)
            || bytes.AsSpan(0, Math.Min(bytes.Length, 400)).Count((byte)0) > 0 && text is null
        )
            return (
                null,
                Wrong(
                    name,
                    $"The sheet holds zero bytes, so it isn't text, or it is saved as \"Unicode text\" (UTF-16) without a mark. {HowTo}",
                    "0x00"
                )
            );
        return text is null ? OfCodePage(bytes, name) : (text, null);
    }

    private static string? Utf8(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static (string?, Finding?) OfCodePage(byte[] bytes, string name)
    {
        var page = CodePageOf(bytes);
        var text = CodePagesEncodingProvider.Instance.GetEncoding(page)!.GetString(bytes);
        var sample = SampleOf(text);
        return (
            text,
            new Finding(
                FindingCodes.SheetEncoding,
                FindingSeverity.Warning,
                name,
                $"The sheet isn't UTF-8 and was read as Windows-{page}. If \"{sample}\" is what you wrote, all is well; otherwise save it anew. {HowTo}",
                "UTF-8",
                $"Windows-{page}",
                "RFC 4180, UTF-8"
            )
        );
    }

    /// <summary>
    /// Words of letters beyond ASCII are Cyrillic or Hebrew: there, Hebrew has only 0xE0 to 0xFA and Cyrillic its capitals below.
    /// Single ones are accents of the West.
    /// </summary>
    private static int CodePageOf(byte[] bytes)
    {
        var (run, words, capitals) = (0, 0, 0);
        foreach (var value in bytes)
        {
            run = value >= 0xC0 ? run + 1 : 0;
            if (run == 3)
                words++;
            if (run > 0 && value is < 0xE0 or > 0xFA)
                capitals++;
        }
        return words == 0 ? 1252
            : capitals == 0 ? 1255
            : 1251;
    }

    /// <summary>The first word with a letter beyond ASCII.</summary>
    private static string SampleOf(string text)
    {
        var at = text.AsSpan().IndexOfAnyExceptInRange('\0', '\x7F');
        var (from, to) = (at, at);
        while (from > 0 && char.IsLetter(text[from - 1]) && at - from < 20)
            from--;
        while (to < text.Length && char.IsLetter(text[to]) && to - at < 20)
            to++;
        return text[from..Math.Max(to, at + 1)];
    }

    private static Finding Wrong(string path, string message, string found) =>
        new(
            FindingCodes.SheetEncoding,
            FindingSeverity.Error,
            path,
            message,
            "UTF-8",
            found,
            "RFC 4180, UTF-8"
        );
}
