using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Grants.Domain.Inspection.Formats;
using Grants.Tests.Domain.Inspection;
using Grants.Tests.Platform.Pdf;
using NetVips;

namespace Grants.Tests.Features.Deliverables;

/// <summary>What a file to be made is to have; what it shows means nothing.</summary>
/// <param name="Format">As rules name it.</param>
internal sealed record Wanted(string Format)
{
    /// <summary>Pixels.</summary>
    public int Width { get; init; } = 60;

    /// <summary>Pixels.</summary>
    public int Height { get; init; } = 40;

    public string Colour { get; init; } = Colours.Rgb;

    public int Bits { get; init; } = 8;

    /// <summary>As rules name it.</summary>
    public string Compression { get; init; } = "uncompressed";

    /// <summary>Name of the embedded colour profile; null embeds none.</summary>
    public string? Icc { get; init; }

    public int Pages { get; init; } = 1;

    /// <summary>With a further channel of transparency.</summary>
    public bool Alpha { get; init; }

    public int Channels { get; init; } = 1;

    /// <summary>Of sound, per second.</summary>
    public int Rate { get; init; } = 48_000;

    public string VideoCodec { get; init; } = "FFV1";

    public string AudioCodec { get; init; } = "PCM";

    public bool TextLayer { get; init; } = true;

    /// <summary>Further entries of a PDF's catalog.</summary>
    public string Catalog { get; init; } = "";

    public string Extension =>
        Format switch
        {
            "TIFF" => ".tif",
            "JPEG 2000" => ".jp2",
            "JPEG" => ".jpg",
            "PNG" => ".png",
            "Wave" or "Broadcast Wave" => ".wav",
            "MP3" => ".mp3",
            "Matroska" => ".mkv",
            "QuickTime" => ".mov",
            "AVI" => ".avi",
            _ => ".pdf",
        };
}

/// <summary>Small real files by what they are to have, each made once.</summary>
internal static class GeneratedFiles
{
    private static readonly ConcurrentDictionary<Wanted, Lazy<byte[]>> Known = new();

    /// <summary>Words of the rules to the library's.</summary>
    private static readonly Dictionary<string, Enums.ForeignTiffCompression> TiffCompressions =
        new()
        {
            ["uncompressed"] = Enums.ForeignTiffCompression.None,
            ["LZW"] = Enums.ForeignTiffCompression.Lzw,
            ["Deflate"] = Enums.ForeignTiffCompression.Deflate,
            ["PackBits"] = Enums.ForeignTiffCompression.Packbits,
            ["JPEG"] = Enums.ForeignTiffCompression.Jpeg,
            ["Zstandard"] = Enums.ForeignTiffCompression.Zstd,
            ["JPEG 2000, lossless"] = Enums.ForeignTiffCompression.Jp2k,
            ["JPEG 2000, lossy"] = Enums.ForeignTiffCompression.Jp2k,
        };

    private static readonly Dictionary<string, string> Encoders = new()
    {
        ["FFV1"] = "ffv1",
        ["v210"] = "v210",
        ["MPEG-4"] = "mpeg4",
        ["PCM"] = "pcm_s16le",
        ["FLAC"] = "flac",
    };

    /// <exception cref="VipsException">The library can't make this.</exception>
    public static byte[] Of(Wanted wanted) =>
        Known.GetOrAdd(wanted, w => new Lazy<byte[]>(() => Make(w))).Value;

    public static bool Installed(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(p => File.Exists(Path.Combine(p, program)));

    /// <summary>Skips the test with the reason where the program that makes such files isn't installed.</summary>
    public static void NeedsMakerOf(string format)
    {
        var maker = format switch
        {
            "JPEG 2000" => "opj_compress",
            "Matroska" or "QuickTime" or "AVI" => "ffmpeg",
            _ => null,
        };
        Assert.SkipUnless(
            maker is null || Installed(maker),
            $"{maker} makes the {format} files that are read here."
        );
    }

    private static byte[] Make(Wanted wanted) =>
        wanted.Format switch
        {
            "TIFF" or "PNG" or "JPEG" => Image(wanted),
            "JPEG 2000" => Jpeg2000(wanted),
            "Wave" or "Broadcast Wave" => SampleFiles.Wave(
                100,
                wanted.Rate,
                wanted.Bits,
                wanted.Channels,
                broadcast: wanted.Format == "Broadcast Wave",
                format: wanted.Compression == "PCM" ? 1 : 3
            ),
            "MP3" => SampleFiles.Mp3(),
            "Matroska" or "QuickTime" or "AVI" => Video(wanted),
            "PDF/A" => SampleFiles.Pdf("2b", wanted.TextLayer, wanted.Catalog),
            _ => SampleFiles.Pdf(null, wanted.TextLayer, wanted.Catalog),
        };

    private static byte[] Image(Wanted wanted)
    {
        using var image = Pixels(wanted);
        if (wanted.Format == "JPEG")
            return image.JpegsaveBuffer();
        int? bitdepth = wanted.Colour == Colours.Bilevel ? 1 : null;
        var profile = wanted.Icc is null ? null : Profile(wanted.Icc, wanted.Colour);
        if (wanted.Format == "TIFF")
        {
            var tiff = image.TiffsaveBuffer(
                compression: TiffCompressions[wanted.Compression],
                bitdepth: bitdepth,
                predictor: bitdepth == 1
                    ? Enums.ForeignTiffPredictor.None
                    : Enums.ForeignTiffPredictor.Horizontal
            );
            return profile is null ? tiff : WithProfile(tiff, profile);
        }
        var png = image.PngsaveBuffer(bitdepth: bitdepth);
        return profile is null
            ? png
            : SampleFiles.WithChunk(
                png,
                "iCCP",
                [.. Encoding.ASCII.GetBytes("profile\0\0"), .. Packed(profile)]
            );
    }

    private static NetVips.Image Pixels(Wanted wanted)
    {
        using var small = SampleImages.Colours(wanted.Width, wanted.Height);
        if (wanted.Colour == Colours.Lab)
            return small.Colourspace(
                wanted.Bits == 16 ? Enums.Interpretation.Labs : Enums.Interpretation.Labq
            );
        using var coloured = wanted.Colour == Colours.Rgb ? small.Copy() : small[0];
        using var seen = wanted.Alpha ? coloured.Bandjoin(255) : coloured.Copy();
        using var deep = wanted.Bits switch
        {
            16 => (seen * 257).Cast(Enums.BandFormat.Ushort),
            32 => seen.Cast(Enums.BandFormat.Float),
            _ => seen.Copy(),
        };
        using var named = deep.Copy(
            interpretation: (wanted.Colour, wanted.Bits) switch
            {
                (Colours.Rgb, 16) => Enums.Interpretation.Rgb16,
                (Colours.Rgb, _) => Enums.Interpretation.Srgb,
                (_, 16) => Enums.Interpretation.Grey16,
                _ => Enums.Interpretation.Bw,
            }
        );
        if (wanted.Pages == 1)
            return named.Copy();
        using var all = NetVips.Image.Arrayjoin(
            [.. Enumerable.Repeat(named, wanted.Pages)],
            across: 1
        );
        return all.Mutate(i => i.Set(GValue.GIntType, "page-height", wanted.Height));
    }

    private static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            deflate.Write(content);
        return packed.ToArray();
    }

    /// <summary>A little-endian TIFF with a further tag in its first directory, which moves to the end.</summary>
    private static byte[] WithProfile(byte[] tiff, byte[] profile)
    {
        const int Icc = 34675;
        var at = BinaryPrimitives.ReadInt32LittleEndian(tiff.AsSpan(4));
        var count = BinaryPrimitives.ReadUInt16LittleEndian(tiff.AsSpan(at));
        var next = tiff.AsSpan(at + 2 + count * 12, 4).ToArray();
        var entries = Enumerable
            .Range(0, count)
            .Select(i => tiff.AsSpan(at + 2 + i * 12, 12).ToArray())
            .Where(e => BinaryPrimitives.ReadUInt16LittleEndian(e) != Icc)
            .ToList();
        var tag = new byte[12];
        BinaryPrimitives.WriteUInt16LittleEndian(tag, Icc);
        BinaryPrimitives.WriteUInt16LittleEndian(tag.AsSpan(2), 7);
        BinaryPrimitives.WriteInt32LittleEndian(tag.AsSpan(4), profile.Length);
        BinaryPrimitives.WriteInt32LittleEndian(tag.AsSpan(8), tiff.Length);
        entries.Add(tag);
        var header = tiff.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), tiff.Length + profile.Length);
        var number = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(number, (ushort)entries.Count);
        return
        [
            .. header,
            .. profile,
            .. number,
            .. entries.OrderBy(e => BinaryPrimitives.ReadUInt16LittleEndian(e)).SelectMany(e => e),
            .. next,
        ];
    }

    /// <summary>An ICC profile of one tag: its name.</summary>
    private static byte[] Profile(string name, string colour)
    {
        var length = 132 + 12 + 12 + name.Length + 1 + 90;
        var profile = new byte[length + (4 - length % 4) % 4];
        BinaryPrimitives.WriteInt32BigEndian(profile, profile.Length);
        profile[8] = 2;
        Encoding
            .ASCII.GetBytes($"mntr{(colour == Colours.Rgb ? "RGB " : "GRAY")}XYZ ")
            .CopyTo(profile, 12);
        "acsp"u8.CopyTo(profile.AsSpan(36));
        // D50, of which every profile's own colours are (ICC.1:2022, 7.2.16).
        Convert.FromHexString("0000F6D6000100000000D32D").CopyTo(profile, 68);
        BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(128), 1);
        "desc"u8.CopyTo(profile.AsSpan(132));
        BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(136), 144);
        BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(140), profile.Length - 144);
        "desc"u8.CopyTo(profile.AsSpan(144));
        BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(152), name.Length + 1);
        Encoding.ASCII.GetBytes(name).CopyTo(profile, 156);
        return profile;
    }

    /// <summary>Whatever compression is asked for: without loss, but where that is what is asked for.</summary>
    private static byte[] Jpeg2000(Wanted wanted)
    {
        const string Lossless = "JPEG 2000, lossless";
        if (wanted.Icc is { } icc)
            return WithColour(Of(wanted with { Icc = null }), Profile(icc, wanted.Colour));
        var lossy = wanted.Compression == "JPEG 2000, lossy";
        if (!lossy && wanted.Compression != Lossless)
            return Of(wanted with { Compression = Lossless });
        return Written(
            "a.jp2",
            Of(wanted with { Format = "PNG", Compression = "Deflate" }),
            "opj_compress",
            (from, to) => ["-i", from, "-o", to, .. lossy ? (string[])["-I", "-r", "20"] : []]
        );
    }

    /// <summary>A JP2 whose colour is told by a profile and not by a number (ISO/IEC 15444-1, I.5.3.3).</summary>
    private static byte[] WithColour(byte[] jp2, byte[] profile)
    {
        List<byte> made = [];
        foreach (var (type, content) in Boxes(jp2))
            made.AddRange(
                Box(
                    type,
                    type != "jp2h"
                        ? content
                        :
                        [
                            .. Boxes(content)
                                .Where(b => b.Type != "colr")
                                .SelectMany(b => Box(b.Type, b.Content)),
                            .. Box("colr", [2, 0, 0, .. profile]),
                        ]
                )
            );
        return [.. made];
    }

    private static IEnumerable<(string Type, byte[] Content)> Boxes(byte[] bytes)
    {
        for (var at = 0; at < bytes.Length; )
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
            var end = length == 0 ? bytes.Length : at + length;
            yield return (Encoding.Latin1.GetString(bytes, at + 4, 4), bytes[(at + 8)..end]);
            at = end;
        }
    }

    private static byte[] Box(string type, byte[] content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, 8 + content.Length);
        return [.. length, .. Encoding.Latin1.GetBytes(type), .. content];
    }

    /// <summary>A tenth of a second of a test picture and a tone.</summary>
    private static byte[] Video(Wanted wanted) =>
        Written(
            $"a{wanted.Extension}",
            [],
            "ffmpeg",
            (_, to) =>
                [
                    .. "-v error -f lavfi -i testsrc=d=0.1:s=64x48:r=10 -f lavfi -i sine=d=0.1".Split(
                        ' '
                    ),
                    "-c:v",
                    Encoders[wanted.VideoCodec],
                    "-c:a",
                    Encoders[wanted.AudioCodec],
                    to,
                ]
        );

    /// <summary>What a program makes of a PNG.</summary>
    private static byte[] Written(
        string name,
        byte[] png,
        string program,
        Func<string, string, IEnumerable<string>> arguments
    )
    {
        var folder = Directory.CreateTempSubdirectory("grants-made-").FullName;
        try
        {
            var (from, to) = (Path.Combine(folder, "a.png"), Path.Combine(folder, name));
            File.WriteAllBytes(from, png);
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments(from, to)) { RedirectStandardOutput = true }
            )!;
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            process.ExitCode.Should().Be(0, $"{program} says: {said}");
            return File.ReadAllBytes(to);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
