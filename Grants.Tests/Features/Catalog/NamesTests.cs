using Grants.Domain.Accounts;
using Grants.Domain.Catalog;
using Grants.Domain.Kernel;
using Grants.Tests.Support;
using Grants.Web.Features.Catalog.Names;
using Grants.Web.Features.Catalog.Searching;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Catalog;

public sealed class NamesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Editors_add_describe_find_and_merge_names()
    {
        await using var db = await TestDb.NewAsync();
        var editor = db.As(await db.Story().StaffAsync(Role.CatalogEditor));
        var keep = new KeepName(db, editor);
        var list = new ListNames(db, editor);
        var first = await keep.AddAsync(Person("Sharansky, Natan", "Щаранский"), Cancel);
        var second = await keep.AddAsync(Person("Shcharansky, Anatoly"), Cancel);
        await keep.AddAsync(new NameText(NameKind.Place, "Moscow", [], "", ""), Cancel);

        (await list.RunAsync(new NameFilter(NameKind.Person), 1, Cancel)).Total.Should().Be(2);
        (await list.RunAsync(new NameFilter(Text: "ЩАРАНСКИЙ"), 1, Cancel))
            .Rows.Should()
            .ContainSingle()
            .Which.Id.Should()
            .Be(first);

        var seen = await keep.FindAsync(first, Cancel);
        await keep.DescribeAsync(
            first,
            seen.Version,
            seen.Text with
            {
                SourceUri = "https://viaf.org/viaf/1",
            },
            Cancel
        );
        await keep.Awaiting(k => k.DescribeAsync(first, seen.Version, seen.Text, Cancel))
            .Should()
            .ThrowAsync<DbUpdateConcurrencyException>();

        (await list.OthersAsync(first, "anatoly", Cancel))
            .Should()
            .ContainSingle()
            .Which.Id.Should()
            .Be(second);
        await new MergeNames(db, editor).RunAsync(first, second, Cancel);
        var merged = await keep.FindAsync(first, Cancel);
        merged.Text.Variants.Should().BeEquivalentTo(["Щаранский", "Shcharansky, Anatoly"]);
        merged.Text.SourceUri.Should().Be("https://viaf.org/viaf/1");
        (await db.ReadAsync(d => d.KnownNames.CountAsync(Cancel))).Should().Be(2);
    }

    [Fact]
    public async Task A_spelling_means_one_name()
    {
        await using var db = await TestDb.NewAsync();
        var keep = new KeepName(db, db.As(await db.Story().StaffAsync(Role.CatalogEditor)));
        await keep.AddAsync(Person("Sharansky, Natan", "Щаранский, Анатолий"), Cancel);
        (
            await keep.Awaiting(k => k.AddAsync(Person("Анатолий Щаранский"), Cancel))
                .Should()
                .ThrowAsync<RefusedException>()
        )
            .Which.Refusal.Reason.Should()
            .Contain("Sharansky, Natan");
    }

    [Fact]
    public async Task Only_editors_of_the_catalog_keep_names()
    {
        await using var db = await TestDb.NewAsync();
        var officer = db.As(await db.Story().StaffAsync(Role.GrantsOfficer));
        await new KeepName(db, officer)
            .Awaiting(k => k.AddAsync(Person("Nudel, Ida"), Cancel))
            .Should()
            .ThrowAsync<RefusedException>();
        await new ListNames(db, officer)
            .Awaiting(l => l.RunAsync(new NameFilter(), 1, Cancel))
            .Should()
            .ThrowAsync<RefusedException>();
    }

    [Fact]
    public async Task Records_with_a_merged_or_renamed_name_say_it_as_the_hub_does_and_their_history_tells()
    {
        await using var db = await TestDb.NewAsync();
        var editor = db.As(await db.Story().StaffAsync(Role.CatalogEditor));
        var keep = new KeepName(db, editor);
        var respell = new RespellRecords(db, editor, new IndexJob(null!));
        var into = await keep.AddAsync(Person("Nudel, Ida"), Cancel);
        var other = await keep.AddAsync(Person("Nudel, I."), Cancel);
        var holder = await db.OrganizationAsync(await db.Story().StaffAsync(Role.ProgramOfficer));
        var stamp = db.By(await editor.ActorAsync(Cancel));
        await db.AddAsync([
            .. Enumerable
                .Range(0, 450)
                .Select(i => new CatalogRecord(
                    $"r{i}",
                    holder.Id,
                    new CatalogDescription
                    {
                        Identifier = $"r{i}",
                        Title = "T",
                        People = i == 0 ? "Begun, Y.; Nudel, I.; Nudel, Ida" : "Nudel, I.",
                        Creator = i == 1 ? "Nudel, I." : "",
                    },
                    stamp
                )),
            new CatalogRecord(
                "longer",
                holder.Id,
                new CatalogDescription
                {
                    Identifier = "l",
                    Title = "T",
                    People = "Nudel, I. M.",
                },
                stamp
            ),
        ]);
        (await respell.CountAllAsync(other, Cancel)).Should().Be(450);
        var newest = await NewestAsync(db);

        await new MergeNames(db, editor).RunAsync(into, other, Cancel);
        (await respell.CountAsync(into, Cancel)).Should().Be(450);
        (await respell.RunAsync(into, null, Cancel)).Should().Be(new Respelled(450, 0));

        var records = await db.ReadAsync(d => d.CatalogRecords.ToListAsync(Cancel));
        records.Single(r => r.Slug == "r0").People.Should().Be("Begun, Y.; Nudel, Ida");
        records.Single(r => r.Slug == "r1").Creator.Should().Be("Nudel, Ida");
        records.Single(r => r.Slug == "longer").People.Should().Be("Nudel, I. M.");
        records
            .Count(r => r.ChangeNumber > newest)
            .Should()
            .Be(450, "the index reads on from there");
        (
            await db.ReadAsync(d =>
                d.AuditEntries.CountAsync(e => e.Verb == nameof(RecordRespelled), Cancel)
            )
        )
            .Should()
            .Be(450);

        var seen = await keep.FindAsync(into, Cancel);
        await keep.DescribeAsync(
            into,
            seen.Version,
            seen.Text with
            {
                Name = "Nudel, Ida (1931-2021)",
            },
            Cancel
        );
        (await respell.CountAsync(into, Cancel)).Should().Be(450);
        await respell.RunAsync(into, null, Cancel);
        (await respell.CountAsync(into, Cancel)).Should().Be(0);
    }

    [Fact]
    public async Task A_record_without_room_for_the_name_is_left_and_counted()
    {
        await using var db = await TestDb.NewAsync();
        var editor = db.As(await db.Story().StaffAsync(Role.CatalogEditor));
        var name = await new KeepName(db, editor).AddAsync(
            Person("A very much longer name of the same person", "Short"),
            Cancel
        );
        await db.AddAsync(
            new CatalogRecord(
                "r",
                (await db.OrganizationAsync(await db.Story().StaffAsync(Role.ProgramOfficer))).Id,
                new CatalogDescription
                {
                    Identifier = "r",
                    Title = "T",
                    Creator = $"Short; {new string('x', 390)}",
                },
                db.By(await editor.ActorAsync(Cancel))
            )
        );
        (await new RespellRecords(db, editor, new IndexJob(null!)).RunAsync(name, null, Cancel))
            .Should()
            .Be(new Respelled(0, 1));
    }

    [Fact]
    public async Task A_place_and_a_person_aren_t_merged()
    {
        await using var db = await TestDb.NewAsync();
        var editor = db.As(await db.Story().StaffAsync(Role.CatalogEditor));
        var keep = new KeepName(db, editor);
        var person = await keep.AddAsync(Person("Washington, George"), Cancel);
        var place = await keep.AddAsync(
            new NameText(NameKind.Place, "Washington", [], "", ""),
            Cancel
        );
        await new MergeNames(db, editor)
            .Awaiting(m => m.RunAsync(person, place, Cancel))
            .Should()
            .ThrowAsync<RefusedException>();
    }

    private static Task<long> NewestAsync(TestDb db) =>
        db.ReadAsync(d => d.CatalogRecords.MaxAsync(r => r.ChangeNumber, Cancel));

    private static NameText Person(string name, params string[] variants) =>
        new(NameKind.Person, name, variants, "", "");
}
