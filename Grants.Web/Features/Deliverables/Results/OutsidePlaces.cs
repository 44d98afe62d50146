using Grants.Domain.Deliverables;
using Grants.Domain.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Results;

/// <summary>Files that the product doesn't keep.</summary>
/// <param name="Place">Drive, share or institution.</param>
public sealed record OutsidePlace(string Place, int Files)
{
    public string InWords => $"{Numbers.Say(Files, "file")} at {Place}";

    internal static Task<List<OutsidePlace>> OfAsync(
        IQueryable<BatchFile> files,
        CancellationToken cancel
    ) =>
        files
            .Where(f => f.KeptAt != null)
            .GroupBy(f =>
                f.KeptAt!.Contains('/') ? f.KeptAt.Substring(0, f.KeptAt.IndexOf('/')) : f.KeptAt
            )
            .OrderBy(g => g.Key)
            .Select(g => new OutsidePlace(g.Key, g.Count()))
            .ToListAsync(cancel);
}
