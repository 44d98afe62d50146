using Grants.Domain.Deliverables;
using Grants.Domain.Inspection;
using Grants.Tests.Domain.Inspection;
using Grants.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Deliverables;

/// <summary>Bags and other packages that come as one file and become the batch's files.</summary>
public sealed class UnpackingTests
{
    private static readonly byte[] Sheet = SampleFiles.Sheet("a.tif", "b.tif");
    private static readonly byte[] A = SampleFiles.Tiff(shade: 1);
    private static readonly byte[] B = SampleFiles.Tiff(shade: 2);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static (string, byte[])[] Whole =>
        [("sheet.csv", Sheet), ("box/a.tif", A), ("box/b.tif", B)];

    [Theory]
    [InlineData("bag.zip")]
    [InlineData("bag.tar")]
    [InlineData("bag.tar.gz")]
    public async Task A_bag_becomes_the_files_of_its_batch_with_its_checks_recorded(string name)
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var bag = Packages.Bag(Whole);
        var batchId = await desk.DeliverAsync(
            (
                name,
                Path.GetExtension(name) switch
                {
                    ".zip" => Packages.Zip(bag),
                    ".gz" => Packages.Gzip(Packages.Tar(bag)),
                    _ => Packages.Tar(bag),
                }
            )
        );

        (await desk.NamesAsync(batchId)).Should().Equal("a.tif", "b.tif", "sheet.csv");
        (await desk.StoredAsync()).Status.Should().Be(DeliverableStatus.Validated);
        (await FindingsAsync(desk, batchId))
            .Should()
            .NotContain(f => f.Code == FindingCodes.ChecksumMissing, "its manifest proves all");
        var file = await desk.Db.ReadAsync(d =>
            d.BatchFiles.SingleAsync(f => f.Name == "a.tif", Cancel)
        );
        (file.Sha256, file.ProvedBy)
            .Should()
            .Be((SampleFiles.Digest(A), $"manifest-sha256.txt of {name}"));
        (await desk.Db.ReadAsync(d => d.Files.SingleAsync(f => f.Id == file.StoredFileId, Cancel)))
            .ContentType.Should()
            .Be("image/tiff");
        var events = await EventsAsync(desk, batchId, name);
        events.Should().Contain(e => e.Type == "unpacking" && e.Outcome == "success");
        events.Should().Contain(e => e.Type == "fixity check" && e.Detail.Contains("BagIt 1.0"));
    }

    [Fact]
    public async Task A_file_that_changed_in_the_bag_is_refused_and_the_others_need_not_come_again()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var bag = Packages
            .Bag(Whole)
            .Select(f => f.Path.EndsWith("a.tif", StringComparison.Ordinal) ? (f.Path, B[..^1]) : f)
            .ToArray();
        var batchId = await desk.DeliverAsync(("bag.zip", Packages.Zip(bag)));

        (await desk.StoredAsync()).Status.Should().Be(DeliverableStatus.ValidationFailed);
        (await FindingsAsync(desk, batchId))
            .Should()
            .Contain(f => f.Code == FindingCodes.ChecksumDiffers && f.Path == "a.tif");
        (await EventsAsync(desk, batchId, "bag.zip"))
            .Should()
            .Contain(e => e.Type == "fixity check" && e.Outcome == "fail");
        var next = await desk.Start(desk.Archivist).RunAsync(desk.D1, Cancel);
        (await desk.NamesAsync(next)).Should().Equal("b.tif", "sheet.csv");
    }

    [Fact]
    public async Task A_package_that_is_no_bag_is_unpacked_as_well()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await desk.DeliverAsync(
            ("batch.zip", Packages.Zip([.. Whole, ("__MACOSX/._a.tif", [1])]))
        );
        (await desk.NamesAsync(batchId)).Should().Equal("a.tif", "b.tif", "sheet.csv");
        (await FindingsAsync(desk, batchId))
            .Should()
            .Contain(f => f.Code == FindingCodes.ChecksumMissing);
    }

    [Fact]
    public async Task What_is_packed_twice_or_named_twice_is_told_and_not_guessed()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await desk.DeliverAsync(
            (
                "batch.zip",
                Packages.Zip([
                    .. Whole,
                    ("other/a.tif", B),
                    ("inner.zip", Packages.Zip(("c.tif", A))),
                ])
            )
        );
        var findings = await FindingsAsync(desk, batchId);
        findings.Should().Contain(f => f.Code == FindingCodes.FileNamedTwice && f.Path == "a.tif");
        findings
            .Should()
            .Contain(f => f.Code == FindingCodes.PackageNested && f.Path == "inner.zip");
        (await desk.NamesAsync(batchId)).Should().NotContain("c.tif").And.NotContain("inner.zip");
    }

    [Fact]
    public async Task Of_a_file_sent_alone_and_one_in_a_package_the_later_counts()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await desk.Start(desk.Archivist).RunAsync(desk.D1, Cancel);
        await desk.SendAsync(batchId, "a.tif", B);
        await desk.SendAsync(batchId, "bag.zip", Packages.Zip(Packages.Bag(Whole)));
        await desk.SendAsync(batchId, "b.tif", SampleFiles.Tiff(shade: 9));
        await desk.Submit(desk.Archivist).RunAsync(batchId, Cancel);
        await desk.Check().RunAsync(batchId, Cancel);

        var files = await desk.Db.ReadAsync(d =>
            d.BatchFiles.Where(f => f.BatchId == batchId)
                .ToDictionaryAsync(f => f.Name, f => f.Sha256, Cancel)
        );
        files["a.tif"].Should().Be(SampleFiles.Digest(A));
        files["b.tif"].Should().Be(SampleFiles.Digest(SampleFiles.Tiff(shade: 9)));
    }

    [Fact]
    public async Task Paths_that_lead_outside_are_refused_on_arrival_and_write_nothing()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await desk.Start(desk.Archivist).RunAsync(desk.D1, Cancel);
        var before = Everything(desk);
        foreach (
            var path in (string[])
                ["../../outside.txt", "/tmp/grants-outside.txt", "C:\\outside.txt", "~/outside.txt"]
        )
        foreach (
            var (name, content) in ((string, byte[])[])
                [
                    ("bag.zip", Packages.Zip([.. Packages.Bag(Whole), (path, A)])),
                    ("bag.tar", Packages.Tar([.. Packages.Bag(Whole), (path, A)])),
                ]
        )
            (await DeliveryDesk.RefusalAsync(() => desk.SendAsync(batchId, name, content)))
                .Should()
                .Contain("Nothing of this package is unpacked.");
        Everything(desk).Should().BeEquivalentTo(before);
        File.Exists("/tmp/grants-outside.txt").Should().BeFalse();
    }

    [Fact]
    public async Task A_packed_bomb_is_refused_on_arrival_and_leaves_nothing()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await desk.Start(desk.Archivist).RunAsync(desk.D1, Cancel);

        var refusal = await DeliveryDesk.RefusalAsync(() =>
            desk.SendAsync(batchId, "bomb.tgz", Packages.GzipOfZeros(1L << 30))
        );

        refusal.Should().Contain("The package grows from");
        (await desk.NamesAsync(batchId)).Should().BeEmpty();
        Directory
            .EnumerateFiles(desk.Folder, "*", SearchOption.AllDirectories)
            .Should()
            .NotContain(f => f.Contains("incoming"));
    }

    [Fact]
    public async Task A_package_that_unpacks_to_more_than_the_award_may_have_is_refused_on_arrival()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await desk.Start(desk.Archivist).RunAsync(desk.D1, Cancel);
        desk.Storage = new() { QuotaGiB = 0 };
        (
            await DeliveryDesk.RefusalAsync(() =>
                desk.SendAsync(batchId, "bag.zip", Packages.Zip(Packages.Bag(Whole)))
            )
        )
            .Should()
            .Contain("doesn't fit");
        desk.Storage = new() { ReserveMiB = 1_000_000_000 };
        (
            await DeliveryDesk.RefusalAsync(() =>
                desk.SendAsync(batchId, "bag.zip", Packages.Zip(Packages.Bag(Whole)))
            )
        )
            .Should()
            .StartWith("There is no room on the server for bag.zip");
    }

    [Fact]
    public async Task Checks_that_a_restart_broke_off_unpack_again_and_come_to_the_same()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await desk.Start(desk.Archivist).RunAsync(desk.D1, Cancel);
        await desk.SendAsync(batchId, "bag.zip", Packages.Zip(Packages.Bag(Whole)));
        await desk.Submit(desk.Archivist).RunAsync(batchId, Cancel);
        using var killed = new CancellationTokenSource();
        await killed.CancelAsync();
        await FluentlyCancelledAsync(() => desk.Check().RunAsync(batchId, killed.Token));
        (await desk.NamesAsync(batchId)).Should().Equal("bag.zip");

        await desk.Check().RunAsync(batchId, Cancel);
        (await desk.NamesAsync(batchId)).Should().Equal("a.tif", "b.tif", "sheet.csv");
    }

    /// <summary>Every bag of the third-party suite, as a ZIP in a batch: its verdict stands, and nothing leaves the folder.</summary>
    [Fact]
    public async Task Bags_of_the_suite_keep_their_verdict_in_a_batch()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await desk.Start(desk.Archivist).RunAsync(desk.D1, Cancel);
        var files = ExternalFixtures.Everything("bagit");
        List<string> wrong = [];
        foreach (
            var bag in files
                .Select(f => (f, Parts: f.Path.Split('/')))
                .Where(f => f.Parts is ["v1.0", "valid" or "invalid", _, _, ..])
                .GroupBy(f => string.Join('/', f.Parts.Take(3)))
        )
        {
            var package = Packages.Zip([
                .. bag.Select(f => (string.Join('/', f.Parts.Skip(3)), Bytes(f.f))),
            ]);
            var stored = await desk.Store.StoreAsync(
                new MemoryStream(package),
                long.MaxValue,
                Cancel
            );
            var unpacked = await desk.Unpack()
                .RunAsync(
                    batchId,
                    [
                        new BatchFile(
                            batchId,
                            Guid.CreateVersion7(),
                            "bag.zip",
                            stored.Size,
                            stored.Sha256
                        ),
                    ],
                    (_, _) => { },
                    Cancel
                );
            var isGood = unpacked.Events.Any(e =>
                e is { Type: "fixity check", Outcome: "success" }
            );
            if (isGood != bag.Key.StartsWith("v1.0/valid", StringComparison.Ordinal))
                wrong.Add(bag.Key);
        }
        wrong.Should().BeEmpty();
        Directory
            .EnumerateFileSystemEntries(desk.Folder)
            .Select(Path.GetFileName)
            .Should()
            .BeSubsetOf(["files", "uploads"]);
    }

    private static byte[] Bytes(Grants.Domain.Inspection.Bags.BagFile file)
    {
        using var content = file.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static async Task FluentlyCancelledAsync(Func<Task> work) =>
        await work.Should().ThrowAsync<OperationCanceledException>();

    private static List<string> Everything(DeliveryDesk desk) =>
        [.. Directory.EnumerateFiles(Path.GetDirectoryName(desk.Folder)!, "*outside*")];

    private static Task<List<BatchFinding>> FindingsAsync(DeliveryDesk desk, Guid batchId) =>
        desk.Db.ReadAsync(d =>
            d.BatchFindings.Where(f => f.BatchId == batchId).ToListAsync(Cancel)
        );

    private static Task<List<PreservationEvent>> EventsAsync(
        DeliveryDesk desk,
        Guid batchId,
        string subject
    ) =>
        desk.Db.ReadAsync(d =>
            d.PreservationEvents.Where(e => e.BatchId == batchId && e.Subject == subject)
                .ToListAsync(Cancel)
        );
}
