using System.Text.RegularExpressions;
using Grants.Domain.Deliverables;
using Grants.Domain.Files;
using Grants.Tests.Domain.Inspection;
using Grants.Tests.Support;
using Grants.Web.Commands;
using Grants.Web.Platform.Operator;
using Grants.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Grants.Tests.Features.Deliverables;

/// <summary>The store lets go of what no record has, and of nothing else.</summary>
public sealed partial class CleanFilesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_unpacked_package_goes_and_its_files_stay()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var (first, second) = (SampleFiles.Tiff(shade: 1), SampleFiles.Tiff(shade: 2));
        var package = Packages.Zip(("a.tif", first), ("b.tif", second));
        await desk.DeliverAsync(
            ("sheet.csv", SampleFiles.Sheet("a.tif", "b.tif")),
            ("box.zip", package)
        );
        var kept = (await UsedAsync(desk)) - package.Length;
        Age(desk);

        (await desk.Clean().RunAsync(apply: false, Cancel))
            .Should()
            .Be(new CleanedFiles(1, 1, package.Length, false));
        File.Exists(desk.PlaceOf(package)).Should().BeTrue("that was a rehearsal");
        (await desk.Clean().RunAsync(apply: true, Cancel))
            .Should()
            .Be(new CleanedFiles(1, 1, package.Length, true));

        File.Exists(desk.PlaceOf(package)).Should().BeFalse();
        File.Exists(desk.PlaceOf(first)).Should().BeTrue();
        (await UsedAsync(desk)).Should().Be(kept);
        (await desk.Clean().RunAsync(apply: true, Cancel))
            .Should()
            .Be(new CleanedFiles(0, 0, 0, true));
        desk.Db.Clock.Advance(TimeSpan.FromDays(91));
        await desk.Recheck().RunPartAsync(Cancel);
        (await desk.Db.ReadAsync(d => d.BatchFiles.ToListAsync(Cancel)))
            .Should()
            .HaveCount(3)
            .And.OnlyContain(f => f.FixityProblem == null);
    }

    [Fact]
    public async Task A_file_that_is_taken_out_frees_its_room_at_once_and_its_bytes_later()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await desk.Start(desk.Archivist).RunAsync(desk.D1, Cancel);
        await desk.SendAsync(batchId, "a.tif", SampleFiles.Tiff(shade: 1));
        await desk.SendAsync(batchId, "a.tif", SampleFiles.Tiff(shade: 2));
        await desk.SendAsync(batchId, "b.tif", SampleFiles.Tiff(shade: 3));
        var b = await desk.Db.ReadAsync(d =>
            d.BatchFiles.SingleAsync(f => f.Name == "b.tif", Cancel)
        );
        await desk.Remove(desk.Archivist).RunAsync(batchId, b.Id, Cancel);

        (await UsedAsync(desk)).Should().Be(SampleFiles.Tiff().Length);
        (await desk.Clean().RunAsync(apply: true, Cancel))
            .Contents.Should()
            .Be(0, "they were stored just now");
        Age(desk);
        (await desk.Clean().RunAsync(apply: true, Cancel)).Contents.Should().Be(2);
        File.Exists(desk.PlaceOf(SampleFiles.Tiff(shade: 2))).Should().BeTrue();
        File.Exists(desk.PlaceOf(SampleFiles.Tiff(shade: 1))).Should().BeFalse();
        File.Exists(desk.PlaceOf(SampleFiles.Tiff(shade: 3))).Should().BeFalse();
    }

    [Fact]
    public async Task A_file_that_was_carried_over_stays_when_it_is_taken_out_of_one_batch()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        await desk.DeliverAsync(
            ("sheet.csv", SampleFiles.Sheet("a.tif", "missing.tif")),
            ("a.tif", SampleFiles.Tiff())
        );
        var next = await desk.Start(desk.Archivist).RunAsync(desk.D1, Cancel);
        var carried = await desk.Db.ReadAsync(d =>
            d.BatchFiles.SingleAsync(f => f.BatchId == next && f.Name == "a.tif", Cancel)
        );
        await desk.Remove(desk.Archivist).RunAsync(next, carried.Id, Cancel);
        Age(desk);

        (await desk.Clean().RunAsync(apply: true, Cancel))
            .Should()
            .Be(new CleanedFiles(0, 0, 0, true));
        File.Exists(desk.PlaceOf(SampleFiles.Tiff())).Should().BeTrue();
    }

    [Fact]
    public async Task The_bytes_of_a_master_that_was_let_go_go_unless_somebody_else_has_them()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        await desk.DeliverGoodAsync();
        var (a, b) = (SampleFiles.Tiff(shade: 1), SampleFiles.Tiff(shade: 2));
        await using (var db = desk.Db.CreateDbContext())
        {
            foreach (
                var file in await db
                    .BatchFiles.Where(f => f.Name != "sheet.csv")
                    .ToListAsync(Cancel)
            )
                file.LetGo();
            db.Files.Add(
                new StoredFile(
                    FileOwner.CatalogRecord,
                    Guid.CreateVersion7(),
                    "b.tif",
                    "image/tiff",
                    b.Length,
                    SampleFiles.Digest(b),
                    Given.Stamp()
                )
            );
            await db.SaveChangesAsync(Cancel);
        }
        Age(desk);

        (await desk.Clean().RunAsync(apply: true, Cancel)).Contents.Should().Be(1);

        File.Exists(desk.PlaceOf(a)).Should().BeFalse();
        File.Exists(desk.PlaceOf(b)).Should().BeTrue();
        (await desk.NamesAsync((await desk.Db.ReadAsync(d => d.Batches.SingleAsync(Cancel))).Id))
            .Should()
            .HaveCount(3, "what is known of them stays");
    }

    [Fact]
    public async Task Every_column_that_names_content_is_known_to_the_clean_up()
    {
        await using var test = await TestDb.NewAsync();
        await using var db = test.CreateDbContext();

        var columns = db
            .Model.GetEntityTypes()
            .SelectMany(e => e.GetProperties(), (e, p) => (Entity: e.ClrType, Column: p))
            .Where(c => c.Column.ClrType == typeof(string) && Digest().IsMatch(c.Column.Name))
            .Where(c => c.Entity.Namespace!.StartsWith("Grants.Domain", StringComparison.Ordinal))
            .Select(c => $"{c.Entity.Name}.{c.Column.Name}")
            .Except(["Invitation.SecretHash"]) // of a mailed word, not of a file
            .ToList();

        columns.Should().HaveCountGreaterThan(3);
        CleanFiles.Named.Keys.Should().BeEquivalentTo(columns);
        foreach (var named in CleanFiles.Named.Values)
            (await named(db).Where(s => new[] { "x" }.Contains(s)).ToListAsync(Cancel))
                .Should()
                .BeEmpty();
    }

    [Fact]
    public async Task Every_record_that_has_a_file_is_known_to_the_clean_up()
    {
        await using var test = await TestDb.NewAsync();
        await using var db = test.CreateDbContext();

        // Files of batches are removed; who else might have one is named in CleanFiles.
        db.Model.FindEntityType(typeof(StoredFile))!
            .GetReferencingForeignKeys()
            .Where(k => k.DeclaringEntityType.ClrType.Namespace != "Grants.Domain.Catalog")
            .Select(k => $"{k.DeclaringEntityType.ClrType.Name}.{k.Properties[0].Name}")
            .Order()
            .Should()
            .BeSubsetOf([
                $"{nameof(BatchFile)}.{nameof(BatchFile.StoredFileId)}",
                "OutgoingMail.AttachmentId",
                "Funder.LogoFileId",
                "AwardLetter.FileId",
                "AwardLetter.SignedCopyId",
                "Submission.PdfId",
            ])
            .And.Contain("BatchFile.StoredFileId");
    }

    [Fact]
    public async Task The_operator_rehearses_it_and_lets_go()
    {
        await using var app = await TestApp.StartAsync();
        var store = app.Services.GetRequiredService<IFileStore>();
        var stored = await store.StoreAsync(new MemoryStream([1, 2, 3]), 10, Cancel);
        var folder = app.Services.GetRequiredService<Web.Platform.SiteSettings>().DataFolder;
        var place = Path.Combine(folder, "files", stored.Sha256[..2], stored.Sha256);
        File.SetLastWriteTimeUtc(place, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-3));

        var (code, output) = await RunAsync();
        (code, output)
            .Should()
            .Be(
                (
                    ExitCode.Done,
                    "1 file (3 bytes) and 0 descriptions would be let go. Nothing changed; add --apply to let them go.\n"
                )
            );
        File.Exists(place).Should().BeTrue();

        (code, output) = await RunAsync("--apply", "--json");
        code.Should().Be(ExitCode.Done);
        output.Should().Contain("\"bytes\": 3").And.Contain("\"applied\": true");
        File.Exists(place).Should().BeFalse();

        async Task<(int, string)> RunAsync(params string[] words)
        {
            using var said = new StringWriter();
            var answer = await OperatorCommands.RunAsync(
                ["clean-files", .. words, .. app.Settings],
                said,
                TextWriter.Null
            );
            return (answer, said.ToString().ReplaceLineEndings("\n"));
        }
    }

    /// <summary>Three days pass for everything in the store.</summary>
    private static void Age(DeliveryDesk desk)
    {
        foreach (
            var file in Directory.EnumerateFiles(
                Path.Combine(desk.Folder, "files"),
                "*",
                SearchOption.AllDirectories
            )
        )
            File.SetLastWriteTimeUtc(file, desk.Db.Now.UtcDateTime.AddDays(-3));
    }

    private static async Task<long> UsedAsync(DeliveryDesk desk)
    {
        await using var db = desk.Db.CreateDbContext();
        return (
            await desk.Space.OfAsync(
                db,
                await db.Awards.SingleAsync(a => a.Id == desk.Award.Award.Id, Cancel),
                Cancel
            )
        ).Used;
    }

    [GeneratedRegex("sha|digest|hash|checksum", RegexOptions.IgnoreCase)]
    private static partial Regex Digest();
}
