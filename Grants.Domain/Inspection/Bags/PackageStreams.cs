namespace Grants.Domain.Inspection.Bags;

/// <summary>A stream for reading that is over after a given count of bytes.</summary>
internal abstract class BoundedStream(Stream inner, long length) : Stream
{
    private long _done;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _done;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_done == length)
        {
            AtEnd(inner);
            return 0;
        }
        var read = inner.Read(buffer[..(int)Math.Min(buffer.Length, length - _done)]);
        if (read == 0 && buffer.Length > 0)
            throw new InvalidDataException("It ends too early.");
        _done += read;
        return read;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException();

    protected virtual void AtEnd(Stream rest) { }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>An entry that must have exactly the length that its package says.</summary>
internal sealed class ExactStream(Stream inner, long length) : BoundedStream(inner, length)
{
    protected override void AtEnd(Stream rest)
    {
        if (rest.ReadByte() >= 0)
            throw new InvalidDataException("It is longer than the package says.");
    }
}

/// <summary>A part of a longer stream.</summary>
internal sealed class PartStream : BoundedStream
{
    public PartStream(Stream whole, long offset, long length)
        : base(whole, length) => whole.Position = offset;
}

/// <summary>A reader of its own, with its own position, of a stream that several read; closing it leaves the stream open.</summary>
internal sealed class SharedStream(Stream whole) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => whole.Length;

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count) =>
        Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        lock (whole)
        {
            whole.Position = Position;
            var read = whole.Read(buffer);
            Position += read;
            return read;
        }
    }

    public override long Seek(long offset, SeekOrigin origin) =>
        Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => Position + offset,
            _ => Length + offset,
        };

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException();
}
