using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Grants.Domain.Inspection.Bags;

/// <summary>
/// The end of a ZIP (PKWARE APPNOTE 4.3.14 to 4.3.16), read before its directory: what lies about its length or hides in
/// another file is refused before anything is held in memory for it.
/// </summary>
internal static class ZipEnd
{
    /// <summary>A directory of 200,000 entries has about 30 MB.</summary>
    private const long MaxDirectory = 64 << 20;

    private const int EndLength = 22;
    private const int LocatorLength = 20;
    private const int LongEndLength = 56;
    private const uint EndMark = 0x06054b50;
    private const uint LocatorMark = 0x07064b50;
    private const uint LongEndMark = 0x06064b50;
    private const uint FileMark = 0x04034b50;

    /// <returns>How many entries it says it has.</returns>
    /// <exception cref="InvalidDataException">It isn't one whole ZIP and nothing else.</exception>
    public static long CountEntries(Stream zip)
    {
        if (zip.Length < EndLength)
            throw new InvalidDataException("It is too short for a ZIP.");
        if (BinaryPrimitives.ReadUInt32LittleEndian(At(zip, 0, 4)) is not (FileMark or EndMark))
            throw new InvalidDataException("It doesn't begin as a ZIP does.");
        var tail = At(
            zip,
            Math.Max(0, zip.Length - EndLength - ushort.MaxValue),
            (int)Math.Min(zip.Length, EndLength + ushort.MaxValue)
        );
        var at = EndIn(tail);
        var end = tail.AsSpan(at, EndLength);
        var place = zip.Length - tail.Length + at;
        var (entries, length, offset) = (
            (long)BinaryPrimitives.ReadUInt16LittleEndian(end[10..]),
            (long)BinaryPrimitives.ReadUInt32LittleEndian(end[12..]),
            (long)BinaryPrimitives.ReadUInt32LittleEndian(end[16..])
        );
        if (LongEnd(zip, place) is { } large)
        {
            place = large;
            var record = At(zip, large, LongEndLength);
            (entries, length, offset) = (
                BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(32)),
                BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(40)),
                BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(48))
            );
        }
        if (length is < 0 or > MaxDirectory)
            throw new InvalidDataException("Its directory is larger than any that is taken.");
        if (offset < 0 || offset + length != place)
            throw new InvalidDataException("It isn't a ZIP and nothing else.");
        return entries;
    }

    private static int EndIn(byte[] tail)
    {
        for (var i = tail.Length - EndLength; i >= 0; i--)
            if (
                BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(i)) == EndMark
                && i + EndLength + BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(i + 20))
                    == tail.Length
            )
                return i;
        throw new InvalidDataException("It has no end, or something behind it.");
    }

    /// <summary>Where the record for more than 4 GiB or 65,535 entries begins; null where there is none.</summary>
    private static long? LongEnd(Stream zip, long end)
    {
        if (end < LocatorLength + LongEndLength)
            return null;
        var locator = At(zip, end - LocatorLength, LocatorLength);
        if (BinaryPrimitives.ReadUInt32LittleEndian(locator) != LocatorMark)
            return null;
        var place = BinaryPrimitives.ReadInt64LittleEndian(locator.AsSpan(8));
        return
            place >= 0
            && place <= end - LocatorLength - LongEndLength
            && BinaryPrimitives.ReadUInt32LittleEndian(At(zip, place, 4)) == LongEndMark
            ? place
            : throw new InvalidDataException("Its end leads nowhere.");
    }

    private static byte[] At(Stream stream, long place, int length)
    {
        var bytes = new byte[length];
        stream.Position = place;
        stream.ReadExactly(bytes);
        return bytes;
    }
}

/// <summary>
/// The headers of a tar (POSIX.1-2024 pax, "ustar Interchange Format"), walked before it is read: an extended header may say that it has
/// gigabytes, and a reader makes room for them.
/// </summary>
internal static partial class TarHeaders
{
    private const int Block = 512;
    private const int MaxExtended = 1 << 20;

    /// <exception cref="InvalidDataException">It isn't a tar from its first byte, or an extended header is too large.</exception>
    public static void Check(Stream tar, int maxEntries)
    {
        var header = new byte[Block];
        long? extendedSize = null;
        for (var count = 0; count <= maxEntries && tar.Position + Block <= tar.Length; count++)
        {
            tar.ReadExactly(header);
            if (!header.AsSpan().ContainsAnyExcept((byte)0))
                break;
            if (!HasItsChecksum(header) || (count == 0 && !IsTar(header)))
                throw new InvalidDataException(
                    count == 0 ? "It isn't a tar." : "A header in it is damaged."
                );
            var size = Number(header.AsSpan(124, 12));
            var kind = (char)header[156];
            if (kind is 'x' or 'g' or 'L' or 'K')
            {
                if (size is < 0 or > MaxExtended)
                    throw new InvalidDataException(
                        "A header in it is larger than any that is taken."
                    );
                var extended = new byte[size];
                tar.ReadExactly(extended);
                if (
                    kind == 'x'
                    && SizeIn().Match(Encoding.UTF8.GetString(extended)) is { Success: true } said
                )
                    extendedSize = long.Parse(
                        said.Groups["size"].Value,
                        CultureInfo.InvariantCulture
                    );
                tar.Position += Padding(size);
                continue;
            }
            if (kind is not ('1' or '2' or '3' or '4' or '5' or '6'))
            {
                size = extendedSize ?? size;
                if (size < 0 || size > tar.Length - tar.Position)
                    throw new InvalidDataException("It ends too early.");
                tar.Position += size + Padding(size);
            }
            extendedSize = null;
        }
        tar.Position = 0;
    }

    private static bool IsTar(byte[] header) =>
        header.AsSpan(257, 5).SequenceEqual("ustar"u8) || header[257] == 0;

    /// <summary>The sum of all bytes, those of the sum itself taken as blanks.</summary>
    private static bool HasItsChecksum(byte[] header)
    {
        var sum = 8 * ' ';
        for (var i = 0; i < Block; i++)
            if (i is < 148 or >= 156)
                sum += header[i];
        return Number(header.AsSpan(148, 8)) == sum;
    }

    /// <summary>Octal digits, or binary where the first bit is set (GNU). -1 when it is neither.</summary>
    private static long Number(ReadOnlySpan<byte> field)
    {
        if ((field[0] & 0x80) != 0)
            return field[^8..][0] < 0x80 ? BinaryPrimitives.ReadInt64BigEndian(field[^8..]) : -1;
        long value = 0;
        foreach (var c in field)
            if (c is >= (byte)'0' and <= (byte)'7')
                value = value * 8 + (c - '0');
            else if (c is not ((byte)' ' or 0))
                return -1;
        return value;
    }

    private static long Padding(long size) => (Block - size % Block) % Block;

    [GeneratedRegex(@"(^|\n)[0-9]+ size=(?<size>[0-9]{1,18})\n", RegexOptions.ExplicitCapture)]
    private static partial Regex SizeIn();
}
