using Grants.Web.Platform.Storage;

namespace Grants.Tests.Platform.Storage;

public sealed class RangeStreamTests
{
    private static readonly byte[] Content =
    [
        .. Enumerable.Range(0, 1_000_000).Select(i => (byte)(i * 31 % 251)),
    ];

    private readonly List<long> _opened = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_read_in_order_is_opened_once()
    {
        await using var stream = Stream();
        using var read = new MemoryStream();

        await stream.CopyToAsync(read, 1000, Cancel);

        read.ToArray().Should().Equal(Content);
        _opened.Should().Equal(0);
    }

    [Fact]
    public async Task A_small_step_forward_reads_on_and_any_other_opens_anew()
    {
        await using var stream = Stream();

        foreach (var at in new[] { 0, 30_000, 500_000, 500_000, 499_999 })
        {
            stream.Position = at;
            var part = new byte[100];
            await stream.ReadExactlyAsync(part, Cancel);
            part.Should().Equal(Content[at..(at + 100)]);
        }

        _opened.Should().Equal(0, 500_000, 500_000, 499_999);
    }

    [Fact]
    public async Task A_line_that_breaks_is_taken_up_where_it_broke()
    {
        await using var stream = Stream(breaksAfter: 400_000);
        using var read = new MemoryStream();

        await stream.CopyToAsync(read, 1000, Cancel);

        read.ToArray().Should().Equal(Content);
        _opened.Should().Equal(0, 400_000, 800_000);
    }

    [Fact]
    public async Task A_line_that_breaks_again_and_again_is_an_outage()
    {
        await using var stream = Stream(breaksAfter: 0);

        await Assert.ThrowsAsync<FileStoreUnavailableException>(async () =>
            await stream.ReadExactlyAsync(new byte[10], Cancel)
        );

        _opened.Should().HaveCount(3);
    }

    private RangeStream Stream(int breaksAfter = int.MaxValue) =>
        new(
            Content.Length,
            (at, _) =>
            {
                _opened.Add(at);
                return Task.FromResult<Stream>(new Line(Content[(int)at..], breaksAfter));
            }
        );

    private sealed class Line(byte[] content, int breaksAfter) : MemoryStream(content)
    {
        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer,
            CancellationToken cancellationToken = default
        )
        {
            var left = (int)Math.Min(breaksAfter - Position, buffer.Length);
            return left > 0
                ? await base.ReadAsync(buffer[..left], cancellationToken)
                : throw new IOException("Connection reset by peer");
        }
    }
}
