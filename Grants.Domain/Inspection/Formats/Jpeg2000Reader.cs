namespace Grants.Domain.Inspection.Formats;

/// <summary>
/// JPEG 2000 (ISO/IEC 15444-1): the boxes of a JP2 or JPX and the tile parts of its code stream, or a bare code stream.
/// </summary>
internal static class Jpeg2000Reader
{
    public const string MediaType = "image/jp2";

    public const string Lossless = "JPEG 2000, lossless";
    public const string Lossy = "JPEG 2000, lossy";

    private const int MaxDepth = 4;
    private const int MaxComment = 1 << 15;

    public static FileFacts Known { get; } =
        new(MediaType, "JPEG 2000", ".jp2") { Kind = MediaKind.Image };

    public static FileFacts Stream { get; } =
        new(MediaType, "JPEG 2000 code stream", ".j2k", ".j2c", ".jpc") { Kind = MediaKind.Image };

    public static FileFacts Extended { get; } =
        new(MediaType, "JPEG 2000 (JPX)", ".jpx", ".jpf") { Kind = MediaKind.Image };

    public static FileFacts Read(Bytes bytes)
    {
        if (bytes.Byte(0) == 0xFF)
            return Codestream(bytes, 0, bytes.Length, Stream);
        if (
            !bytes
                .At(0, 12)
                .SequenceEqual(
                    (ReadOnlySpan<byte>)
                        [0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A, 0x87, 0x0A]
                )
        )
            throw new BrokenFileException("has a damaged signature");
        var reading = new Boxes(bytes);
        reading.Walk(12, bytes.Length, 0);
        return reading.Finish();
    }

    private static FileFacts Codestream(Bytes bytes, long at, long end, FileFacts facts)
    {
        if (bytes.UInt16(at) != 0xFF4F || bytes.UInt16(at + 2) != 0xFF51)
            throw new BrokenFileException("has no code stream header") { Facts = facts };
        facts = Size(bytes, at + 6, facts);
        at += 2;
        var tiles = 0;
        while (true)
        {
            if (at + 2 > end)
                throw new BrokenFileException(
                    "is truncated: it ends without the end of its code stream"
                )
                {
                    Facts = facts,
                };
            var marker = bytes.UInt16(at);
            if (marker == 0xFFD9)
                return tiles > 0
                    ? facts
                    : throw new BrokenFileException("holds no image") { Facts = facts };
            if (marker < 0xFF30)
                throw new BrokenFileException("has bytes where a marker belongs") { Facts = facts };
            if (marker == 0xFF90)
            {
                tiles++;
                at = SkipTilePart(bytes, at, end, facts);
                continue;
            }
            var length = Math.Max(2, bytes.UInt16(at + 2));
            if (marker == 0xFF52)
                // Without loss only by the reversible 5-3 wavelet (A.6.1); such a stream may still have been cut down.
                facts = facts with
                {
                    Compression = bytes.Byte(at + 13) == 1 ? Lossless : Lossy,
                };
            if (marker == 0xFF64 && length > 4 && bytes.UInt16(at + 4) == 1)
                CheckComment(bytes, at + 6, length - 4, facts);
            at += 2 + length;
        }
    }

    /// <summary>A comment of Latin text has no control characters (A.9.2).</summary>
    private static void CheckComment(Bytes bytes, long at, int length, FileFacts facts)
    {
        if (HasControls(bytes.UpTo(at, Math.Min(length, MaxComment))))
            throw new BrokenFileException("has a damaged comment") { Facts = facts };
    }

    private static bool HasControls(ReadOnlySpan<byte> text)
    {
        foreach (var value in text)
            if (value < 0x20 && value is not (0x09 or 0x0A or 0x0D))
                return true;
        return false;
    }

    private static long SkipTilePart(Bytes bytes, long at, long end, FileFacts facts)
    {
        var length = bytes.UInt32(at + 6);
        // 0: the last one, up to the end of the code stream.
        var next = length == 0 ? end - 2 : at + length;
        return length is > 0 and < 14 || next > end || next <= at
            ? throw new BrokenFileException("is truncated: a tile isn't all there")
            {
                Facts = facts,
            }
            : next;
    }

    /// <param name="at">Of Rsiz in the SIZ segment.</param>
    private static FileFacts Size(Bytes bytes, long at, FileFacts facts)
    {
        var (width, height) = (
            (long)bytes.UInt32(at + 2) - bytes.UInt32(at + 10),
            (long)bytes.UInt32(at + 6) - bytes.UInt32(at + 14)
        );
        var (tileWidth, tileHeight) = ((long)bytes.UInt32(at + 18), (long)bytes.UInt32(at + 22));
        var samples = bytes.UInt16(at + 34);
        if (
            width is <= 0 or > int.MaxValue
            || height is <= 0 or > int.MaxValue
            || tileWidth == 0
            || tileHeight == 0
            || samples is 0 or > 16384
        )
            throw new BrokenFileException("has an impossible size") { Facts = facts };
        // Isot has 16 bits: no more tiles than that (A.4.2).
        if (Tiles(width, tileWidth) * Tiles(height, tileHeight) > 65_535)
            throw new BrokenFileException("has an impossible number of tiles") { Facts = facts };
        return facts with
        {
            Width = (int)width,
            Height = (int)height,
            Samples = samples,
            Bits = (bytes.Byte(at + 36) & 0x7F) + 1,
            Colour = Colours.Of(samples),
        };
    }

    private static long Tiles(long length, long tile) => (length + tile - 1) / tile;

    private sealed class Boxes(Bytes bytes)
    {
        /// <summary>Of the XMP packet (XMP specification, part 3).</summary>
        private static readonly byte[] Xmp = Convert.FromHexString(
            "BE7ACFCB97A942E89C71999491E3AFAC"
        );

        private FileFacts _facts = Known;
        private (long Width, long Height)? _header;
        private FileFacts? _stream;
        private bool _typed;

        public FileFacts Finish()
        {
            if (!_typed)
                throw new BrokenFileException("doesn't say its file type") { Facts = _facts };
            if (_stream is null)
                throw new BrokenFileException("holds no image") { Facts = _facts };
            if (
                _header is { } said
                && (said.Width != _stream.Width || said.Height != _stream.Height)
            )
                throw new BrokenFileException(
                    $"says two sizes: {said.Width} x {said.Height} and {_stream.Width} x {_stream.Height}"
                )
                {
                    Facts = _facts,
                };
            return _facts with
            {
                Width = _stream.Width,
                Height = _stream.Height,
                Samples = _stream.Samples,
                Bits = _stream.Bits,
                Compression = _stream.Compression,
                Colour = (_facts.Colour ?? _stream.Colour) switch
                {
                    Colours.Grey when _stream.Bits == 1 => Colours.Bilevel,
                    var colour => colour,
                },
            };
        }

        public void Walk(long at, long end, int depth)
        {
            while (at < end)
            {
                if (at + 8 > end)
                    throw new BrokenFileException("has a damaged box") { Facts = _facts };
                long length = bytes.UInt32(at);
                var type = System.Text.Encoding.Latin1.GetString(bytes.At(at + 4, 4));
                var header = 8;
                if (length == 1)
                    (length, header) = (bytes.Int64(at + 8), 16);
                else if (length == 0)
                    length = end - at;
                if (length < header || length > end - at)
                    throw new BrokenFileException("is truncated or has a damaged box")
                    {
                        Facts = _facts,
                    };
                Box(type, at + header, at + length, depth);
                at += length;
            }
        }

        private void Box(string type, long at, long end, int depth)
        {
            switch (type)
            {
                case "ftyp":
                    _typed = true;
                    if (bytes.At(at, 4).SequenceEqual("jpx "u8))
                        _facts = Extended;
                    else if (!bytes.At(at, 4).SequenceEqual("jp2 "u8))
                        throw new BrokenFileException(
                            $"is of another kind of JPEG 2000 (\"{bytes.Ascii(at, 4)}\")"
                        )
                        {
                            Facts = _facts,
                        };
                    break;
                // Requirements for readers are of JPX, whatever the brand says (ISO/IEC 15444-2, M.11.1).
                case "rreq":
                    _facts = Extended;
                    break;
                case "jp2h" or "res " when depth < MaxDepth:
                    Walk(at, end, depth + 1);
                    break;
                case "ihdr" when _header is null:
                    _header = (bytes.UInt32(at + 4), bytes.UInt32(at));
                    break;
                case "colr" when end - at > 3 && bytes.Byte(at) == 2:
                    CheckProfile(at + 3, end - at - 3);
                    _facts = _facts with
                    {
                        ColourProfile = IccProfile.NameOf(
                            bytes.Copy(at + 3, end - at - 3, IccProfile.MaxLength)
                        ),
                    };
                    break;
                case "colr" when end - at >= 7 && bytes.Byte(at) == 1:
                    _facts = Enumerated(bytes.UInt32(at + 3), _facts);
                    break;
                case "pclr":
                    _facts = _facts with { Colour = Colours.Palette };
                    break;
                case "xml " when HasControls(bytes.UpTo(at, (int)Math.Min(end - at, MaxComment))):
                    throw new BrokenFileException("has damaged XML inside") { Facts = _facts };
                case "url " when end == at || bytes.Byte(end - 1) != 0:
                    throw new BrokenFileException("has a damaged address inside")
                    {
                        Facts = _facts,
                    };
                case "uuid" when end - at > 16 && bytes.At(at, 16).SequenceEqual(Xmp):
                    _facts = _facts.With("XMP");
                    break;
                case "resc" or "resd" when end - at == 10:
                    Resolution(at);
                    break;
                case "jp2c" when _stream is null:
                    _stream = Codestream(bytes, at, end, _facts);
                    break;
                default:
                    break;
            }
        }

        /// <summary>Colour spaces without a profile (I.5.3.3).</summary>
        private static FileFacts Enumerated(uint space, FileFacts facts) =>
            space switch
            {
                16 or 18 => facts with
                {
                    Colour = facts.Colour ?? Colours.Rgb,
                    ColourProfile = facts.ColourProfile ?? "sRGB",
                },
                17 => facts with { Colour = facts.Colour ?? Colours.Grey },
                _ => facts,
            };

        /// <summary>Horizontal: numerator, denominator and exponent of ten, per metre (I.5.3.7).</summary>
        private void Resolution(long at)
        {
            var (over, under, exponent) = (
                bytes.UInt16(at + 4),
                bytes.UInt16(at + 6),
                (sbyte)bytes.Byte(at + 9)
            );
            if (over > 0 && under > 0 && exponent is >= 0 and < 10)
                _facts = _facts with
                {
                    Ppi = Math.Round((double)over / under * Math.Pow(10, exponent) * 0.0254, 1),
                };
        }

        /// <summary>An ICC profile's size and its table of tags (ICC.1:2022, 7.2 and 7.3).</summary>
        private void CheckProfile(long at, long length)
        {
            var fits = length >= 132 && bytes.UInt32(at) <= length;
            var count = fits ? bytes.UInt32(at + 128) : 0;
            fits = fits && count is > 0 and < 1000 && 132 + 12 * count <= length;
            for (var i = 0; fits && i < count; i++)
                fits =
                    (long)bytes.UInt32(at + 132 + 12 * i + 4) + bytes.UInt32(at + 132 + 12 * i + 8)
                    <= length;
            if (!fits)
                throw new BrokenFileException("has a damaged colour profile") { Facts = _facts };
        }
    }
}
