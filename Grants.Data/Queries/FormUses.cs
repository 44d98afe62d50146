using Grants.Domain.Forms;
using Grants.Domain.Programs;

namespace Grants.Data.Queries;

/// <summary>What uses a version of a form, and so keeps it as it is. A record that refers to forms is named here.</summary>
public static class FormUses
{
    public static IQueryable<FormVersion> InUse(this GrantsDb db) =>
        db.FormVersions.Where(f =>
            db.Calls.Any(c => c.FormVersionId == f.Id && c.Status != CallStatus.Draft)
            || db.Applications.Any(a => a.FormVersionId == f.Id)
        );
}
