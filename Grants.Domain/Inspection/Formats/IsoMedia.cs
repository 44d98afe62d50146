namespace Grants.Domain.Inspection.Formats;

/// <summary>Files of boxes (ISO/IEC 14496-12) and of QuickTime's atoms, told by their first box.</summary>
internal static class IsoMedia
{
    public static FileFacts Mp4 { get; } =
        new("video/mp4", "MP4", ".mp4", ".m4v", ".m4a") { Kind = MediaKind.Video };

    public static FileFacts QuickTime { get; } =
        new("video/quicktime", "QuickTime", ".mov") { Kind = MediaKind.Video };

    private static FileFacts Heic { get; } =
        new("image/heic", "HEIC", ".heic", ".heif") { Kind = MediaKind.Image };

    private static FileFacts Avif { get; } =
        new("image/avif", "AVIF", ".avif") { Kind = MediaKind.Image };

    /// <summary>Null for what begins otherwise.</summary>
    public static FileFacts? Recognise(Bytes bytes)
    {
        if (bytes.Length < 8)
            return null;
        return bytes.Ascii(4, 4) switch
        {
            "ftyp" => OfBrand(bytes.Ascii(8, 4)),
            // Before there were brands (QuickTime File Format Specification, "Overview of the File Format").
            "moov" or "mdat" or "wide" or "free" or "skip" or "pnot" when IsSize(bytes) =>
                QuickTime,
            _ => null,
        };
    }

    private static FileFacts OfBrand(string brand) =>
        brand switch
        {
            "qt" => QuickTime,
            // ISO/IEC 23008-12, B.4; pictures of telephones.
            "heic" or "heix" or "heim" or "heis" or "hevc" or "hevx" or "mif1" or "msf1" => Heic,
            "avif" or "avis" => Avif,
            _ => Mp4,
        };

    /// <summary>Text may have such a word there too, and never a length that fits.</summary>
    private static bool IsSize(Bytes bytes) =>
        bytes.UInt32(0) is var size && (size is 0 or 1 || size >= 8 && size <= bytes.Length);
}
