using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Domain.Reviews;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Programs.Calls;

/// <summary>
/// What a call asks and how it is scored, as chosen or as shipped. On first use the shipped ones become rows, in the caller's
/// own save; from then on they are data like any other.
/// </summary>
public static class ShippedDefaults
{
    /// <param name="id">Of the version that was chosen; null for the shipped form.</param>
    /// <returns>
    /// Of the shipped form the newest version in use, since a newer one may be unfinished; where none is, the newest; or a new
    /// one that the caller's save will store.
    /// </returns>
    public static async Task<FormVersion> FormAsync(
        this GrantsDb db,
        Guid? id,
        Stamp stamp,
        CancellationToken cancel
    )
    {
        if (id is { } chosen)
            return await db.FormVersions.FirstOrNotFoundAsync(
                f => f.Id == chosen,
                "The form",
                cancel
            );
        if (
            (
                await Newest(db.InUse()).FirstOrDefaultAsync(cancel)
                ?? await Newest(db.FormVersions).FirstOrDefaultAsync(cancel)
            ) is
            { } stored
        )
            return stored;
        db.FormVersions.Add(new FormVersion(LetterOfIntent.Name, 1, LetterOfIntent.Make(), stamp));
        return db
            .FormVersions.Add(new FormVersion(DefaultForm.Name, 1, DefaultForm.Make(), stamp))
            .Entity;
    }

    private static IQueryable<FormVersion> Newest(IQueryable<FormVersion> forms) =>
        forms.Where(f => f.Name == DefaultForm.Name).OrderByDescending(f => f.Number);

    /// <param name="id">Of the version that was chosen; null for the latest of the shipped rubric.</param>
    /// <returns>A stored version, or a new one that the caller's save will store.</returns>
    public static async Task<RubricVersion> RubricAsync(
        this GrantsDb db,
        Guid? id,
        Stamp stamp,
        CancellationToken cancel
    ) =>
        id is { } chosen
            ? await db.RubricVersions.FirstOrNotFoundAsync(
                r => r.Id == chosen,
                "The rubric",
                cancel
            )
            : await db
                .RubricVersions.Where(r => r.Name == DefaultRubric.Name)
                .OrderByDescending(r => r.Number)
                .FirstOrDefaultAsync(cancel)
                ?? db.RubricVersions.Add(
                    new RubricVersion(DefaultRubric.Name, 1, DefaultRubric.Make(), stamp)
                ).Entity;
}
