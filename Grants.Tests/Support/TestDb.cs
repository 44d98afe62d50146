using Grants.Data;
using Grants.Data.Providers;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Grants.Tests.Support;

/// <summary>
/// A SQLite database of its own for one test, copied from a template that is made once, and a clock that the test moves.
/// </summary>
public sealed class TestDb : IDbContextFactory<GrantsDb>, IAsyncDisposable
{
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);

    private readonly ServiceProvider _services;
    private readonly string _file;

    private TestDb(string file)
    {
        _file = file;
        _services = Services(file);
    }

    /// <summary>A Monday; every test begins at this instant unless it moves the clock.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public FakeTimeProvider Clock { get; } = new(Start);

    public DateTimeOffset Now => Clock.GetUtcNow();

    public string ConnectionString => ConnectionTo(_file);

    public static async Task<TestDb> NewAsync()
    {
        var file = NewFile();
        File.Copy(await Template.Value, file);
        return new TestDb(file);
    }

    public GrantsDb CreateDbContext() =>
        _services.GetRequiredService<IDbContextFactory<GrantsDb>>().CreateDbContext();

    /// <summary>Saves what a builder made, so that the test starts from it.</summary>
    public async Task<T> AddAsync<T>(T thing)
        where T : class
    {
        await AddAsync([thing]);
        return thing;
    }

    public async Task AddAsync(params object[] things)
    {
        await using var db = CreateDbContext();
        db.AddRange(things);
        await db.SaveChangesAsync();
    }

    /// <summary>Reads with a context of its own, so that the test sees what is stored and not what is tracked.</summary>
    public async Task<T> ReadAsync<T>(Func<GrantsDb, Task<T>> read)
    {
        await using var db = CreateDbContext();
        return await read(db);
    }

    public Stamp By(Actor actor) => new(actor, Now);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Delete(_file);
    }

    /// <summary>A copy of the empty template, for hosts.</summary>
    internal static async Task<string> NewFileAsync()
    {
        var file = NewFile();
        File.Copy(await Template.Value, file);
        return file;
    }

    internal static string ConnectionTo(string file) =>
        new SqliteConnectionStringBuilder { DataSource = file }.ToString();

    internal static void Delete(string file)
    {
        using (var connection = new SqliteConnection(ConnectionTo(file)))
            SqliteConnection.ClearPool(connection);
        foreach (var part in (string[])[file, file + "-wal", file + "-shm"])
            File.Delete(part);
    }

    private static string NewFile() =>
        Path.Combine(Path.GetTempPath(), $"grants-{Guid.CreateVersion7():n}.db");

    private static ServiceProvider Services(string file) =>
        new ServiceCollection()
            .AddGrantsDb(new DatabaseOptions("Sqlite", ConnectionTo(file)))
            .BuildServiceProvider();

    private static async Task<string> MakeTemplateAsync()
    {
        var file = NewFile();
        await using var services = Services(file);
        await using (
            var db = services.GetRequiredService<IDbContextFactory<GrantsDb>>().CreateDbContext()
        )
        {
            await db.Database.EnsureCreatedAsync();
            // The write-ahead log into the file itself, so that the copy is whole.
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        SqliteConnection.ClearAllPools();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Delete(file);
        return file;
    }
}
