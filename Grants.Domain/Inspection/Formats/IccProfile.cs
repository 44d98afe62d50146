using System.Buffers.Binary;
using System.Text;

namespace Grants.Domain.Inspection.Formats;

/// <summary>Reads what an ICC colour profile is called (ICC.1:2022, 9.2.41).</summary>
public static class IccProfile
{
    /// <summary>Bytes that are read of one; profiles of devices reach about 2 MB.</summary>
    public const int MaxLength = 4 << 20;

    private const int MaxTags = 100;
    private const uint Description = 0x64657363; // desc: the tag, and its type in version 2
    private const uint Localized = 0x6D6C7563; // mluc: its type in version 4

    /// <returns>Empty when the profile has no readable name.</returns>
    public static string NameOf(ReadOnlySpan<byte> profile)
    {
        if (U32(profile, 128) is not { } count)
            return "";
        for (var i = 0; i < Math.Min(count, MaxTags); i++)
            if (U32(profile, 132 + 12 * i) == Description)
                return U32(profile, 136 + 12 * i) is { } at ? Text(profile, at).Trim() : "";
        return "";
    }

    private static string Text(ReadOnlySpan<byte> bytes, long at) =>
        U32(bytes, at) switch
        {
            Description when U32(bytes, at + 8) is { } length => Encoding
                .ASCII.GetString(Part(bytes, at + 12, length))
                .TrimEnd('\0'),
            Localized when (U32(bytes, at + 20), U32(bytes, at + 24)) is ({ } length, { } from) =>
                Encoding
                    .BigEndianUnicode.GetString(Part(bytes, at + from, length & ~1u))
                    .TrimEnd('\0'),
            _ => "",
        };

    private static uint? U32(ReadOnlySpan<byte> bytes, long at) =>
        at >= 0 && at <= bytes.Length - 4
            ? BinaryPrimitives.ReadUInt32BigEndian(bytes[(int)at..])
            : null;

    private static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> bytes, long at, uint length) =>
        at >= 0 && length <= 1000 && at <= bytes.Length - (long)length
            ? bytes.Slice((int)at, (int)length)
            : [];
}
