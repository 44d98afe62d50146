using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Grants.Data.Providers.Sqlite;

/// <summary>
/// The embedded default. Instants are UTC ticks in a 64-bit integer, so that they sort and compare in the database; writers
/// take turns (<see cref="WriteTurns"/>).
/// </summary>
public sealed class SqliteGrantsDb(DbContextOptions<SqliteGrantsDb> options) : GrantsDb(options)
{
    private bool _holdsTurn;

    public override async Task InTransactionAsync(Func<Task> work, CancellationToken cancel)
    {
        using var turn = await WriteTurns.TakeAsync(Database.GetConnectionString()!, cancel);
        _holdsTurn = true;
        try
        {
            // Microsoft.Data.Sqlite begins IMMEDIATE unless asked to defer.
            await using var transaction = await Database.BeginTransactionAsync(cancel);
            await work();
            await transaction.CommitAsync(cancel);
        }
        finally
        {
            _holdsTurn = false;
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException(
            "Save asynchronously: a writer may have to wait for its turn."
        );

    public override async Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess,
        CancellationToken cancellationToken = default
    )
    {
        if (_holdsTurn)
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        using var turn = await WriteTurns.TakeAsync(
            Database.GetConnectionString()!,
            cancellationToken
        );
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
    {
        base.OnConfiguring(optionsBuilder);
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
    }

    private sealed class UtcTicks()
        : ValueConverter<DateTimeOffset, long>(
            at => at.UtcTicks,
            ticks => new DateTimeOffset(ticks, TimeSpan.Zero)
        );
}

internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteGrantsDb>
{
    public SqliteGrantsDb CreateDbContext(string[] args) =>
        new(
            new DbContextOptionsBuilder<SqliteGrantsDb>()
                .UseSqlite("Data Source=design-time.db")
                .Options
        );
}
