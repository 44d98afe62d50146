using System.Text;

namespace Grants.Domain.Inspection.Sheets;

/// <summary>The text of a sheet's bytes, or why they aren't UTF-8 text, with what to do about it.</summary>
internal static class SheetText
{
    public const int MaxBytes = 64 << 20;

    private const string HowTo =
        "In Excel: File, Save As, \"CSV UTF-8 (Comma delimited)\". In LibreOffice: Save As, tick \"Edit filter settings\", character set \"Unicode (UTF-8)\".";

    /// <summary>Characters that Windows-1252 has at 0x80 to 0x9F; a space where it has none.</summary>
    private const string Windows1252 = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static (string? Text, Finding? Problem) Decode(byte[] bytes, string name)
    {
        if (bytes is [0xEF, 0xBB, 0xBF, ..])
            return Utf8(bytes, 3, name);
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || LooksLikeUtf16(bytes))
            return (
                null,
                Wrong(
                    name,
                    $"The sheet is saved as UTF-16 (\"Unicode text\") and not as UTF-8. {HowTo}",
                    "UTF-16"
                )
            );
        if (bytes is [(byte)'P', (byte)'K', 3, 4, ..])
            return (
                null,
                Wrong(
                    name,
                    $"The sheet is an Excel or LibreOffice workbook and not CSV text. {HowTo}",
                    "a workbook (ZIP)"
                )
            );
        return Utf8(bytes, 0, name);
    }

    private static (string?, Finding?) Utf8(byte[] bytes, int from, string name)
    {
        try
        {
            var text = Strict.GetString(bytes, from, bytes.Length - from);
            return text.Contains('\0', StringComparison.Ordinal)
                ? (null, Wrong(name, "The sheet holds zero bytes, so it isn't text.", "0x00"))
                : (text, null);
        }
        catch (DecoderFallbackException)
        {
            var at = from + FirstInvalid(bytes.AsSpan(from));
            return (null, NotUtf8(bytes, at, name));
        }
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (
            at < bytes.Length
            && Rune.DecodeFromUtf8(bytes[at..], out _, out var length)
                == System.Buffers.OperationStatus.Done
        )
            at += length;
        return at;
    }

    private static Finding NotUtf8(byte[] bytes, int at, string name)
    {
        var row = RowOf(bytes.AsSpan(0, at));
        var value = bytes[at];
        var cyrillic =
            at + 2 < bytes.Length
            && value >= 0xC0
            && bytes[at + 1] >= 0xC0
            && bytes[at + 2] >= 0xC0;
        var guess = cyrillic
            ? "Most likely it was saved in an older Cyrillic encoding (Windows-1251)."
            : $"Most likely it was saved as Windows-1252, where that byte is \"{In1252(value)}\".";
        return Wrong(
            $"{name}, row {row}",
            $"The sheet isn't UTF-8: row {row} holds the byte 0x{value:X2} (byte {at + 1} of the file), which can't stand there. {guess} {HowTo}",
            $"0x{value:X2}"
        );
    }

    private static char In1252(byte value) =>
        value is >= 0x80 and < 0xA0 ? Windows1252[value - 0x80] : (char)value;

    /// <summary>The row in which the bytes end: line ends inside quotes don't count.</summary>
    private static int RowOf(ReadOnlySpan<byte> bytes)
    {
        var (row, quoted) = (1, false);
        for (var i = 0; i < bytes.Length; i++)
            if (bytes[i] == '"')
                quoted = !quoted;
            else if (
                !quoted
                && (
                    bytes[i] == '\n'
                    || bytes[i] == '\r' && (i + 1 == bytes.Length || bytes[i + 1] != '\n')
                )
            )
                row++;
        return row;
    }

    /// <summary>Without a mark: half of the first bytes are zero.</summary>
    private static bool LooksLikeUtf16(byte[] bytes)
    {
        var start = bytes.AsSpan(0, Math.Min(bytes.Length, 400));
        return start.Length >= 4 && start.Count((byte)0) * 3 > start.Length;
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
