namespace Grants.Domain.Inspection.Formats;

/// <summary>WAVE, Broadcast Wave (EBU Tech 3285), RF64 (EBU Tech 3306) and its successor BW64 (ITU-R BS.2088): every chunk.</summary>
internal static class WaveReader
{
    public const string MediaType = "audio/x-wav";

    /// <summary>WAVE_FORMAT_EXTENSIBLE.</summary>
    private const int Extensible = 0xFFFE;

    /// <summary>Versions of the bext chunk that exist.</summary>
    private const int NewestBext = 2;

    public static FileFacts Known { get; } =
        new(MediaType, "WAVE", ".wav", ".bwf", ".wave") { Kind = MediaKind.Sound };

    public static bool Begins(ReadOnlySpan<byte> start) =>
        start.StartsWith("RIFF"u8) || start.StartsWith("RF64"u8) || start.StartsWith("BW64"u8);

    public static FileFacts Read(Bytes bytes)
    {
        bytes.LittleEndian = true;
        var name = bytes.Ascii(0, 4);
        var large = name == "RIFF" ? null : name;
        var walk = new Chunks(bytes, large);
        var end = large is null ? 8L + bytes.UInt32(4) : bytes.Length;
        if (end > bytes.Length)
            throw new BrokenFileException("is truncated: it is shorter than its header says");
        walk.Walk(end);
        return walk.Finish();
    }

    /// <summary>Chunks of which there may be one.</summary>
    private static readonly HashSet<string> Once =
    [
        "ds64",
        "fmt ",
        "data",
        "fact",
        "bext",
        "cart",
        "cue ",
        "inst",
        "link",
        "mext",
        "plst",
        "smpl",
    ];

    /// <param name="large">RF64 or BW64, whose sizes are in a chunk of their own; null for others.</param>
    private sealed class Chunks(Bytes bytes, string? large)
    {
        private FileFacts _facts = Known;
        private readonly HashSet<string> _once = [];
        private long? _data64;
        private long _dataSize;
        private long _bytesPerSecond;
        private bool _formatted;
        private bool _data;

        public FileFacts Finish()
        {
            if (!_formatted)
                throw new BrokenFileException("doesn't say its sample format") { Facts = _facts };
            return _data
                ? _facts with
                {
                    Duration =
                        _bytesPerSecond >= 1000
                            ? TimeSpan.FromSeconds(_dataSize / (double)_bytesPerSecond)
                            : null,
                }
                : throw new BrokenFileException("holds no sound") { Facts = _facts };
        }

        public void Walk(long end)
        {
            long at = 12;
            while (at < end)
            {
                if (at + 8 > end)
                    throw new BrokenFileException("has bytes outside its chunks")
                    {
                        Facts = _facts,
                    };
                var id = System.Text.Encoding.Latin1.GetString(bytes.At(at, 4));
                long size = bytes.UInt32(at + 4);
                if (!IsName(id))
                    throw new BrokenFileException("has a damaged chunk") { Facts = _facts };
                if (large is not null && at == 12 && id != "ds64")
                    throw new BrokenFileException($"is a file in {large} without its sizes")
                    {
                        Facts = _facts,
                    };
                if (Once.Contains(id) && !_once.Add(id))
                    throw new BrokenFileException($"has two \"{id.Trim()}\" chunks")
                    {
                        Facts = _facts,
                    };
                if (size == 0xFFFFFFFF && id == "data")
                    size = _data64 ?? size;
                if (size > end - at - 8)
                    throw new BrokenFileException("is truncated: a chunk isn't all there")
                    {
                        Facts = _facts,
                    };
                Chunk(id, at + 8, size);
                at += 8 + size + (size & 1);
            }
        }

        /// <summary>Printable ASCII; spaces at the end only.</summary>
        private static bool IsName(string id) =>
            id.All(c => c is >= ' ' and <= '~')
            && !id.TrimEnd(' ').Contains(' ', StringComparison.Ordinal)
            && id[0] != ' ';

        private void Chunk(string id, long at, long size)
        {
            switch (id)
            {
                case "ds64":
                    if (large is null || size < 24)
                        throw new BrokenFileException("has a damaged table of sizes")
                        {
                            Facts = _facts,
                        };
                    _data64 = bytes.Int64(at + 8);
                    break;
                case "fmt ":
                    // 16 bytes, or 18 with the length of what follows them.
                    if (size != 16 && (size < 18 || size != 18 + bytes.UInt16(at + 16)))
                        throw new BrokenFileException("has a damaged sample format")
                        {
                            Facts = _facts,
                        };
                    _formatted = true;
                    _facts = Format(at, size, _facts);
                    break;
                case "bext":
                    if (size < 602 || bytes.UInt16(at + 346) > NewestBext)
                        throw new BrokenFileException("has a damaged broadcast chunk")
                        {
                            Facts = _facts,
                        };
                    _facts = _facts with
                    {
                        Name = large is null ? "Broadcast Wave" : $"Broadcast Wave ({large})",
                        // Originator and day of origination (EBU Tech 3285, 2.3).
                        Embedded =
                        [
                            .. _facts.Embedded,
                            $"bext version {bytes.UInt16(at + 346)}",
                            .. (
                                (string[])[bytes.Ascii(at + 256, 32), bytes.Ascii(at + 320, 10)]
                            ).Where(t => t.Length > 0),
                        ],
                    };
                    break;
                case "data":
                    if (!_formatted)
                        throw new BrokenFileException("has its sound before its sample format")
                        {
                            Facts = _facts,
                        };
                    _data =
                        size > 0
                            ? true
                            : throw new BrokenFileException("holds no sound") { Facts = _facts };
                    _dataSize = size;
                    break;
                case "_PMX":
                    _facts = _facts.With("XMP");
                    break;
                case "iXML":
                    _facts = _facts.With("iXML");
                    break;
                default:
                    break;
            }
        }

        private FileFacts Format(long at, long size, FileFacts facts)
        {
            var (channels, rate, bits) = (
                bytes.UInt16(at + 2),
                bytes.UInt32(at + 4),
                bytes.UInt16(at + 14)
            );
            _bytesPerSecond = bytes.UInt32(at + 8);
            var code = bytes.UInt16(at);
            // The extensible header keeps the code at the beginning of its own identifier.
            if (code == Extensible && size >= 40)
                code = bytes.UInt16(at + 24);
            return channels > 0 && rate is > 0 and <= int.MaxValue
                ? facts with
                {
                    Samples = channels,
                    SampleRate = (int)rate,
                    Bits = bits == 0 ? null : bits,
                    Compression = code switch
                    {
                        1 => "PCM",
                        3 => "floating point",
                        6 => "A-law",
                        7 => "µ-law",
                        _ => $"compression {code}",
                    },
                }
                : throw new BrokenFileException("has a damaged sample format") { Facts = facts };
        }
    }
}
