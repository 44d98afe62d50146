using System.Runtime.Versioning;
using Grants.Domain.Deliverables;
using Grants.Domain.Inspection;
using Grants.Tests.Domain.Inspection;
using Grants.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Deliverables;

/// <summary>What the server isn't allowed to read is told, and keeps nothing else from being checked.</summary>
public sealed class UnreadableFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("grants-closed-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_file_of_the_store_that_is_closed_to_the_server_is_a_finding()
    {
        var store = new ClosingStore(new DiskFileStore(_folder))
        {
            Closed = SampleFiles.Digest(SampleFiles.Tiff(shade: 1)),
        };
        await using var desk = await DeliveryDesk.NewAsync(store: store);

        await desk.DeliverGoodAsync();

        (await desk.StoredAsync()).Status.Should().Be(DeliverableStatus.ValidationFailed);
        (await desk.Db.ReadAsync(d => d.BatchFindings.ToListAsync(Cancel)))
            .Should()
            .ContainSingle(f => f.Severity == FindingSeverity.Error)
            .Which.Should()
            .Match<BatchFinding>(f => f.Code == FindingCodes.FileUnreadable && f.Path == "a.tif");
    }

    [Fact]
    public async Task One_that_is_closed_later_is_unreadable_when_it_is_read_again()
    {
        var store = new ClosingStore(new DiskFileStore(_folder));
        await using var desk = await DeliveryDesk.NewAsync(store: store);
        await desk.DeliverGoodAsync();
        store.Closed = SampleFiles.Digest(SampleFiles.Tiff(shade: 1));
        desk.Db.Clock.Advance(TimeSpan.FromDays(91));

        (await desk.Recheck().RunPartAsync(Cancel)).Should().Be(3);

        (await desk.Db.ReadAsync(d => d.BatchFiles.OrderBy(f => f.Name).ToListAsync(Cancel)))
            .Select(f => f.FixityProblem)
            .Should()
            .Equal(BatchFile.Unreadable, null, null);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_folder_that_is_closed_to_the_server_hides_no_other()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "Nothing is closed to whoever runs this.");
        foreach (var name in (string[])["drive", "lost+found"])
        {
            Directory.CreateDirectory(Path.Combine(_folder, name));
            File.WriteAllBytes(Path.Combine(_folder, name, "a.tif"), [1]);
        }
        var closed = Path.Combine(_folder, "lost+found");
        File.SetUnixFileMode(closed, UnixFileMode.None);
        try
        {
            var masters = new MastersFolder(new StorageSettings { MastersFolder = _folder });
            masters.Mounted.Should().Equal("drive");
            using (masters.Open("drive/a.tif")) { }
            Assert.Throws<FileNotFoundException>(() => masters.Open("lost+found/a.tif"));
        }
        finally
        {
            File.SetUnixFileMode(
                closed,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
        }
    }

    private sealed class ClosingStore(IFileStore store) : IFileStore
    {
        /// <summary>SHA-256 of the content that can't be read.</summary>
        public string? Closed { get; set; }

        public Task<Stream> OpenAsync(string sha256, CancellationToken cancel) =>
            sha256 == Closed
                ? throw new UnauthorizedAccessException("Access to the path is denied.")
                : store.OpenAsync(sha256, cancel);

        public Task<StoredBytes> StoreAsync(Stream content, long limit, CancellationToken cancel) =>
            store.StoreAsync(content, limit, cancel);

        public IAsyncEnumerable<StoredBytes> ListAsync(
            DateTimeOffset before,
            CancellationToken cancel
        ) => store.ListAsync(before, cancel);

        public Task<bool> RemoveAsync(
            string sha256,
            DateTimeOffset before,
            CancellationToken cancel
        ) => store.RemoveAsync(sha256, before, cancel);

        public Task<bool> IsWritableAsync(CancellationToken cancel) =>
            store.IsWritableAsync(cancel);
    }
}
