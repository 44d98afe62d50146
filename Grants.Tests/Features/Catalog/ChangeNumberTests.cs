using Grants.Domain.Accounts;
using Grants.Domain.Catalog;
using Grants.Domain.Kernel;
using Grants.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Catalog;

public sealed class ChangeNumberTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_change_of_a_record_has_a_higher_number()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var first = await story.RecordAsync(CatalogStatus.Draft);
        var second = await story.RecordAsync(CatalogStatus.Draft, "Another");
        var editor = new Stamp(
            await db.ActorAsync(await story.StaffAsync(Role.CatalogEditor)),
            db.Now
        );

        await using (var changing = db.CreateDbContext())
        {
            var record = await changing.CatalogRecords.FirstAsync(r => r.Id == first.Id, Cancel);
            record.Publish(editor);
            await changing.SaveChangesAsync(Cancel);
        }

        var numbers = await db.ReadAsync(d =>
            d.CatalogRecords.ToDictionaryAsync(r => r.Id, r => r.ChangeNumber, Cancel)
        );
        numbers[second.Id].Should().Be(2);
        numbers[first.Id].Should().Be(3);
    }

    [Fact]
    public async Task An_added_image_is_a_change()
    {
        await using var db = await TestDb.NewAsync();
        var made = await db.Story().RecordAsync();
        var file = await db.AddAsync(
            new Grants.Domain.Files.StoredFile(
                Grants.Domain.Files.FileOwner.CatalogRecord,
                made.Id,
                "view.jpg",
                "image/jpeg",
                1,
                new string('a', 64),
                Given.Stamp(at: db.Now)
            )
        );

        await using (var changing = db.CreateDbContext())
        {
            var record = await changing
                .CatalogRecords.Include(r => r.Images)
                .FirstAsync(r => r.Id == made.Id, Cancel);
            record.AddImage(file.Id, file.Id, 10, 10, "A poster");
            await changing.SaveChangesAsync(Cancel);
        }

        (await db.ReadAsync(d => d.CatalogRecords.Select(r => r.ChangeNumber).SingleAsync(Cancel)))
            .Should()
            .Be(2);
    }

    [Fact]
    public async Task A_save_that_fails_uses_no_number_up()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var made = await story.RecordAsync();
        var twin = () =>
            db.AddAsync(
                new CatalogRecord(
                    made.Slug,
                    made.HoldingInstitutionId,
                    new CatalogDescription { Identifier = "other", Title = "Twin" },
                    Given.Stamp(at: db.Now)
                )
            );
        await twin.Should().ThrowAsync<DbUpdateException>();

        (await story.RecordAsync(title: "Next")).ChangeNumber.Should().Be(2);
    }

    [Fact]
    public async Task A_reader_that_goes_on_from_the_last_number_misses_nothing_while_many_write()
    {
        await using var db = await TestDb.NewAsync();
        var organization = await db.Story().OrganizationAsync();
        const int Writers = 8;
        const int Each = 10;
        var seen = new HashSet<Guid>();
        long last = 0;

        async Task WriteAsync(int writer)
        {
            for (var i = 0; i < Each; i++)
                await db.AddAsync(
                    new CatalogRecord(
                        $"slug-{writer}-{i}",
                        organization.Id,
                        new CatalogDescription { Identifier = $"{writer}-{i}", Title = "A letter" },
                        Given.Stamp(at: db.Now)
                    )
                );
        }
        async Task ReadOnAsync()
        {
            var rows = await db.ReadAsync(d =>
                d.CatalogRecords.Where(r => r.ChangeNumber > last)
                    .OrderBy(r => r.ChangeNumber)
                    .Select(r => new { r.Id, r.ChangeNumber })
                    .ToListAsync(Cancel)
            );
            foreach (var row in rows)
                seen.Add(row.Id);
            last = rows.Count > 0 ? rows[^1].ChangeNumber : last;
        }

        var writing = Task.WhenAll(
            Enumerable.Range(0, Writers).Select(w => Task.Run(() => WriteAsync(w), Cancel))
        );
        while (!writing.IsCompleted)
            await ReadOnAsync();
        await writing;
        await ReadOnAsync();

        seen.Count.Should().Be(Writers * Each);
        last.Should().Be(Writers * Each);
    }
}
