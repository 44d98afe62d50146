using Grants.Data;
using Grants.Data.Providers.Sqlite;
using Grants.Data.Providers.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Grants.Tests.Data;

/// <summary>The model as each provider maps it; nothing here opens a connection.</summary>
internal static class ProviderModels
{
    public static GrantsDb Of(string provider) =>
        provider == "SqlServer"
            ? new SqlServerGrantsDb(
                new DbContextOptionsBuilder<SqlServerGrantsDb>().UseSqlServer("Server=none").Options
            )
            : new SqliteGrantsDb(
                new DbContextOptionsBuilder<SqliteGrantsDb>()
                    .UseSqlite("Data Source=none.db")
                    .Options
            );

    /// <summary>The tables as the migrations see them.</summary>
    public static IRelationalModel Tables(this GrantsDb db) =>
        db.GetService<IDesignTimeModel>().Model.GetRelationalModel();
}
