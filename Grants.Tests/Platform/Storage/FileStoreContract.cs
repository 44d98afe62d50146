using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Grants.Domain.Accounts;
using Grants.Domain.Files;
using Grants.Domain.Kernel;
using Grants.Tests.Support;
using Grants.Web.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Grants.Tests.Platform.Storage;

/// <summary>What every store of files keeps to.</summary>
public abstract class FileStoreContract : IDisposable
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("grants-store-").FullName;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract IFileStore Store { get; }

    /// <summary>"Section:Key=value" of a server that keeps its files there.</summary>
    protected abstract string[] Arguments { get; }

    protected static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>As if it had been stored ten days ago.</summary>
    protected abstract void Age(string sha256);

    /// <summary>Keys of everything that the store holds.</summary>
    protected abstract IReadOnlyList<string> Kept { get; }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1 << 16)]
    [InlineData((1 << 20) + 1)]
    public async Task Content_comes_back_byte_for_byte_under_its_SHA_256(int size)
    {
        var content = Bytes(size);

        var stored = await StoreAsync(content);

        stored.Should().Be(new StoredBytes(Digest(content), size));
        (await ReadAsync(stored.Sha256)).Should().Equal(content);
        NothingIsSpooled();
    }

    [Fact]
    public async Task A_large_file_in_several_parts_comes_back_byte_for_byte()
    {
        var content = Bytes(17 << 20);

        var stored = await StoreAsync(content);

        await using var kept = await Store.OpenAsync(stored.Sha256, Cancel);
        kept.Length.Should().Be(content.Length);
        Convert
            .ToHexStringLower(await SHA256.HashDataAsync(kept, Cancel))
            .Should()
            .Be(Digest(content));
    }

    [Fact]
    public async Task What_is_longer_than_the_limit_leaves_nothing()
    {
        var content = Bytes(100_001);

        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            Store.StoreAsync(new MemoryStream(content), 100_000, Cancel)
        );

        refused.Refusal.Reason.Should().Contain("97.7 KiB");
        Kept.Should().NotContain(Digest(content));
        NothingIsSpooled();
    }

    [Fact]
    public async Task A_sender_that_goes_away_leaves_nothing()
    {
        await Assert.ThrowsAsync<IOException>(() =>
            Store.StoreAsync(new BrokenOff(Bytes(50_000)), 1 << 20, Cancel)
        );

        NothingIsSpooled();
    }

    [Fact]
    public async Task Equal_content_is_kept_once()
    {
        var content = Bytes(70_000);

        await Task.WhenAll(StoreAsync(content), StoreAsync(content));
        await StoreAsync(content);

        Kept.Count(k => k == Digest(content)).Should().Be(1);
        (await ReadAsync(Digest(content))).Should().Equal(content);
    }

    [Fact]
    public async Task It_is_read_from_anywhere_forwards_and_backwards()
    {
        var content = Bytes(700_001);
        var stored = await StoreAsync(content);
        await using var kept = await Store.OpenAsync(stored.Sha256, Cancel);
        var random = new Random(11);
        int[] sizes = [1, 16, 4096, 100_000];

        for (var i = 0; i < 60; i++)
        {
            var at = i == 0 ? content.Length - 8 : random.Next(content.Length);
            var part = new byte[Math.Min(sizes[i % sizes.Length], content.Length - at)];
            kept.Seek(at, SeekOrigin.Begin);
            if (i % 2 == 0)
                kept.ReadExactly(part);
            else
                await kept.ReadExactlyAsync(part, Cancel);
            part.AsSpan().SequenceEqual(content.AsSpan(at, part.Length)).Should().BeTrue();
        }
        kept.Seek(0, SeekOrigin.End);
        (await kept.ReadAsync(new byte[10], Cancel)).Should().Be(0);
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("../../../../../../../../etc/passwd")]
    [InlineData("")]
    public async Task What_was_never_stored_is_not_found(string key)
    {
        await Assert.ThrowsAsync<NotFoundException>(() => Store.OpenAsync(key, Cancel));
        Assert.Throws<FileNotFoundException>(() => Store.OpenBlocking(key));
    }

    [Fact]
    public async Task Old_content_is_listed_and_let_go_and_what_is_stored_anew_is_not_old()
    {
        var (old, renewed, fresh) = (Bytes(1_001), Bytes(1_002), Bytes(1_003));
        foreach (var content in new[] { old, renewed })
            Age((await StoreAsync(content)).Sha256);
        await StoreAsync(fresh);
        var before = Now - TimeSpan.FromDays(2);
        (await ListAsync(before))
            .Should()
            .Contain([new(Digest(old), 1_001), new(Digest(renewed), 1_002)])
            .And.NotContain(c => c.Sha256 == Digest(fresh));

        await StoreAsync(renewed);

        (await ListAsync(before)).Should().NotContain(c => c.Sha256 == Digest(renewed));
        (await Store.RemoveAsync(Digest(renewed), before, Cancel)).Should().BeFalse();
        (await Store.RemoveAsync(Digest(fresh), before, Cancel)).Should().BeFalse();
        (await Store.RemoveAsync(Digest(old), before, Cancel)).Should().BeTrue();
        (await Store.RemoveAsync(Digest(old), before, Cancel)).Should().BeFalse();
        Kept.Should().NotContain(Digest(old));
        (await ReadAsync(Digest(renewed))).Should().Equal(renewed);
        (await ReadAsync(Digest(fresh))).Should().Equal(fresh);
        NothingIsSpooled();
    }

    [Fact]
    public async Task It_says_that_it_can_be_written() =>
        (await Store.IsWritableAsync(Cancel)).Should().BeTrue();

    [Fact]
    public async Task A_part_of_a_file_is_downloaded_from_its_address()
    {
        await using var app = await TestApp.StartAsync(null, Arguments);
        var content = Bytes(300_000);
        var stored = await app
            .Services.GetRequiredService<IFileStore>()
            .StoreAsync(new MemoryStream(content), 1 << 20, Cancel);
        var file = new StoredFile(
            FileOwner.Funder,
            Guid.CreateVersion7(),
            "mark.bin",
            "application/octet-stream",
            stored.Size,
            stored.Sha256,
            Given.Stamp(Actor.System)
        );
        await app.AddAsync(file);
        using var browser = app.Browser();
        using var part = new HttpRequestMessage(HttpMethod.Get, FileDownloads.Address(file.Id));
        part.Headers.Range = new RangeHeaderValue(200_000, 200_099);

        var answer = await browser.SendAsync(part, Cancel);

        answer.StatusCode.Should().Be(HttpStatusCode.PartialContent);
        (await answer.Content.ReadAsByteArrayAsync(Cancel))
            .Should()
            .Equal(content[200_000..200_100]);
        (await browser.GetByteArrayAsync(FileDownloads.Address(file.Id), Cancel))
            .Should()
            .Equal(content);
        (await browser.GetAsync("/health/ready", Cancel)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected Task<StoredBytes> StoreAsync(byte[] content) =>
        Store.StoreAsync(new MemoryStream(content), 1 << 30, Cancel);

    private async Task<List<StoredBytes>> ListAsync(DateTimeOffset before)
    {
        List<StoredBytes> found = [];
        await foreach (var content in Store.ListAsync(before, Cancel))
            found.Add(content);
        return found;
    }

    protected async Task<byte[]> ReadAsync(string sha256)
    {
        await using var kept = await Store.OpenAsync(sha256, Cancel);
        using var bytes = new MemoryStream();
        await kept.CopyToAsync(bytes, Cancel);
        return bytes.ToArray();
    }

    protected static byte[] Bytes(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }

    protected static string Digest(byte[] content) =>
        Convert.ToHexStringLower(SHA256.HashData(content));

    private void NothingIsSpooled() =>
        Directory.EnumerateFiles(Path.Combine(Folder, "incoming")).Should().BeEmpty();

    /// <summary>Gives its bytes and then fails, as a lost connection does.</summary>
    private sealed class BrokenOff(byte[] content) : MemoryStream(content)
    {
        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer,
            CancellationToken cancellationToken = default
        ) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and var read
                ? read
                : throw new IOException("The sender went away.");
    }
}
