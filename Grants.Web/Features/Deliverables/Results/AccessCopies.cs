using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Deliverables;
using Grants.Domain.Inspection.Profiles;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Results;

internal static class AccessCopies
{
    /// <exception cref="Domain.Kernel.NotFoundException">The batch has no such file.</exception>
    /// <inheritdoc cref="ShownForAsync(GrantsDb, BatchFile, IReadOnlyCollection{string}, CancellationToken)"/>
    public static async Task<BatchFile?> ShownForAsync(
        this GrantsDb db,
        Guid batchId,
        Guid fileId,
        IReadOnlyCollection<string> formats,
        CancellationToken cancel
    ) =>
        await db.ShownForAsync(
            await db
                .BatchFiles.AsNoTracking()
                .FirstOrNotFoundAsync(
                    f => f.Id == fileId && f.BatchId == batchId,
                    "The file",
                    cancel
                ),
            formats,
            cancel
        );

    /// <summary>The file itself, or its access copy where it isn't kept here.</summary>
    /// <param name="formats">That can be shown: media types as the check found them.</param>
    /// <returns>Null where there is neither.</returns>
    public static async Task<BatchFile?> ShownForAsync(
        this GrantsDb db,
        BatchFile file,
        IReadOnlyCollection<string> formats,
        CancellationToken cancel
    )
    {
        if (file.KeptAt is null)
            return file.Format is { } format && formats.Contains(format) ? file : null;
        // By name alone: databases don't agree with each other on which capitals are the same.
        var shown = await db
            .BatchFiles.Where(f =>
                f.BatchId == file.BatchId && f.KeptAt == null && formats.Contains(f.Format)
            )
            .OrderBy(f => f.Name)
            .Select(f => new { f.Id, f.Name })
            .ToListAsync(cancel);
        var copy = shown.Find(f => FileRoles.IsAccessCopyOf(f.Name, file.Name));
        return copy is null
            ? null
            : await db.BatchFiles.AsNoTracking().FirstAsync(f => f.Id == copy.Id, cancel);
    }
}
