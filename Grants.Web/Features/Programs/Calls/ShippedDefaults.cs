using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Domain.Reviews;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Programs.Calls;

/// <summary>
/// The shipped form and rubric. On first use they become rows, in the caller's own save; from then on
/// they are data like any other.
/// </summary>
public static class ShippedDefaults
{
    /// <returns>
    /// The newest version in use, since a newer one may be unfinished; where none is, the newest; or a new one that the
    /// caller's save will store.
    /// </returns>
    public static async Task<FormVersion> DefaultFormAsync(
        this GrantsDb db,
        Stamp stamp,
        CancellationToken cancel
    ) =>
        await Newest(db.InUse()).FirstOrDefaultAsync(cancel)
        ?? await Newest(db.FormVersions).FirstOrDefaultAsync(cancel)
        ?? db.FormVersions.Add(
            new FormVersion(DefaultForm.Name, 1, DefaultForm.Make(), stamp)
        ).Entity;

    private static IQueryable<FormVersion> Newest(IQueryable<FormVersion> forms) =>
        forms.Where(f => f.Name == DefaultForm.Name).OrderByDescending(f => f.Number);

    /// <returns>A stored version, or a new one that the caller's save will store.</returns>
    public static async Task<RubricVersion> DefaultRubricAsync(
        this GrantsDb db,
        Stamp stamp,
        CancellationToken cancel
    ) =>
        await db
            .RubricVersions.Where(r => r.Name == DefaultRubric.Name)
            .OrderByDescending(r => r.Number)
            .FirstOrDefaultAsync(cancel)
        ?? db.RubricVersions.Add(
            new RubricVersion(DefaultRubric.Name, 1, DefaultRubric.Make(), stamp)
        ).Entity;
}
