using System.Buffers.Binary;

namespace Grants.Domain.Inspection.Formats;

/// <summary>Random reading of a seekable stream through one window of 64 KiB, whatever its size.</summary>
internal sealed class Bytes(Stream stream)
{
    private const int WindowSize = 1 << 16;

    private readonly byte[] _window = new byte[WindowSize];
    private long _start;
    private int _length;

    public long Length { get; } = stream.Length;

    /// <summary>Byte order of the numbers below.</summary>
    public bool LittleEndian { get; set; }

    /// <param name="count">At most 64 KiB. The span holds until the next call.</param>
    /// <exception cref="BrokenFileException">They aren't all there.</exception>
    public ReadOnlySpan<byte> At(long offset, int count)
    {
        if (offset < 0 || count < 0 || offset > Length - count)
            throw new BrokenFileException("ends before its header says");
        if (offset < _start || offset + count > _start + _length)
            Load(offset);
        if (offset + count > _start + _length)
            throw new BrokenFileException("ends before its header says");
        return _window.AsSpan((int)(offset - _start), count);
    }

    /// <summary>What there is from the offset on, at most so many bytes.</summary>
    public ReadOnlySpan<byte> UpTo(long offset, int count) =>
        offset >= Length
            ? []
            : At(offset, (int)Math.Min(Math.Min(count, WindowSize), Length - offset));

    /// <summary>A part of any length as an array of its own, such as a colour profile.</summary>
    /// <param name="most">Bytes; what is longer comes cut.</param>
    public byte[] Copy(long offset, long count, int most)
    {
        var copy = new byte[Math.Clamp(Math.Min(count, Length - offset), 0, most)];
        for (var done = 0; done < copy.Length; )
        {
            var part = UpTo(offset + done, copy.Length - done);
            part.CopyTo(copy.AsSpan(done));
            done += part.Length;
        }
        return copy;
    }

    public string Ascii(long offset, int count) =>
        System.Text.Encoding.Latin1.GetString(UpTo(offset, count)).TrimEnd('\0', ' ');

    public byte Byte(long offset) => At(offset, 1)[0];

    public int UInt16(long offset)
    {
        var bytes = At(offset, 2);
        return LittleEndian
            ? BinaryPrimitives.ReadUInt16LittleEndian(bytes)
            : BinaryPrimitives.ReadUInt16BigEndian(bytes);
    }

    public uint UInt32(long offset)
    {
        var bytes = At(offset, 4);
        return LittleEndian
            ? BinaryPrimitives.ReadUInt32LittleEndian(bytes)
            : BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    /// <exception cref="BrokenFileException">It is larger than any file.</exception>
    public long Int64(long offset)
    {
        var bytes = At(offset, 8);
        var value = LittleEndian
            ? BinaryPrimitives.ReadUInt64LittleEndian(bytes)
            : BinaryPrimitives.ReadUInt64BigEndian(bytes);
        return value <= long.MaxValue
            ? (long)value
            : throw new BrokenFileException("has an impossible offset");
    }

    private void Load(long offset)
    {
        _start = offset;
        stream.Position = offset;
        _length = stream.ReadAtLeast(_window, WindowSize, throwOnEndOfStream: false);
    }
}
