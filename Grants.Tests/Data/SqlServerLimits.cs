using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Grants.Tests.Data;

/// <summary>What SQL Server refuses when tables are made, or only when long values arrive.</summary>
internal static partial class SqlServerLimits
{
    /// <summary>Bytes in a clustered key: what primary keys are unless said otherwise.</summary>
    public const int Clustered = 900;

    public const int Nonclustered = 1700;

    public static IEnumerable<(string Name, int Bytes, int Limit)> Keys(IRelationalModel model) =>
        model.Tables.SelectMany(table =>
            table
                .UniqueConstraints.Select(key =>
                    (
                        $"{table.Name}.{key.Name}",
                        BytesOf(key.Columns),
                        key == table.PrimaryKey ? Clustered : Nonclustered
                    )
                )
                .Concat(
                    table.Indexes.Select(index =>
                        ($"{table.Name}.{index.Name}", BytesOf(index.Columns), Nonclustered)
                    )
                )
        );

    /// <summary>
    /// Pairs of tables where deleting from the first reaches the second on more than one way (error 1785), itself included.
    /// </summary>
    public static IEnumerable<(string From, string To)> DoubledCascades(
        IReadOnlyCollection<(string Principal, string Dependent)> cascades
    )
    {
        foreach (var start in cascades.Select(c => c.Principal).Distinct())
        {
            var reached = new HashSet<string>(StringComparer.Ordinal) { start };
            var open = new Queue<string>([start]);
            while (open.TryDequeue(out var table))
                foreach (var (_, dependent) in cascades.Where(c => c.Principal == table))
                    if (reached.Add(dependent))
                        open.Enqueue(dependent);
                    else
                        yield return (start, dependent);
        }
    }

    /// <summary>Foreign keys that delete or change rows by themselves, one per constraint.</summary>
    public static IReadOnlyCollection<(string Principal, string Dependent)> Cascades(
        IRelationalModel model
    ) =>
        [
            .. model.Tables.SelectMany(table =>
                table
                    .ForeignKeyConstraints.Where(key =>
                        key.OnDeleteAction
                            is ReferentialAction.Cascade
                                or ReferentialAction.SetNull
                                or ReferentialAction.SetDefault
                    )
                    .Select(key => (key.PrincipalTable.Name, table.Name))
            ),
        ];

    private static int BytesOf(IEnumerable<IColumn> columns) =>
        columns.Sum(column => BytesOf(column.StoreType));

    /// <summary>The most that a value takes. Whatever has no limit can't be a key at all.</summary>
    internal static int BytesOf(string storeType)
    {
        if (Sized().Match(storeType) is { Success: true } sized)
            return int.Parse(sized.Groups["size"].Value, CultureInfo.InvariantCulture)
                * (sized.Groups["type"].Value.StartsWith('n') ? 2 : 1);
        return storeType switch
        {
            "uniqueidentifier" => 16,
            "bigint" => 8,
            "int" => 4,
            "bit" => 1,
            "date" => 3,
            "datetimeoffset" => 10,
            "datetime2" => 8,
            _ when storeType.StartsWith("decimal", StringComparison.Ordinal) => 17,
            _ => throw new InvalidOperationException(
                $"A column of type {storeType} stands in a key; say here how many bytes it takes."
            ),
        };
    }

    [GeneratedRegex(@"^(?<type>n?(var)?char|(var)?binary)\((?<size>\d+)\)$")]
    private static partial Regex Sized();
}
