using Grants.Domain.Accounts;
using Grants.Domain.Catalog;
using Grants.Domain.Kernel;
using Grants.Tests.Support;
using Grants.Web.Features.Catalog.Names;
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

    private static NameText Person(string name, params string[] variants) =>
        new(NameKind.Person, name, variants, "", "");
}
