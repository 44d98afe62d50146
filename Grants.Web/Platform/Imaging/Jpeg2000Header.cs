using Grants.Domain.Inspection.Formats;

namespace Grants.Web.Platform.Imaging;

/// <summary>Reads a JPEG 2000 file's size and colour (ISO/IEC 15444-1, annexes A and I) without decoding it.</summary>
internal static class Jpeg2000Header
{
    private const int Most = 256 * 1024; // the header comes first; profiles in it are seldom larger
    private const uint Header = 0x6A703268; // jp2h
    private const uint ImageHeader = 0x69686472; // ihdr
    private const uint ColourSpecification = 0x636F6C72; // colr
    private const uint Resolution = 0x72657320; // "res "
    private const uint CaptureResolution = 0x72657363; // resc
    private const uint Codestream = 0x6A703263; // jp2c

    /// <exception cref="UnreadableImageException">The header is broken.</exception>
    public static async Task<ImageFacts> ReadAsync(Stream file, CancellationToken cancel)
    {
        var start = new byte[Math.Min(Most, file.Length)];
        await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancel);
        try
        {
            var bytes = new BigEndian(start);
            var facts = new ImageFacts(
                ImageFormat.Jpeg2000,
                0,
                0,
                0,
                0,
                ImageColour.Other,
                null,
                null,
                1,
                false
            );
            facts =
                bytes.U16(0) == 0xFF4F
                    ? ReadCodestream(bytes, 0, facts)
                    : ReadBoxes(bytes, 12, start.Length, facts);
            if (facts.Width < 1 || facts.Height < 1 || facts.Channels < 1)
                throw new InvalidDataException("The header gives no size.");
            return facts.Colour == ImageColour.Other && facts.Channels is 1 or 3
                ? facts with
                {
                    Colour = facts.Channels == 1 ? ImageColour.Grey : ImageColour.Rgb,
                }
                : facts;
        }
        catch (InvalidDataException e)
        {
            throw new UnreadableImageException("The JPEG 2000 header is broken.", e);
        }
    }

    private static ImageFacts ReadBoxes(BigEndian bytes, long at, long end, ImageFacts facts)
    {
        while (at + 8 <= end)
        {
            long length = bytes.U32(at);
            var content = at + 8;
            if (length == 1)
            {
                length = (long)bytes.U32(at + 8) << 32 | bytes.U32(at + 12);
                content = at + 16;
            }
            else if (length == 0)
                length = end - at;
            if (length < content - at)
                throw new InvalidDataException("A box is shorter than its own header.");
            switch (bytes.U32(at + 4))
            {
                case Header:
                case Resolution:
                    facts = ReadBoxes(bytes, content, Math.Min(at + length, end), facts);
                    break;
                case ImageHeader:
                    facts = WithSize(
                        facts,
                        bytes.U32(content + 4),
                        bytes.U32(content),
                        bytes.U16(content + 8),
                        bytes.U8(content + 10)
                    );
                    break;
                case ColourSpecification:
                    facts = ReadColour(bytes, content, at + length, facts);
                    break;
                case CaptureResolution:
                    facts = facts with { PixelsPerInch = ReadResolution(bytes, content) };
                    break;
                case Codestream:
                    return ReadCodestream(bytes, content, facts);
            }
            at += length;
        }
        return facts;
    }

    private static ImageFacts ReadColour(BigEndian bytes, long at, long end, ImageFacts facts) =>
        bytes.U8(at) switch
        {
            1 => facts with
            {
                Colour = bytes.U32(at + 3) switch
                {
                    12 => ImageColour.Cmyk,
                    16 or 18 => ImageColour.Rgb,
                    17 => ImageColour.Grey,
                    _ => ImageColour.Other,
                },
            },
            2 or 3 => facts with
            {
                ColourProfile = IccProfile.NameOf(bytes.Slice(at + 3, end - at - 3).Span),
            },
            _ => facts,
        };

    /// <summary>Horizontal samples per metre, as a fraction times a power of ten.</summary>
    private static double? ReadResolution(BigEndian bytes, long at)
    {
        var (over, under) = (bytes.U16(at + 4), bytes.U16(at + 6));
        return under == 0
            ? null
            : over / (double)under * Math.Pow(10, (sbyte)bytes.U8(at + 9)) * 0.0254;
    }

    private static ImageFacts ReadCodestream(BigEndian bytes, long at, ImageFacts facts)
    {
        if (bytes.U16(at) != 0xFF4F || bytes.U16(at + 2) != 0xFF51)
            throw new InvalidDataException("The codestream doesn't begin with its size.");
        var (width, height) = (
            (long)bytes.U32(at + 8) - bytes.U32(at + 16),
            (long)bytes.U32(at + 12) - bytes.U32(at + 20)
        );
        return WithSize(facts, width, height, bytes.U16(at + 40), bytes.U8(at + 42));
    }

    private static ImageFacts WithSize(
        ImageFacts facts,
        long width,
        long height,
        int channels,
        int depth
    )
    {
        if (width is < 1 or > int.MaxValue || height is < 1 or > int.MaxValue)
            throw new InvalidDataException("The size is out of range.");
        return facts with
        {
            Width = (int)width,
            Height = (int)height,
            Channels = channels,
            BitsPerSample = (depth & 0x7F) + 1,
        };
    }
}
