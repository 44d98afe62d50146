using Grants.Data;
using Grants.Domain.Catalog;
using Grants.Domain.Deliverables;
using Grants.Domain.Inspection.Sheets;
using Grants.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Grants.Web.Features.Deliverables.Sheets;

/// <summary>
/// What this node keeps in memory so that a cell of a large sheet is saved at once: sheets by their content, which never
/// changes, and the hub's names, which every node asks the database for anew when their number has grown.
/// </summary>
public sealed class KeptSheets(IFileStore store) : IDisposable
{
    /// <summary>Of all sheets that are kept, read rows not counted; one that is longer alone isn't kept.</summary>
    private const long MostCharacters = 32 << 20;

    private static readonly TimeSpan Unused = TimeSpan.FromMinutes(20);

    private readonly MemoryCache _sheets = new(
        new MemoryCacheOptions { SizeLimit = MostCharacters }
    );
    private volatile KeptNames _names = new(-1, NameIndex.None);

    /// <exception cref="Domain.Kernel.NotFoundException">The store has lost its content.</exception>
    public async Task<OpenedSheet> OpenAsync(BatchFile file, CancellationToken cancel)
    {
        var key = (file.Sha256, file.Name);
        if (_sheets.TryGetValue(key, out OpenedSheet? kept))
            return kept!;
        await using var content = await store.OpenAsync(file.Sha256, cancel);
        var opened = OpenedSheet.Open(content, file.Name);
        return _sheets.Set(
            key,
            opened,
            new MemoryCacheEntryOptions
            {
                Size = Math.Max(1, opened.Characters),
                SlidingExpiration = Unused,
            }
        );
    }

    public async Task<NameIndex> NamesAsync(GrantsDb db, CancellationToken cancel)
    {
        // Asked first: names that are newer than their number are only read once more.
        var number = await db.NameChangesAsync(cancel);
        var kept = _names;
        if (kept.Number == number)
            return kept.Index;
        var names = await db
            .KnownNames.AsNoTracking()
            .Select(n => new
            {
                n.Kind,
                n.Name,
                Variants = n.Variants.Select(v => v.Text).ToList(),
            })
            .ToListAsync(cancel);
        var index = new NameIndex(
            names.SelectMany(n =>
                n.Variants.Prepend(n.Name).Select(w => new NameSpelling(n.Kind, n.Name, w))
            )
        );
        _names = new KeptNames(number, index);
        return index;
    }

    public void Dispose() => _sheets.Dispose();

    private sealed record KeptNames(long Number, NameIndex Index);
}
