namespace Grants.Domain.Inspection.Formats;

/// <summary>MP3, told by its tag or by the headers of its first two frames (ISO/IEC 11172-3, 2.4.1.3, and 13818-3).</summary>
internal static class Mp3Reader
{
    private const int HeaderLength = 4;

    /// <summary>An old tag at the end of the file takes the place of a frame.</summary>
    private const int OldTagLength = 128;

    private static readonly int[] Kilobits1 =
    [
        32,
        40,
        48,
        56,
        64,
        80,
        96,
        112,
        128,
        160,
        192,
        224,
        256,
        320,
    ];

    private static readonly int[] Kilobits2 =
    [
        8,
        16,
        24,
        32,
        40,
        48,
        56,
        64,
        80,
        96,
        112,
        128,
        144,
        160,
    ];

    /// <summary>Of version 1, per second; half of it in version 2, a quarter in 2.5.</summary>
    private static readonly int[] Rates = [44_100, 48_000, 32_000];

    public static FileFacts Known { get; } =
        new("audio/mpeg", "MP3", ".mp3") { Kind = MediaKind.Sound, Compression = "MP3" };

    public static bool Begins(Bytes bytes)
    {
        if (bytes.UpTo(0, 3).SequenceEqual("ID3"u8))
            return true;
        if (FrameLength(bytes, 0) is not { } length)
            return false;
        return length == bytes.Length
            || FrameLength(bytes, length) is not null
            || bytes.Length == length + OldTagLength
                && bytes.UpTo(length, 3).SequenceEqual("TAG"u8);
    }

    /// <summary>Bytes from this header to the next; null where none is.</summary>
    private static int? FrameLength(Bytes bytes, long at)
    {
        if (bytes.UpTo(at, HeaderLength) is not [0xFF, var kind, var rates, var rest])
            return null;
        var (version, layer) = ((kind >> 3) & 3, (kind >> 1) & 3);
        var (bitrate, rate) = (rates >> 4, (rates >> 2) & 3);
        // Layer III is 01; version 01, rate 11 and emphasis 10 are reserved; a bitrate of 0 is the writer's own, which nobody writes.
        if (
            kind < 0xE0
            || layer != 1
            || version == 1
            || bitrate is 0 or 15
            || rate == 3
            || (rest & 3) == 2
        )
            return null;
        var isFirst = version == 3;
        var kilobits = (isFirst ? Kilobits1 : Kilobits2)[bitrate - 1];
        var perSecond =
            Rates[rate]
            / (
                isFirst ? 1
                : version == 2 ? 2
                : 4
            );
        return (isFirst ? 144_000 : 72_000) * kilobits / perSecond + ((rates >> 1) & 1);
    }
}
