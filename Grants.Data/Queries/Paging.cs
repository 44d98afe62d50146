using Microsoft.EntityFrameworkCore;

namespace Grants.Data.Queries;

/// <summary>One page of a list.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Size">Rows per page.</param>
/// <param name="Total">Rows on all pages.</param>
public sealed record Page<T>(IReadOnlyList<T> Rows, int Number, int Size, int Total);

public static class Paging
{
    public const int DefaultSize = 25;

    /// <summary>
    /// Counts and reads one page in the database. A number beyond the last page gives the last page, one below 1 the first:
    /// numbers come from addresses.
    /// </summary>
    /// <param name="query">Ordered, with the id as the last key, so that pages don't overlap.</param>
    public static async Task<Page<T>> ToPageAsync<T>(
        this IQueryable<T> query,
        int number,
        CancellationToken cancel,
        int size = DefaultSize
    )
    {
        var total = await query.CountAsync(cancel);
        var last = Math.Max(1, (total + size - 1) / size);
        var shown = Math.Clamp(number, 1, last);
        var rows =
            total == 0 ? [] : await query.Skip((shown - 1) * size).Take(size).ToListAsync(cancel);
        return new Page<T>(rows, shown, size, total);
    }
}
