using System.Text;

namespace Grants.Domain.Inspection.Formats;

/// <summary>
/// Tells a file's format by its content, reads its header and walks its structure as far as that is possible without decoding:
/// what is truncated, empty or lies about itself comes back as broken. Never throws for what is in the file.
/// </summary>
public static class FormatReader
{
    private const int TextSample = 1 << 16;

    private static FileFacts Mp3 { get; } =
        new("audio/mpeg", "MP3", ".mp3") { Kind = MediaKind.Sound, Compression = "MP3" };

    /// <summary>Formats that are taken as a whole; what else is recognised is only named.</summary>
    private static readonly (byte[] Start, int At, FileFacts Facts)[] OnlyNamed =
    [
        ("GIF8"u8.ToArray(), 0, new("image/gif", "GIF", ".gif")),
        ("BM"u8.ToArray(), 0, new("image/bmp", "BMP", ".bmp")),
        ("PK\u0003\u0004"u8.ToArray(), 0, new("application/zip", "ZIP", ".zip")),
        ([0x1F, 0x8B], 0, new("application/gzip", "GZIP", ".gz")),
        ("Rar!"u8.ToArray(), 0, new("application/vnd.rar", "RAR", ".rar")),
        ("ID3"u8.ToArray(), 0, Mp3),
        ([0xFF, 0xFB], 0, Mp3),
        ("fLaC"u8.ToArray(), 0, new("audio/flac", "FLAC", ".flac")),
        ("OggS"u8.ToArray(), 0, new("application/ogg", "Ogg", ".ogg")),
        (
            "ftypqt"u8.ToArray(),
            4,
            new("video/quicktime", "QuickTime", ".mov") { Kind = MediaKind.Video }
        ),
        (
            "ftyp"u8.ToArray(),
            4,
            new("video/mp4", "MP4", ".mp4", ".m4v", ".m4a") { Kind = MediaKind.Video }
        ),
        (
            [0x1A, 0x45, 0xDF, 0xA3],
            0,
            new("video/x-matroska", "Matroska", ".mkv") { Kind = MediaKind.Video }
        ),
        ("AVI "u8.ToArray(), 8, new("video/x-msvideo", "AVI", ".avi") { Kind = MediaKind.Video }),
        ("MZ"u8.ToArray(), 0, new("application/x-msdownload", "a Windows program", ".exe")),
        ([0x7F, 0x45, 0x4C, 0x46], 0, new("application/x-executable", "a program", ".bin")),
        (
            [0xD0, 0xCF, 0x11, 0xE0],
            0,
            new("application/x-ole-storage", "an older Office document", ".doc")
        ),
        ("{\\rtf"u8.ToArray(), 0, new("application/rtf", "RTF", ".rtf")),
        ("8BPS"u8.ToArray(), 0, new("image/vnd.adobe.photoshop", "Photoshop", ".psd")),
    ];

    /// <summary>
    /// Media types whose files are taken: those that the readers here know to be whole, and sound and video that programs look
    /// into where they are installed.
    /// </summary>
    public static IReadOnlySet<string> Taken { get; } =
        new HashSet<string>
        {
            TiffReader.MediaType,
            JpegReader.MediaType,
            PngReader.MediaType,
            Jpeg2000Reader.MediaType,
            PdfReader.MediaType,
            WaveReader.MediaType,
            "text/plain",
            "audio/mpeg",
            "video/mp4",
            "video/quicktime",
            "video/x-matroska",
            "video/x-msvideo",
        };

    /// <summary>Taken by their first bytes alone: whether they are whole is for an examiner to say.</summary>
    public static bool IsOnlyNamed(FileFacts facts) =>
        OnlyNamed.Any(n => n.Facts.MediaType == facts.MediaType);

    /// <summary>Whether the name says that it is an image, a sound or a document of those that are taken.</summary>
    public static bool IsNamedLikeMaster(string name) =>
        Path.GetExtension(name).ToLowerInvariant()
            is ".tif"
                or ".tiff"
                or ".jp2"
                or ".jpg"
                or ".jpeg"
                or ".png"
                or ".wav"
                or ".pdf"
                or ".mp3"
                or ".mp4"
                or ".mov"
                or ".mkv"
                or ".avi";

    /// <param name="content">Seekable.</param>
    public static FileReading Read(Stream content)
    {
        var bytes = new Bytes(content);
        if (bytes.Length == 0)
            return new FileReading(null, "is empty");
        FileFacts? known = null;
        try
        {
            var start = bytes.UpTo(0, 16).ToArray();
            if (start.All(b => b == 0) && bytes.UpTo(0, 4096).IndexOfAnyExcept((byte)0) < 0)
                return new FileReading(null, "holds only zero bytes");
            if (Reader(start) is { } reader)
            {
                known = reader.Facts;
                return new FileReading(reader.Read(bytes), null);
            }
            if (PdfReader.Begins(bytes))
            {
                known = PdfReader.Known;
                return new FileReading(PdfReader.Read(bytes), null);
            }
            return new FileReading(Named(start) ?? Text(bytes), null);
        }
        catch (BrokenFileException broken)
        {
            return new FileReading(broken.Facts ?? known, broken.Message);
        }
    }

    private static (FileFacts Facts, Func<Bytes, FileFacts> Read)? Reader(byte[] start) =>
        start switch
        {
            [(byte)'I', (byte)'I', 42 or 43, 0, ..] or [(byte)'M', (byte)'M', 0, 42 or 43, ..] => (
                TiffReader.Known,
                TiffReader.Read
            ),
            [0xFF, 0xD8, 0xFF, ..] => (JpegReader.Known, JpegReader.Read),
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => (PngReader.Known, PngReader.Read),
            [0, 0, 0, 12, (byte)'j', (byte)'P', ..] or [0xFF, 0x4F, 0xFF, 0x51, ..] => (
                Jpeg2000Reader.Known,
                Jpeg2000Reader.Read
            ),
            [
                (byte)'R',
                (byte)'I'
                or (byte)'F',
                (byte)'F'
                or (byte)'6',
                (byte)'F'
                or (byte)'4',
                _,
                _,
                _,
                _,
                (byte)'W',
                (byte)'A',
                (byte)'V',
                (byte)'E',
                ..,
            ] => (WaveReader.Known, WaveReader.Read),
            _ => null,
        };

    private static FileFacts? Named(byte[] start) =>
        OnlyNamed
            .Where(n => start.AsSpan(Math.Min(n.At, start.Length)).StartsWith(n.Start))
            .Select(n => n.Facts)
            .FirstOrDefault();

    /// <summary>UTF-8 text without control characters: transcripts and captions.</summary>
    private static FileFacts? Text(Bytes bytes)
    {
        var sample = bytes.UpTo(0, TextSample);
        var whole = sample.Length == bytes.Length;
        while (sample.Length > 0)
        {
            var status = Rune.DecodeFromUtf8(sample, out var rune, out var length);
            if (status == System.Buffers.OperationStatus.NeedMoreData && !whole)
                break;
            if (
                status != System.Buffers.OperationStatus.Done
                || Rune.IsControl(rune) && rune.Value is not ('\t' or '\r' or '\n' or '\f')
            )
                return null;
            sample = sample[length..];
        }
        return new FileFacts("text/plain", "text", ".txt", ".vtt", ".srt", ".xml", ".md", ".json");
    }
}
