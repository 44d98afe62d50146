namespace Grants.Web.Platform.Storage;

/// <summary>
/// Reads remote content as a seekable stream: from where it is read it is opened to its end and read on in order, and only a step that isn't a
/// small one forward opens it again elsewhere. A line that breaks is taken up again where it broke.
/// </summary>
/// <param name="length">Bytes.</param>
/// <param name="openAt">Opens the content from a byte on, to its end.</param>
internal sealed class RangeStream(long length, Func<long, CancellationToken, Task<Stream>> openAt)
    : Stream
{
    /// <summary>Up to so many bytes forward are read and thrown away, which is sooner done than a new request.</summary>
    private const int SmallStep = 1 << 16;

    private const int Attempts = 3;

    private Stream? _source;
    private long _sourcePosition;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    public override long Seek(long offset, SeekOrigin origin)
    {
        var position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => Position + offset,
            _ => length + offset,
        };
        return position < 0
            ? throw new IOException("Before the beginning of the file.")
            : Position = position;
    }

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer,
        CancellationToken cancellationToken = default
    )
    {
        if (buffer.Length == 0 || Position >= length)
            return 0;
        for (var attempt = 1; ; attempt++)
            try
            {
                var source = await SourceAsync(cancellationToken);
                var read = await source.ReadAsync(buffer, cancellationToken);
                if (read == 0)
                    throw new EndOfStreamException("The content ended too soon.");
                _sourcePosition += read;
                Position += read;
                return read;
            }
            catch (IOException) when (attempt < Attempts)
            {
                Leave();
            }
            catch (IOException broken)
            {
                throw new FileStoreUnavailableException("The file store broke off.", broken);
            }
    }

    /// <summary>Waits; see <see cref="BlockingFileStore"/>.</summary>
    public override int Read(Span<byte> buffer)
    {
        var bytes = new byte[Math.Min(buffer.Length, SmallStep)];
        var read = ReadAsync(bytes.AsMemory()).AsTask().GetAwaiter().GetResult();
        bytes.AsSpan(0, read).CopyTo(buffer);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override Task<int> ReadAsync(
        byte[] buffer,
        int offset,
        int count,
        CancellationToken cancellationToken
    ) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Leave();
        base.Dispose(disposing);
    }

    /// <summary>Open at the position.</summary>
    private async Task<Stream> SourceAsync(CancellationToken cancel)
    {
        if (_source is not null && Position - _sourcePosition is < 0 or > SmallStep)
            Leave();
        if (_source is null)
        {
            _source = await openAt(Position, cancel);
            _sourcePosition = Position;
        }
        await SkipAsync(_source, (int)(Position - _sourcePosition), cancel);
        return _source;
    }

    private async Task SkipAsync(Stream source, int bytes, CancellationToken cancel)
    {
        if (bytes == 0)
            return;
        await source.ReadExactlyAsync(new byte[bytes], cancel);
        _sourcePosition += bytes;
    }

    private void Leave()
    {
        _source?.Dispose();
        _source = null;
    }
}
