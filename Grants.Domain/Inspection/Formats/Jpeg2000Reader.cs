namespace Grants.Domain.Inspection.Formats;

/// <summary>
/// JPEG 2000 (ISO/IEC 15444-1): the boxes of a JP2 or JPX and the tile parts of its code stream, or a bare code stream.
/// </summary>
internal static class Jpeg2000Reader
{
    public const string MediaType = "image/jp2";

    private const int MaxDepth = 4;

    public static FileFacts Known { get; } =
        new(MediaType, "JPEG 2000", ".jp2", ".jpx", ".jpf", ".j2k", ".j2c");

    public static FileFacts Read(Bytes bytes)
    {
        if (bytes.Byte(0) == 0xFF)
            return Codestream(
                bytes,
                0,
                bytes.Length,
                Known with
                {
                    Name = "JPEG 2000 code stream",
                }
            );
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
                return facts;
            if (marker < 0xFF30)
                throw new BrokenFileException("has bytes where a marker belongs") { Facts = facts };
            if (marker == 0xFF90)
                at = SkipTilePart(bytes, at, end, facts);
            else
                at += 2 + Math.Max(2, bytes.UInt16(at + 2));
        }
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
        };
    }

    private static long Tiles(long length, long tile) => (length + tile - 1) / tile;

    private sealed class Boxes(Bytes bytes)
    {
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
                        _facts = _facts with { Name = "JPEG 2000 (JPX)" };
                    break;
                case "jp2h" or "res " when depth < MaxDepth:
                    Walk(at, end, depth + 1);
                    break;
                case "ihdr" when _header is null:
                    _header = (bytes.UInt32(at + 4), bytes.UInt32(at));
                    break;
                case "colr" when end - at > 3 && bytes.Byte(at) == 2:
                    CheckProfile(at + 3, end - at - 3);
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
