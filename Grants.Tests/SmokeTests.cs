using Grants.Data.Providers.Sqlite;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests;

public sealed class SmokeTests
{
    [Fact]
    public async Task Saves()
    {
        var file = Path.GetTempFileName();
        await using var db = new SqliteGrantsDb(
            new DbContextOptionsBuilder<SqliteGrantsDb>()
                .UseSqlite($"Data Source={file}")
                .AddInterceptors(new Grants.Data.Interceptors.LogWriter())
                .Options
        );
        await db.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        db.Funders.Add(
            new Funder("A", "B", "USD", new Stamp(Actor.System, DateTimeOffset.UnixEpoch))
        );
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        (await db.AuditEntries.CountAsync(TestContext.Current.CancellationToken)).Should().Be(1);
    }
}
