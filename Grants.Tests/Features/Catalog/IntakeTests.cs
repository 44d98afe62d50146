using Grants.Domain.Accounts;
using Grants.Domain.Catalog;
using Grants.Domain.Deliverables;
using Grants.Domain.Files;
using Grants.Tests.Support;
using Grants.Web.Features.Catalog.Intake;
using Grants.Web.Platform.Imaging;
using Grants.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Grants.Tests.Features.Catalog;

public sealed class IntakeTests : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly string _folder = Directory.CreateTempSubdirectory("grants-files-").FullName;

    private DiskFileStore Store => new(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_accepted_item_becomes_a_draft_record_with_its_images()
    {
        await using var db = await TestDb.NewAsync();
        var delivery = await db.Story().DeliveryAsync(DeliverableStatus.Accepted, items: 1);
        await delivery.AddItemAsync(
            db,
            Store,
            "ta_0001",
            "Отказники в Москве",
            ["ta_0001_01.tif", "ta_0001_02.tif"],
            ("language", "rus"),
            ("alternative_title", "Refuseniks in Moscow"),
            ("date", "undated"),
            ("alt_text", "Three men at a table"),
            ("rights_holder", "The family")
        );

        await Catalogue(db).RunAsync(delivery.Deliverable.Id, Cancel);

        var record = await db.ReadAsync(d =>
            d.CatalogRecords.Include(r => r.Images).SingleAsync(Cancel)
        );
        record.Status.Should().Be(CatalogStatus.Draft);
        record.Slug.Should().Be("ta-0001-otkazniki-v-moskve");
        record.AwardId.Should().Be(delivery.Award.Award.Id);
        record.DeliverableId.Should().Be(delivery.Deliverable.Id);
        record.HoldingInstitutionId.Should().Be(delivery.Deliverable.OrganizationId);
        (record.Language, record.AlternativeTitle, record.Date, record.RightsHolder)
            .Should()
            .Be(("rus", "Refuseniks in Moscow", "", "The family"));
        record
            .Images.Select(i => (i.Width, i.Height, i.Alt))
            .Should()
            .Equal(
                (600, 400, "Three men at a table (1 of 2)"),
                (600, 400, "Three men at a table (2 of 2)")
            );
        var files = await db.ReadAsync(d =>
            d.Files.Where(f => f.Owner == FileOwner.CatalogRecord && f.OwnerId == record.Id)
                .ToListAsync(Cancel)
        );
        files
            .Select(f => f.ContentType)
            .Should()
            .BeEquivalentTo("image/jpeg", "image/jpeg", "image/webp", "image/webp");
        (await StatusAsync(db)).Should().Be(DeliverableStatus.Catalogued);
    }

    [Fact]
    public async Task Of_a_batch_that_is_accepted_in_part_only_the_good_items_become_records()
    {
        await using var db = await TestDb.NewAsync();
        var delivery = await db.Story().DeliveryAsync(items: 2);
        await delivery.AddItemAsync(db, Store, "ta_0001", "A letter", ["a.tif"]);
        await delivery.AddItemAsync(db, Store, "ta_0002", "A blurred letter", ["b.tif"]);
        await using (var save = db.CreateDbContext())
        {
            var deliverable = await save.Deliverables.SingleAsync(
                d => d.Id == delivery.Deliverable.Id,
                Cancel
            );
            (await save.BatchItems.SingleAsync(i => i.Identifier == "ta_0002", Cancel)).Reject();
            deliverable.AcceptPart(
                await save.Batches.SingleAsync(Cancel),
                new ControlTally(2, 2, 1, 1),
                new AcceptedCount(1, 1),
                "Blurred",
                Given.Stamp(Given.Actor(Role.GrantsOfficer))
            );
            await save.SaveChangesAsync(Cancel);
        }

        await Catalogue(db).RunAsync(delivery.Deliverable.Id, Cancel);

        (await db.ReadAsync(d => d.CatalogRecords.Select(r => r.Identifier).ToListAsync(Cancel)))
            .Should()
            .Equal("ta_0001");
        (await StatusAsync(db)).Should().Be(DeliverableStatus.CorrectionNeeded);
    }

    [Fact]
    public async Task An_access_copy_stands_in_for_a_master_that_is_not_kept_and_is_no_second_picture_of_one_that_is()
    {
        await using var db = await TestDb.NewAsync();
        var delivery = await db.Story().DeliveryAsync(DeliverableStatus.Accepted, items: 1);
        await delivery.AddItemAsync(
            db,
            Store,
            "ta_0001",
            "A letter",
            ["a_m.tif", "a_a.tif", "b_m.tif", "b_a.tif", "b_thumb.tif"]
        );
        await using (var save = db.CreateDbContext())
        {
            (await save.BatchFiles.SingleAsync(f => f.Name == "a_m.tif", Cancel)).LetGo();
            await save.SaveChangesAsync(Cancel);
        }

        await Catalogue(db).RunAsync(delivery.Deliverable.Id, Cancel);

        var files = await db.ReadAsync(d =>
            d.Files.Where(f => f.Owner == FileOwner.CatalogRecord)
                .OrderBy(f => f.Name)
                .Select(f => f.Name)
                .ToListAsync(Cancel)
        );
        files.Should().Equal("a_a.jpg", "a_a.webp", "b_m.jpg", "b_m.webp");
    }

    [Fact]
    public async Task Running_it_again_changes_nothing()
    {
        await using var db = await TestDb.NewAsync();
        var delivery = await db.Story().DeliveryAsync(DeliverableStatus.Accepted, items: 1);
        await delivery.AddItemAsync(db, Store, "ta_0001", "A letter", ["a.tif"]);

        await Catalogue(db).RunAsync(delivery.Deliverable.Id, Cancel);
        await Catalogue(db).RunAsync(delivery.Deliverable.Id, Cancel);

        (await db.ReadAsync(d => d.CatalogRecords.CountAsync(Cancel))).Should().Be(1);
        (
            await db.ReadAsync(d =>
                d.AuditEntries.CountAsync(e => e.Verb == nameof(DeliverableCatalogued), Cancel)
            )
        )
            .Should()
            .Be(1);
    }

    [Fact]
    public async Task What_was_broken_off_goes_on_where_it_stopped()
    {
        await using var db = await TestDb.NewAsync();
        var delivery = await db.Story().DeliveryAsync(DeliverableStatus.Accepted, items: 2);
        await delivery.AddItemAsync(db, Store, "ta_0001", "A letter", ["a.tif"]);
        await delivery.AddItemAsync(db, Store, "ta_0002", "Another", ["b.tif"]);
        var missing = await db.ReadAsync(d =>
            d.BatchFiles.Where(f => f.Name == "b.tif").Select(f => f.Sha256).SingleAsync(Cancel)
        );
        // The two masters are one content in the store; the second is made to point to nothing.
        await db.ReadAsync(d =>
            d.BatchFiles.Where(f => f.Name == "b.tif")
                .ExecuteUpdateAsync(s => s.SetProperty(f => f.Sha256, new string('0', 64)), Cancel)
        );
        var broken = () => Catalogue(db).RunAsync(delivery.Deliverable.Id, Cancel);
        await broken.Should().ThrowAsync<Exception>();
        (await StatusAsync(db)).Should().Be(DeliverableStatus.Accepted);
        await db.ReadAsync(d =>
            d.BatchFiles.Where(f => f.Name == "b.tif")
                .ExecuteUpdateAsync(s => s.SetProperty(f => f.Sha256, missing), Cancel)
        );

        await Catalogue(db).RunAsync(delivery.Deliverable.Id, Cancel);

        (
            await db.ReadAsync(d =>
                d.CatalogRecords.OrderBy(r => r.Slug).Select(r => r.Identifier).ToListAsync(Cancel)
            )
        )
            .Should()
            .Equal("ta_0001", "ta_0002");
        (await StatusAsync(db)).Should().Be(DeliverableStatus.Catalogued);
    }

    [Fact]
    public async Task A_file_that_is_no_picture_makes_a_record_without_one()
    {
        await using var db = await TestDb.NewAsync();
        var delivery = await db.Story().DeliveryAsync(DeliverableStatus.Accepted, items: 1);
        await delivery.AddItemAsync(db, Store, "ta_0001", "A tape", ["tape.wav"]);

        await Catalogue(db).RunAsync(delivery.Deliverable.Id, Cancel);

        (await db.ReadAsync(d => d.CatalogRecords.Include(r => r.Images).SingleAsync(Cancel)))
            .Images.Should()
            .BeEmpty();
    }

    [Fact]
    public async Task An_item_that_is_in_the_catalog_already_keeps_its_record()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var known = await story.RecordAsync(title: "As the editors wrote it");
        var delivery = await story.DeliveryAsync(DeliverableStatus.Accepted, items: 1);
        await delivery.AddItemAsync(db, Store, known.Identifier, "As delivered", ["a.tif"]);

        await Catalogue(db).RunAsync(delivery.Deliverable.Id, Cancel);

        (await db.ReadAsync(d => d.CatalogRecords.Select(r => r.Title).ToListAsync(Cancel)))
            .Should()
            .Equal("As the editors wrote it");
    }

    [Fact]
    public async Task Nothing_is_made_of_what_was_not_accepted()
    {
        await using var db = await TestDb.NewAsync();
        var delivery = await db.Story()
            .DeliveryAsync(DeliverableStatus.UnderQualityControl, items: 1);
        await delivery.AddItemAsync(db, Store, "ta_0001", "A letter", ["a.tif"]);

        await Catalogue(db).RunAsync(delivery.Deliverable.Id, Cancel);

        (await db.ReadAsync(d => d.CatalogRecords.AnyAsync(Cancel))).Should().BeFalse();
    }

    private CatalogueBatch Catalogue(TestDb db) =>
        new(
            db,
            new MakeImages(new ImageDecoder(), Store, NullLogger<MakeImages>.Instance),
            db.Clock,
            NullLogger<CatalogueBatch>.Instance
        );

    private static Task<DeliverableStatus> StatusAsync(TestDb db) =>
        db.ReadAsync(d =>
            d.Deliverables.Where(x => x.Code == "D1").Select(x => x.Status).SingleAsync(Cancel)
        );
}
