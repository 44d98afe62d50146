using Grants.Data;
using Grants.Domain.Deliverables;
using Grants.Domain.Inspection.Profiles;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Results;

internal static class AccessCopies
{
    /// <returns>The SHA-256 of what is looked at: the file itself, or its access copy where it isn't kept here. Null where there is neither.</returns>
    public static async Task<string?> ShownForAsync(
        this GrantsDb db,
        BatchFile file,
        CancellationToken cancel
    )
    {
        if (file.KeptAt is null)
            return file.Sha256;
        var stem = FileRoles.StemOf(file.Name);
        var near = await db
            .BatchFiles.Where(f =>
                f.BatchId == file.BatchId
                && f.KeptAt == null
                && f.Width != null
                && f.Name.StartsWith(stem)
            )
            .OrderBy(f => f.Name)
            .Select(f => new { f.Name, f.Sha256 })
            .ToListAsync(cancel);
        return near.FirstOrDefault(f =>
            FileRoles.IsAccessCopy(f.Name) && FileRoles.StemOf(f.Name) == stem
        )?.Sha256;
    }
}
