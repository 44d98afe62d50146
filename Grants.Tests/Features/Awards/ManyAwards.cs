using Grants.Data;
using Grants.Domain.Applications;
using Grants.Domain.Awards;
using Grants.Domain.Disbursements;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Awards;

/// <summary>Copies of one award's rows, made in the database because a thousand made by their verbs take minutes.</summary>
internal static class ManyAwards
{
    /// <summary>More awards like this one, each with its application and its first payment.</summary>
    /// <param name="from">Numbers the copies; another range for another call.</param>
    public static async Task CopyAsync(
        this GrantsDb db,
        Award award,
        Tranche tranche,
        int from,
        int count
    )
    {
        await db.CopyAsync<Application>(
            award.ApplicationId,
            from,
            count,
            ("Id", NewId('A')),
            ("ReferenceNumber", "'A-COPY-' || n")
        );
        await db.CopyAsync<Award>(
            award.Id,
            from,
            count,
            ("Id", NewId('B')),
            ("ApplicationId", NewId('A')),
            ("Number", "'DG-COPY-' || n")
        );
        await db.CopyAsync<Tranche>(
            tranche.Id,
            from,
            count,
            ("Id", NewId('C')),
            ("AwardId", NewId('B'))
        );
    }

    private static string NewId(char kind) => $"printf('{kind}0000000-0000-7000-8000-%012X', n)";

    private static async Task CopyAsync<T>(
        this GrantsDb db,
        Guid source,
        int from,
        int count,
        params (string Column, string Sql)[] changed
    )
        where T : class
    {
        var table = db.Model.FindEntityType(typeof(T))!.GetTableName()!;
        var columns = await db
            .Database.SqlQuery<string>($"SELECT name AS Value FROM pragma_table_info({table})")
            .ToListAsync();
        var values = columns.Select(c =>
            changed.Where(x => x.Column == c).Select(x => x.Sql).FirstOrDefault($"\"{c}\"")
        );
        var sql = $"""
            WITH RECURSIVE numbers(n) AS (SELECT @from UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < @from + @count)
            INSERT INTO "{table}" ({string.Join(", ", columns.Select(c => $"\"{c}\""))})
            SELECT {string.Join(", ", values)} FROM "{table}", numbers WHERE "Id" = @source
            """;
        await db.Database.ExecuteSqlRawAsync(
            sql,
            new SqliteParameter("@from", from),
            new SqliteParameter("@count", count),
            new SqliteParameter("@source", source.ToString().ToUpperInvariant())
        );
    }
}
