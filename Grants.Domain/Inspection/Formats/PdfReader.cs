using System.Globalization;

namespace Grants.Domain.Inspection.Formats;

/// <summary>PDF (ISO 32000): version, the end marker, and that the cross-reference lies where it says.</summary>
internal static class PdfReader
{
    public const string MediaType = "application/pdf";

    /// <summary>Bytes in which readers look for the header and for the end marker (ISO 32000-1, annex H.3).</summary>
    private const int Leeway = 1024;

    /// <summary>Bytes at either end of the cross-reference in which its dictionary lies.</summary>
    private const int MaxTrailer = 1 << 15;

    public static FileFacts Known { get; } = new(MediaType, "PDF", ".pdf");

    public static bool Begins(Bytes bytes) => bytes.UpTo(0, Leeway).IndexOf("%PDF-"u8) >= 0;

    public static FileFacts Read(Bytes bytes)
    {
        var begins = bytes.UpTo(0, Leeway).IndexOf("%PDF-"u8);
        var version = System.Text.Encoding.Latin1.GetString(bytes.UpTo(begins + 5, 3));
        if (version is not [>= '1' and <= '2', '.', >= '0' and <= '9'])
            throw new BrokenFileException("has a damaged header");
        var facts = Known with { Name = $"PDF {version}" };
        var tail = bytes.UpTo(Math.Max(0, bytes.Length - Leeway), Leeway);
        if (tail.LastIndexOf("%%EOF"u8) < 0)
            throw new BrokenFileException("is truncated: it ends without the end marker")
            {
                Facts = facts,
            };
        var start = tail.LastIndexOf("startxref"u8);
        if (start < 0)
            throw new BrokenFileException("doesn't say where its cross-reference is")
            {
                Facts = facts,
            };
        var digits = System.Text.Encoding.Latin1.GetString(tail[(start + 9)..]).TrimStart();
        var length = digits.TakeWhile(char.IsAsciiDigit).Count();
        if (
            !long.TryParse(
                digits.AsSpan(0, length),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var at
            ) || CrossReference(bytes, at, begins) is not { } reference
        )
            throw new BrokenFileException("is damaged: its cross-reference isn't where it says")
            {
                Facts = facts,
            };
        return IsEncrypted(bytes, reference)
            ? throw new BrokenFileException("is encrypted, so nobody could keep it readable")
            {
                Facts = facts,
            }
            : facts;
    }

    /// <summary>Offsets count from the header, which some files have junk before.</summary>
    private static long? CrossReference(Bytes bytes, long at, int begins) =>
        IsCrossReference(bytes, at) ? at
        : IsCrossReference(bytes, at + begins) ? at + begins
        : null;

    /// <summary>The trailer, or the dictionary of the cross-reference stream, names an encryption dictionary.</summary>
    private static bool IsEncrypted(Bytes bytes, long reference) =>
        bytes.UpTo(reference, MaxTrailer).IndexOf("/Encrypt"u8) >= 0
        || bytes
            .UpTo(Math.Max(reference, bytes.Length - MaxTrailer), MaxTrailer)
            .IndexOf("/Encrypt"u8) >= 0;

    /// <summary>"xref", or the object of a cross-reference stream ("12 0 obj").</summary>
    private static bool IsCrossReference(Bytes bytes, long at)
    {
        if (at < 0 || at >= bytes.Length)
            return false;
        var text = System.Text.Encoding.Latin1.GetString(bytes.UpTo(at, 32)).TrimStart();
        if (text.StartsWith("xref", StringComparison.Ordinal))
            return true;
        var words = text.Split((char[]?)null, 4, StringSplitOptions.RemoveEmptyEntries);
        return words is [{ } number, { } generation, { } obj, ..]
            && number.All(char.IsAsciiDigit)
            && generation.All(char.IsAsciiDigit)
            && obj.StartsWith("obj", StringComparison.Ordinal);
    }
}
