using Grants.Data;
using Grants.Domain.Accounts;
using Grants.Domain.Audit;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Tests.Support;
using Grants.Web.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Grants.Tests.Data;

/// <summary>What every provider must hold, on each that can be had here.</summary>
public sealed class StoringTests
{
    public static TheoryData<string> Providers => TestDb.Providers;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Sixteen_writers_at_once_lose_nothing_and_take_each_number_once(
        string provider
    )
    {
        const int Writers = 16;
        const int Turns = 10;
        await using var test = await TestDb.NewAsync(provider);
        await test.AddAsync(new NumberSequence { Name = "test", Last = 0 });

        var numbers = await Task.WhenAll(
            Enumerable.Range(0, Writers).Select(_ => Task.Run(() => TakeAsync(test, Turns), Cancel))
        );

        numbers
            .SelectMany(n => n)
            .Order()
            .Should()
            .Equal(Enumerable.Range(1, Writers * Turns).Select(n => (long)n));
        (await test.ReadAsync(db => db.AuditEntries.CountAsync(Cancel)))
            .Should()
            .Be(Writers * Turns);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Instants_sort_and_compare_in_the_database_whatever_their_offset(
        string provider
    )
    {
        await using var test = await TestDb.NewAsync(provider);
        var noon = new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
        DateTimeOffset[] instants =
        [
            noon.AddMinutes(1).ToOffset(TimeSpan.FromHours(-10)),
            noon.ToOffset(TimeSpan.FromHours(10)),
            noon.AddMinutes(-1).ToOffset(TimeSpan.FromHours(3)),
            noon.AddTicks(1),
        ];
        await test.AddAsync([.. instants.Select(Line)]);

        var all = await test.ReadAsync(db =>
            db.AuditEntries.OrderBy(e => e.At).Select(e => e.At).ToListAsync(Cancel)
        );
        var after = await test.ReadAsync(db =>
            db.AuditEntries.CountAsync(e => e.At > noon, Cancel)
        );

        all.Should().Equal(instants.Order());
        after.Should().Be(2);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task The_log_is_append_only(string provider)
    {
        await using var test = await TestDb.NewAsync(provider);
        await test.FunderAsync();
        await using var db = test.CreateDbContext();
        var line = await db.AuditEntries.SingleAsync(Cancel);

        db.Entry(line).Property(e => e.Reason).CurrentValue = "rewritten";
        var rewriting = () => db.SaveChangesAsync(Cancel);
        await rewriting.Should().ThrowAsync<InvalidOperationException>();

        db.Entry(line).State = EntityState.Deleted;
        var deleting = () => db.SaveChangesAsync(Cancel);
        await deleting.Should().ThrowAsync<InvalidOperationException>();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task The_loser_of_a_race_is_told_who_was_faster_and_nothing_is_overwritten(
        string provider
    )
    {
        await using var test = await TestDb.NewAsync(provider);
        await test.FunderAsync();
        await using var slow = test.CreateDbContext();
        var stale = await slow.Funders.SingleAsync(Cancel);
        await using (var fast = test.CreateDbContext())
        {
            var current = await fast.Funders.SingleAsync(Cancel);
            Describe(
                current,
                "The faster name",
                Given.Actor(Role.Administrator) with
                {
                    Name = "Ada",
                }
            );
            await fast.SaveChangesAsync(Cancel);
        }

        Describe(stale, "The slower name", Given.Actor(Role.Administrator));
        var told = await new Guarded(test).RunAsync(() => slow.SaveChangesAsync(Cancel), Cancel);

        told.Should().StartWith("Ada changed this while you had it open");
        (await test.ReadAsync(db => db.Funders.SingleAsync(Cancel)))
            .Name.Should()
            .Be("The faster name");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_transaction_that_fails_leaves_nothing(string provider)
    {
        await using var test = await TestDb.NewAsync(provider);
        await using var db = test.CreateDbContext();

        var failing = () =>
            db.InTransactionAsync(
                async () =>
                {
                    await db.NextNumberAsync("test", Cancel);
                    throw new RefusedException(new Refusal("No."));
                },
                Cancel
            );

        await failing.Should().ThrowAsync<RefusedException>();
        (await test.ReadAsync(x => x.NumberSequences.CountAsync(Cancel))).Should().Be(0);
        // The next writer isn't kept waiting by the one that failed.
        await test.FunderAsync();
    }

    [Fact]
    public async Task Further_options_of_a_provider_can_be_handed_in()
    {
        var asked = 0;
        await using var test = await TestDb.NewAsync(configure: services =>
            services.ConfigureDbContext<Grants.Data.Providers.Sqlite.SqliteGrantsDb>(o =>
            {
                asked++;
                o.EnableDetailedErrors();
            })
        );

        await test.FunderAsync();

        asked.Should().BePositive();
    }

    private static async Task<List<long>> TakeAsync(TestDb test, int turns)
    {
        List<long> taken = [];
        for (var turn = 0; turn < turns; turn++)
        {
            await using var db = test.CreateDbContext();
            await db.InTransactionAsync(
                async () =>
                {
                    taken.Add(await db.NextNumberAsync("test", Cancel));
                    db.AuditEntries.Add(Line(TestDb.Start));
                    await db.SaveChangesAsync(Cancel);
                },
                Cancel
            );
        }
        return taken;
    }

    private static AuditEntry Line(DateTimeOffset at) =>
        AuditEntry.Of("Test", Guid.CreateVersion7(), new FunderSetUp(Given.Stamp(at: at)));

    private static void Describe(Funder funder, string name, Actor by) =>
        funder.Describe(name, "F", "", "", "", "", "{grant}", "DG", Given.Stamp(by));
}
