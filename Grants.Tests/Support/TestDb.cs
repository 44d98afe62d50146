using Grants.Data;
using Grants.Data.Providers;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Grants.Tests.Support;

/// <summary>
/// A SQLite database of its own for one test, copied from a template that is made once, and a clock that the test moves.
/// Where GRANTS_TEST_SQLSERVER names a server, tests over <see cref="Providers"/> also run on a database made there.
/// </summary>
public sealed class TestDb : IDbContextFactory<GrantsDb>, IAsyncDisposable
{
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);

    private readonly ServiceProvider _services;
    private readonly Func<TestDb, Task> _delete;

    private TestDb(
        DatabaseOptions options,
        Action<IServiceCollection>? configure,
        Func<TestDb, Task> delete
    )
    {
        _services = Services(options, configure);
        _delete = delete;
        ConnectionString = options.ConnectionString;
    }

    /// <summary>Every provider that can be had here.</summary>
    public static TheoryData<string> Providers =>
        Server is null ? ["Sqlite"] : ["Sqlite", "SqlServer"];

    /// <summary>Connection string of a server where databases may be made and dropped; its database's name is replaced.</summary>
    private static string? Server => Environment.GetEnvironmentVariable("GRANTS_TEST_SQLSERVER");

    /// <summary>A Monday; every test begins at this instant unless it moves the clock.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public FakeTimeProvider Clock { get; } = new(Start);

    public DateTimeOffset Now => Clock.GetUtcNow();

    public string ConnectionString { get; }

    /// <param name="provider">One of <see cref="Providers"/>.</param>
    /// <param name="configure">Runs after registration: ConfigureDbContext adds options of the provider.</param>
    public static async Task<TestDb> NewAsync(
        string provider = "Sqlite",
        Action<IServiceCollection>? configure = null
    )
    {
        if (provider == "SqlServer")
            return await NewOnServerAsync(configure);
        var file = await NewFileAsync();
        return new TestDb(
            Embedded(file),
            configure,
            _ =>
            {
                Delete(file);
                return Task.CompletedTask;
            }
        );
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
        await _delete(this);
        await _services.DisposeAsync();
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

    private static DatabaseOptions Embedded(string file) => new("Sqlite", ConnectionTo(file));

    private static ServiceProvider Services(
        DatabaseOptions options,
        Action<IServiceCollection>? configure = null
    )
    {
        var services = new ServiceCollection().AddGrantsDb(options);
        configure?.Invoke(services);
        return services.BuildServiceProvider();
    }

    private static async Task<TestDb> NewOnServerAsync(Action<IServiceCollection>? configure)
    {
        var connection = new SqlConnectionStringBuilder(Server)
        {
            InitialCatalog = $"grants-{Guid.CreateVersion7():n}",
        };
        var made = new TestDb(
            new DatabaseOptions("SqlServer", connection.ToString()),
            configure,
            async test =>
            {
                await using var db = test.CreateDbContext();
                await db.Database.EnsureDeletedAsync();
            }
        );
        await using var database = made.CreateDbContext();
        await database.Database.EnsureCreatedAsync();
        return made;
    }

    private static async Task<string> MakeTemplateAsync()
    {
        var file = NewFile();
        await using var services = Services(Embedded(file));
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
