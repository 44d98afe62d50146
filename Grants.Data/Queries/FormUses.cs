using Grants.Domain.Forms;
using Grants.Domain.Programs;

namespace Grants.Data.Queries;

/// <summary>What uses a version of a form, and so keeps it as it is. A record that refers to forms is named here.</summary>
public static class FormUses
{
    public static IQueryable<FormVersion> InUse(this GrantsDb db) =>
        db.FormVersions.Where(f =>
            db.Calls.Any(c => c.FormVersionId == f.Id && c.Status != CallStatus.Draft)
            || db.Applications.Any(a =>
                // What was handed in keeps the version that it answered, whatever the draft went on with.
                a.FormVersionId == f.Id
                || a.Submissions.Any(s => s.FormVersionId == f.Id)
            )
            || db.ScreeningChecklists.Any(c => c.FormVersionId == f.Id)
        );
}
