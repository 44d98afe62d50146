using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Catalog;
using Grants.Domain.Deliverables;
using Grants.Domain.Kernel;
using Grants.Tests.Support;
using Grants.Web.Features.Catalog.Editing;
using Grants.Web.Platform;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Catalog;

public sealed class EditingTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private static readonly CatalogDescription Letter = new()
    {
        Identifier = "ta_77",
        Title = "Письмо",
        RightsUri = "http://rightsstatements.org/vocab/InC/1.0/",
    };

    [Fact]
    public async Task A_record_by_hand_gets_a_readable_address_that_no_other_has()
    {
        await using var db = await TestDb.NewAsync();
        await using var catalog = new CatalogParts(db);
        var (editor, institution) = await EditorAsync(db);
        var other = await db.OrganizationAsync(await db.PersonAsync(), name: "Other Archive");

        await catalog.Draft(editor).RunAsync(institution.Id, Letter, Cancel);
        await catalog.Draft(editor).RunAsync(other.Id, Letter, Cancel);

        (
            await db.ReadAsync(d =>
                d.CatalogRecords.Select(r => r.Slug).OrderBy(s => s).ToListAsync(Cancel)
            )
        )
            .Should()
            .Equal("ta-77-pismo", "ta-77-pismo-2");
    }

    [Fact]
    public async Task An_identifier_means_one_record_of_its_institution()
    {
        await using var db = await TestDb.NewAsync();
        await using var catalog = new CatalogParts(db);
        var (editor, institution) = await EditorAsync(db);
        await catalog.Draft(editor).RunAsync(institution.Id, Letter, Cancel);

        var again = () => catalog.Draft(editor).RunAsync(institution.Id, Letter, Cancel);

        (await again.Should().ThrowAsync<RefusedException>()).WithMessage(
            "*already has a record \"ta_77\"*"
        );
    }

    [Fact]
    public async Task A_malformed_description_is_refused_with_what_to_do()
    {
        await using var db = await TestDb.NewAsync();
        await using var catalog = new CatalogParts(db);
        var (editor, institution) = await EditorAsync(db);

        var draft = () =>
            catalog
                .Draft(editor)
                .RunAsync(institution.Id, Letter with { Language = "Russian" }, Cancel);

        (await draft.Should().ThrowAsync<RefusedException>()).WithMessage("Language: *eng, rus*");
    }

    [Fact]
    public async Task The_later_of_two_editors_is_told_and_overwrites_nothing()
    {
        await using var db = await TestDb.NewAsync();
        await using var catalog = new CatalogParts(db);
        var (editor, _) = await EditorAsync(db);
        var record = await db.Story().RecordAsync(CatalogStatus.Draft, "As it was");
        var version = await VersionAsync(db, record.Id);
        await catalog
            .Describe(editor)
            .RunAsync(record.Id, version, Letter with { Title = "First" }, Cancel);

        var second = () =>
            catalog
                .Describe(editor)
                .RunAsync(record.Id, version, Letter with { Title = "Second" }, Cancel);

        var told = await new Guarded(db).RunAsync(second, Cancel);
        told.Should().Contain("changed this while you had it open");
        (await db.ReadAsync(d => d.CatalogRecords.Select(r => r.Title).SingleAsync(Cancel)))
            .Should()
            .Be("First");
    }

    [Fact]
    public async Task Publishing_in_bulk_is_the_single_verb_with_a_result_for_each()
    {
        await using var db = await TestDb.NewAsync();
        await using var catalog = new CatalogParts(db);
        var (editor, institution) = await EditorAsync(db);
        var good = await catalog.Draft(editor).RunAsync(institution.Id, Letter, Cancel);
        var bare = await catalog
            .Draft(editor)
            .RunAsync(institution.Id, Letter with { Identifier = "ta_78", RightsUri = "" }, Cancel);

        var results = await new PublishRecords(
            db,
            catalog.Publish(editor),
            new Guarded(db)
        ).RunAsync([good, bare], null, Cancel);

        results.Select(r => r.Refused).Should().Equal(null, "The record needs a rights statement.");
        (await catalog.FindAsync("письмо")).Should().ContainSingle();
    }

    [Fact]
    public async Task With_its_last_draft_a_deliverable_is_published()
    {
        await using var db = await TestDb.NewAsync();
        await using var catalog = new CatalogParts(db);
        var story = db.Story();
        var editor = await story.StaffAsync(Role.CatalogEditor);
        var delivery = await story.DeliveryAsync(DeliverableStatus.Accepted, items: 2);
        var records = await CataloguedAsync(db, delivery, 2);

        await catalog.Publish(editor).RunAsync(records[0], Cancel);
        (await StatusAsync(db, delivery.Deliverable.Id)).Should().Be(DeliverableStatus.Catalogued);
        await catalog.Publish(editor).RunAsync(records[1], Cancel);

        (await StatusAsync(db, delivery.Deliverable.Id)).Should().Be(DeliverableStatus.Published);
    }

    [Fact]
    public async Task A_withdrawn_record_can_be_published_again()
    {
        await using var db = await TestDb.NewAsync();
        await using var catalog = new CatalogParts(db);
        var (editor, _) = await EditorAsync(db);
        var record = await db.Story().RecordAsync(CatalogStatus.Withdrawn, "A letter");

        await catalog.Publish(editor).RunAsync(record.Id, Cancel);

        (await catalog.FindAsync("letter")).Should().ContainSingle();
    }

    [Fact]
    public async Task The_private_reason_is_in_the_log_and_nowhere_else()
    {
        await using var db = await TestDb.NewAsync();
        await using var catalog = new CatalogParts(db);
        var story = db.Story();
        var record = await story.RecordAsync();

        await catalog
            .Withdraw(await story.StaffAsync(Role.CatalogEditor))
            .RunAsync(record.Id, "At the family's wish.", "Names a relative's illness", Cancel);

        var line = await db.ReadAsync(d =>
            d.AuditEntries.SingleAsync(e => e.Verb == nameof(RecordWithdrawn), Cancel)
        );
        line.Reason.Should().Be("Names a relative's illness");
        (await db.ReadAsync(d => d.CatalogRecords.Select(r => r.PublicMessage).SingleAsync(Cancel)))
            .Should()
            .Be("At the family's wish.");
    }

    [Fact]
    public async Task Only_catalog_editors_change_the_catalog()
    {
        await using var db = await TestDb.NewAsync();
        await using var catalog = new CatalogParts(db);
        var record = await db.Story().RecordAsync(CatalogStatus.Draft);
        var others = Enum.GetValues<Role>().Where(r => r != Role.CatalogEditor).ToArray();
        var person = await db.PersonAsync(others);
        Func<Task>[] verbs =
        [
            () => catalog.Publish(person).RunAsync(record.Id, Cancel),
            () => catalog.Withdraw(person).RunAsync(record.Id, "", "Why", Cancel),
            () => catalog.Describe(person).RunAsync(record.Id, 1, Letter, Cancel),
            () => catalog.Draft(person).RunAsync(record.HoldingInstitutionId, Letter, Cancel),
            () => catalog.List(person).RunAsync(new RecordFilter(), 1, Cancel),
            () => new FindRecordToEdit(db, db.As(person)).RunAsync(record.Id, Cancel),
        ];

        foreach (var verb in verbs)
            (await verb.Should().ThrowAsync<RefusedException>()).WithMessage("*edit catalog*");
    }

    [Fact]
    public async Task The_list_is_narrowed_by_each_filter()
    {
        await using var db = await TestDb.NewAsync();
        await using var catalog = new CatalogParts(db);
        var story = db.Story();
        var editor = await story.StaffAsync(Role.CatalogEditor);
        var award = await story.AwardAsync();
        await story.RecordAsync(CatalogStatus.Draft, "A draft");
        var record = await story.RecordAsync(title: "Of the grant", awardId: award.Award.Id);

        async Task<IEnumerable<string>> List(RecordFilter filter) =>
            (await catalog.List(editor).RunAsync(filter, 1, Cancel)).Rows.Select(r => r.Title);

        (await List(new RecordFilter())).Should().Equal("Of the grant", "A draft");
        (await List(new RecordFilter(Status: CatalogStatus.Draft))).Should().Equal("A draft");
        (await List(new RecordFilter(Grant: award.Award.Number))).Should().Equal("Of the grant");
        (await List(new RecordFilter(Text: "draft"))).Should().Equal("A draft");
        (await List(new RecordFilter(Text: record.Identifier))).Should().Equal("Of the grant");
        (await List(new RecordFilter(Collection: "Elsewhere"))).Should().BeEmpty();
        (await List(new RecordFilter(Institution: Guid.CreateVersion7()))).Should().BeEmpty();
    }

    private static async Task<(Account Editor, Organization Institution)> EditorAsync(TestDb db) =>
        (
            await db.PersonAsync(Role.CatalogEditor),
            await db.OrganizationAsync(await db.PersonAsync())
        );

    private static Task<int> VersionAsync(TestDb db, Guid id) =>
        db.ReadAsync(d =>
            d.CatalogRecords.Where(r => r.Id == id).Select(r => r.Version).SingleAsync(Cancel)
        );

    private static Task<DeliverableStatus> StatusAsync(TestDb db, Guid id) =>
        db.ReadAsync(d =>
            d.Deliverables.Where(x => x.Id == id).Select(x => x.Status).SingleAsync(Cancel)
        );

    private static async Task<List<Guid>> CataloguedAsync(
        TestDb db,
        Story.Delivery delivery,
        int count
    )
    {
        await using var making = db.CreateDbContext();
        var deliverable = await making.Deliverables.FirstAsync(
            d => d.Id == delivery.Deliverable.Id,
            Cancel
        );
        List<CatalogRecord> records =
        [
            .. Enumerable
                .Range(1, count)
                .Select(i => new CatalogRecord(
                    $"record-of-delivery-{i}",
                    deliverable.OrganizationId,
                    Letter with
                    {
                        Identifier = $"d_{i}",
                    },
                    db.By(Actor.System)
                )
                {
                    DeliverableId = deliverable.Id,
                    AwardId = deliverable.AwardId,
                }),
        ];
        making.AddRange(records);
        deliverable.Catalogue(count, db.By(Actor.System));
        await making.SaveChangesAsync(Cancel);
        return [.. records.Select(r => r.Id)];
    }
}
