namespace Grants.Domain.Inspection.Formats;

/// <summary>JPEG (ITU-T T.81) with JFIF or Exif: every segment to the end-of-image marker.</summary>
internal static class JpegReader
{
    public const string MediaType = "image/jpeg";

    private const int StartOfScan = 0xDA;
    private const int EndOfImage = 0xD9;

    public static FileFacts Known { get; } =
        new(MediaType, "JPEG", ".jpg", ".jpeg") { Kind = MediaKind.Image, Compression = "JPEG" };

    public static FileFacts Read(Bytes bytes)
    {
        var facts = Known;
        long at = 2;
        while (true)
        {
            var marker = NextMarker(bytes, ref at, facts);
            if (marker == EndOfImage)
                break;
            if (marker is 0x01 or (>= 0xD0 and <= 0xD7))
                continue;
            var length = bytes.UInt16(at);
            if (length < 2)
                throw new BrokenFileException("has a segment without a length") { Facts = facts };
            facts = Segment(bytes, marker, at + 2, length - 2, facts);
            at += length;
            if (marker == StartOfScan)
                at = SkipScan(bytes, at, facts);
        }
        return facts.Width is > 0 && facts.Height is > 0
            ? facts
            : throw new BrokenFileException("holds no image") { Facts = facts };
    }

    private static int NextMarker(Bytes bytes, ref long at, FileFacts facts)
    {
        if (at >= bytes.Length)
            throw new BrokenFileException("is truncated: it ends without the end-of-image marker")
            {
                Facts = facts,
            };
        if (bytes.Byte(at) != 0xFF)
            throw new BrokenFileException("has bytes where a marker belongs") { Facts = facts };
        while (bytes.Byte(at) == 0xFF)
            at++;
        return bytes.Byte(at++);
    }

    private static FileFacts Segment(Bytes bytes, int marker, long at, int length, FileFacts facts)
    {
        // SOF0 to SOF15 without DHT, JPG and DAC.
        if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            return facts with
            {
                Bits = bytes.Byte(at),
                Height = bytes.UInt16(at + 1),
                Width = bytes.UInt16(at + 3),
                Samples = bytes.Byte(at + 5),
                Colour = Colours.Of(bytes.Byte(at + 5)),
                Compression = marker is 0xC3 or 0xC7 or 0xCB or 0xCF ? "JPEG, lossless" : "JPEG",
            };
        if (marker == 0xE0 && length >= 12 && bytes.At(at, 5).SequenceEqual("JFIF\0"u8))
            return facts with
            {
                Ppi = facts.Ppi ?? Density(bytes.Byte(at + 7), bytes.UInt16(at + 8)),
            };
        if (marker == 0xE1 && length > 14 && bytes.At(at, 6).SequenceEqual("Exif\0\0"u8))
            return facts with
            {
                Ppi = ExifPpi(bytes.At(at + 6, length - 6).ToArray()) ?? facts.Ppi,
                Embedded = facts.With("EXIF").Embedded,
            };
        if (marker == 0xE1 && bytes.UpTo(at, length).StartsWith("http://ns.adobe.com/xap/1.0/\0"u8))
            return facts.With("XMP");
        // In parts of at most 64 KiB; the name is in the first (ICC.1:2022, B.4).
        if (
            marker == 0xE2
            && facts.ColourProfile is null
            && bytes.UpTo(at, length).StartsWith("ICC_PROFILE\0"u8)
        )
            return facts with { ColourProfile = IccProfile.NameOf(bytes.UpTo(at, length)[14..]) };
        return facts;
    }

    private static double? Density(int unit, int density) =>
        density == 0 ? null
        : unit == 1 ? density
        : unit == 2 ? density * 2.54
        : null;

    /// <summary>Exif that can't be read doesn't make a picture unusable.</summary>
    private static double? ExifPpi(byte[] exif)
    {
        try
        {
            return TiffReader.PpiOf(new Bytes(new MemoryStream(exif)));
        }
        catch (BrokenFileException)
        {
            return null;
        }
    }

    /// <summary>Over the entropy-coded data to the next marker.</summary>
    private static long SkipScan(Bytes bytes, long at, FileFacts facts)
    {
        while (true)
        {
            var window = bytes.UpTo(at, 1 << 15);
            var found = window.IndexOf((byte)0xFF);
            if (window.Length < 2)
                throw new BrokenFileException("is truncated: it ends in the middle of the image")
                {
                    Facts = facts,
                };
            if (found < 0)
                at += window.Length;
            else if (found == window.Length - 1)
                at += found;
            else if (window[found + 1] is 0x00 or (>= 0xD0 and <= 0xD7))
                at += found + 2;
            else
                return at + found;
        }
    }
}
