using Grants.Data;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Screening;

internal static class ChecklistForms
{
    /// <summary>
    /// The newest finished version of the checklist. On first use the shipped one becomes a row, in the caller's own save;
    /// from then on it is data like any other form.
    /// </summary>
    public static async Task<FormVersion> CurrentChecklistAsync(
        this GrantsDb db,
        Stamp stamp,
        CancellationToken cancel
    )
    {
        var versions = await db
            .FormVersions.Where(f => f.Kind == FormKind.ScreeningChecklist)
            .OrderByDescending(f => f.Id)
            .ToListAsync(cancel);
        if (versions.Count > 0)
            return versions.Find(v => v.CannotBeAsked() is null) ?? versions[0];
        return db
            .FormVersions.Add(
                new FormVersion(
                    DefaultChecklist.Name,
                    1,
                    FormKind.ScreeningChecklist,
                    DefaultChecklist.Make(),
                    stamp
                )
            )
            .Entity;
    }

    /// <summary>What of the application's checklist isn't met, in words; empty when everything is.</summary>
    public static async Task<string> UnmetAsync(
        this GrantsDb db,
        Guid applicationId,
        Stamp stamp,
        CancellationToken cancel
    )
    {
        var begun = await db
            .ScreeningChecklists.Where(c => c.ApplicationId == applicationId)
            .Select(c => new { c.Open, c.Failed })
            .FirstOrDefaultAsync(cancel);
        if (begun is not null)
            return ScreeningChecklist.Unmet(begun.Open, begun.Failed);
        var form = await db.CurrentChecklistAsync(stamp, cancel);
        var (open, failed) = ScreeningChecklist.Count(new FormReading(form.Definition, _ => ""));
        return ScreeningChecklist.Unmet(open, failed);
    }
}
