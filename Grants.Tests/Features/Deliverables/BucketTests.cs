using Grants.Domain.Deliverables;
using Grants.Tests.Domain.Inspection;
using Grants.Tests.Support;
using Grants.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Deliverables;

public sealed class BucketTests : IClassFixture<TestBucket>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("grants-bucket-").FullName;
    private readonly TestBucket _bucket;

    public BucketTests(TestBucket bucket) => _bucket = bucket;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_delivery_whose_files_are_in_a_bucket_is_unpacked_checked_and_accepted()
    {
        using var store = new S3FileStore(_bucket.Settings, new Spool(_folder));
        await using var desk = await DeliveryDesk.NewAsync(store: store);
        var (first, second) = (SampleFiles.Tiff(shade: 1), SampleFiles.Tiff(shade: 2));
        var batchId = await desk.DeliverAsync(
            ("sheet.csv", SampleFiles.Sheet("a.tif", "b.tif")),
            ("b.tif", second),
            ("letters.zip", Packages.Zip(("a.tif", first)))
        );

        (await desk.StoredAsync()).Status.Should().Be(DeliverableStatus.Validated);
        await desk.Begin(desk.Officer).RunAsync(desk.D1, Cancel);
        await desk.Judge(desk.Officer).PassAsync(batchId, 1, Cancel);
        await desk.Judge(desk.Officer).PassAsync(batchId, 2, Cancel);
        await desk.Accept(desk.Officer).RunAsync(desk.D1, null, Cancel);

        (await desk.StoredAsync()).Status.Should().Be(DeliverableStatus.Accepted);
        (await desk.NamesAsync(batchId)).Should().Equal("a.tif", "b.tif", "sheet.csv");
        foreach (var content in new[] { first, second })
            (await File.ReadAllBytesAsync(_bucket.PlaceOf(SampleFiles.Digest(content)), Cancel))
                .Should()
                .Equal(content);
    }

    [Fact]
    public async Task Kept_files_in_a_bucket_are_read_again_and_a_change_is_seen()
    {
        using var store = new S3FileStore(_bucket.Settings, new Spool(_folder));
        await using var desk = await DeliveryDesk.NewAsync(store: store);
        await desk.DeliverGoodAsync();
        var place = _bucket.PlaceOf(SampleFiles.Digest(SampleFiles.Tiff(shade: 1)));
        var bytes = await File.ReadAllBytesAsync(place, Cancel);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(place, bytes, Cancel);
        desk.Db.Clock.Advance(TimeSpan.FromDays(91));

        await desk.Recheck().RunPartAsync(Cancel);

        var files = await desk.Db.ReadAsync(d => d.BatchFiles.ToListAsync(Cancel));
        files
            .Where(f => f.FixityProblem != null)
            .Select(f => (f.Name, f.FixityProblem))
            .Should()
            .Equal(("a.tif", BatchFile.Changed));
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(place, bytes, Cancel); // other tests use the bucket too
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
