using System.Text;

namespace Grants.Domain.Inspection.Formats;

/// <summary>
/// Tells a file's format by its content, reads its header and walks its structure as far as that is possible without decoding:
/// what is truncated, empty or lies about itself comes back as broken. Never throws for what is in the file.
/// </summary>
public static class FormatReader
{
    private const int TextSample = 1 << 16;

    private static FileFacts Matroska { get; } =
        new("video/x-matroska", "Matroska", ".mkv") { Kind = MediaKind.Video };

    private static FileFacts Avi { get; } =
        new("video/x-msvideo", "AVI", ".avi") { Kind = MediaKind.Video };

    private static FileFacts PlainText { get; } =
        new("text/plain", "text", ".txt", ".vtt", ".srt", ".xml", ".md", ".json");

    /// <summary>Text that was recognised, with its places on the page. Served as text, which no browser runs.</summary>
    private static FileFacts Hocr { get; } =
        new("text/plain", "hOCR", ".hocr", ".html", ".htm", ".xhtml", ".xml");

    /// <summary>Sound and video that programs look into where they are installed.</summary>
    private static IReadOnlyList<FileFacts> OnlyNamed { get; } =
    [Mp3Reader.Known, IsoMedia.Mp4, IsoMedia.QuickTime, Matroska, Avi];

    private static IReadOnlyList<FileFacts> TakenFormats { get; } =
    [
        TiffReader.Known,
        Jpeg2000Reader.Known,
        Jpeg2000Reader.Stream,
        Jpeg2000Reader.Extended,
        JpegReader.Known,
        PngReader.Known,
        PdfReader.Known,
        WaveReader.Known,
        .. OnlyNamed,
        PlainText,
        Hocr,
    ];

    private static readonly HashSet<string> MasterEndings =
    [
        .. TakenFormats.Where(f => f.Kind != MediaKind.Other).SelectMany(f => f.Extensions),
    ];

    /// <summary>Formats that are told by how they begin.</summary>
    private static readonly (byte[] Start, int At, FileFacts Facts)[] Beginnings =
    [
        ("GIF8"u8.ToArray(), 0, new("image/gif", "GIF", ".gif") { Kind = MediaKind.Image }),
        ("BM"u8.ToArray(), 0, new("image/bmp", "BMP", ".bmp") { Kind = MediaKind.Image }),
        ("PK\u0003\u0004"u8.ToArray(), 0, new("application/zip", "ZIP", ".zip")),
        ([0x1F, 0x8B], 0, new("application/gzip", "GZIP", ".gz")),
        ("Rar!"u8.ToArray(), 0, new("application/vnd.rar", "RAR", ".rar")),
        ("fLaC"u8.ToArray(), 0, new("audio/flac", "FLAC", ".flac") { Kind = MediaKind.Sound }),
        ("OggS"u8.ToArray(), 0, new("application/ogg", "Ogg", ".ogg") { Kind = MediaKind.Sound }),
        ([0x1A, 0x45, 0xDF, 0xA3], 0, Matroska),
        ("AVI "u8.ToArray(), 8, Avi),
        ("MZ"u8.ToArray(), 0, new("application/x-msdownload", "a Windows program", ".exe")),
        ([0x7F, 0x45, 0x4C, 0x46], 0, new("application/x-executable", "a program", ".bin")),
        (
            [0xD0, 0xCF, 0x11, 0xE0],
            0,
            new("application/x-ole-storage", "an older Office document", ".doc")
        ),
        ("{\\rtf"u8.ToArray(), 0, new("application/rtf", "RTF", ".rtf")),
        (
            "8BPS"u8.ToArray(),
            0,
            new("image/vnd.adobe.photoshop", "Photoshop", ".psd") { Kind = MediaKind.Image }
        ),
    ];

    /// <summary>
    /// Media types whose files are taken: those that the readers here know to be whole, and sound and video that programs look
    /// into where they are installed.
    /// </summary>
    public static IReadOnlySet<string> Taken { get; } =
        TakenFormats.Select(f => f.MediaType).ToHashSet();

    /// <summary>"TIFF, JPEG 2000, ... or plain text".</summary>
    public static string TakenInWords { get; } =
        string.Join(
            ", ",
            TakenFormats
                .Where(f => f.MediaType != PlainText.MediaType)
                .DistinctBy(f => f.MediaType)
                .Select(f => f.Name)
        ) + " or plain text";

    /// <summary>Taken by their first bytes alone: whether they are whole is for an examiner to say.</summary>
    public static bool IsOnlyNamed(FileFacts facts) =>
        OnlyNamed.Any(f => f.MediaType == facts.MediaType);

    /// <summary>Whether the name says that it is an image, a sound or a document of those that are taken.</summary>
    public static bool IsNamedLikeMaster(string name) =>
        MasterEndings.Contains(Path.GetExtension(name).ToLowerInvariant());

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
            return new FileReading(
                IsoMedia.Recognise(bytes)
                    ?? (Mp3Reader.Begins(bytes) ? Mp3Reader.Known : null)
                    ?? Named(start)
                    ?? Text(bytes),
                null
            );
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
            [_, _, _, _, _, _, _, _, (byte)'W', (byte)'A', (byte)'V', (byte)'E', ..]
                when WaveReader.Begins(start) => (WaveReader.Known, WaveReader.Read),
            _ => null,
        };

    private static FileFacts? Named(byte[] start) =>
        Beginnings
            .Where(n => start.AsSpan(Math.Min(n.At, start.Length)).StartsWith(n.Start))
            .Select(n => n.Facts)
            .FirstOrDefault();

    /// <summary>UTF-8 text without control characters: transcripts, captions and recognised text.</summary>
    private static FileFacts? Text(Bytes bytes)
    {
        var sample = bytes.UpTo(0, TextSample);
        var whole = sample.Length == bytes.Length;
        var facts = IsHocr(sample) ? Hocr : PlainText;
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
        return facts;
    }

    /// <summary>HTML with the class that each of its pages has ("The hOCR Embedded OCR Workflow and Output Format", 1.2).</summary>
    private static bool IsHocr(ReadOnlySpan<byte> text) =>
        (text.StartsWith("\uFEFF"u8) ? text[3..] : text).TrimStart(" \t\r\n"u8) is [(byte)'<', ..]
        && text.IndexOf("ocr_page"u8) >= 0;
}
