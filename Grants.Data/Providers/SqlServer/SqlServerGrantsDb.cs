using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Grants.Data.Providers.SqlServer;

/// <summary>The production database.</summary>
public sealed class SqlServerGrantsDb(DbContextOptions<SqlServerGrantsDb> options)
    : GrantsDb(options)
{
    public override async Task InTransactionAsync(Func<Task> work, CancellationToken cancel)
    {
        await using var transaction = await Database.BeginTransactionAsync(cancel);
        await work();
        await transaction.CommitAsync(cancel);
    }
}

internal sealed class SqlServerDesignTime : IDesignTimeDbContextFactory<SqlServerGrantsDb>
{
    public SqlServerGrantsDb CreateDbContext(string[] args) =>
        new(
            new DbContextOptionsBuilder<SqlServerGrantsDb>()
                .UseSqlServer("Server=design-time")
                .Options
        );
}
