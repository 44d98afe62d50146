using System.Buffers.Binary;

namespace Grants.Web.Platform;

/// <summary>Reads big-endian numbers from a file that may be broken.</summary>
internal readonly struct BigEndian(ReadOnlyMemory<byte> bytes)
{
    public int Length => bytes.Length;

    /// <exception cref="InvalidDataException">Any part lies outside of the file.</exception>
    public ReadOnlyMemory<byte> Slice(long at, long length) =>
        at >= 0 && length >= 0 && at + length <= bytes.Length
            ? bytes.Slice((int)at, (int)length)
            : throw new InvalidDataException(
                $"The file ends before byte {at + length}; it has {bytes.Length}."
            );

    /// <inheritdoc cref="Slice"/>
    public byte U8(long at) => Slice(at, 1).Span[0];

    /// <inheritdoc cref="Slice"/>
    public ushort U16(long at) => BinaryPrimitives.ReadUInt16BigEndian(Slice(at, 2).Span);

    /// <inheritdoc cref="Slice"/>
    public short I16(long at) => BinaryPrimitives.ReadInt16BigEndian(Slice(at, 2).Span);

    /// <inheritdoc cref="Slice"/>
    public uint U32(long at) => BinaryPrimitives.ReadUInt32BigEndian(Slice(at, 4).Span);
}
