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

    /// <summary>Bytes that are looked through for the claim of PDF/A, scripts and attachments.</summary>
    private const long MaxScan = 1L << 30;

    /// <summary>Bytes that parts of the scan have in common, so that no word is cut in two.</summary>
    private const int Overlap = 256;

    public static FileFacts Known { get; } =
        new(MediaType, "PDF", ".pdf") { Kind = MediaKind.Image };

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
            : Scanned(bytes, facts);
    }

    /// <summary>
    /// What lies open in the file. PDF/A keeps its metadata unpacked (ISO 19005-1, 6.7.2), so the claim is found; objects inside
    /// of packed streams aren't.
    /// </summary>
    private static FileFacts Scanned(Bytes bytes, FileFacts facts)
    {
        var (part, conformance, scripts, attachments) = ("", "", false, false);
        var end = Math.Min(bytes.Length, MaxScan);
        for (long at = 0; at < end; at += (1 << 16) - Overlap)
        {
            var window = bytes.UpTo(at, 1 << 16);
            if (part == "")
                part = Claim(window, "pdfaid:part"u8, char.IsAsciiDigit);
            if (conformance == "")
                conformance = Claim(window, "pdfaid:conformance"u8, char.IsAsciiLetter);
            scripts |= window.IndexOf("/JavaScript"u8) >= 0;
            attachments |= window.IndexOf("/EmbeddedFile"u8) >= 0;
        }
        return facts with
        {
            PdfA = part == "" ? null : part + conformance.ToLowerInvariant(),
            Scripts = scripts,
            Attachments = attachments,
        };
    }

    /// <summary>The one sign of the value, as an attribute (="2") or an element (>2).</summary>
    private static string Claim(
        ReadOnlySpan<byte> window,
        ReadOnlySpan<byte> name,
        Func<char, bool> isValue
    )
    {
        var found = window.IndexOf(name);
        if (found < 0)
            return "";
        var text = System.Text.Encoding.Latin1.GetString(
            window.Slice(found + name.Length, Math.Min(8, window.Length - found - name.Length))
        );
        var value = text.TrimStart('=', '>', '"', '\'', ' ');
        return value.Length > 0 && isValue(value[0]) ? value[..1] : "";
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
