using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Forms;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Forms.Building;

/// <summary>Saves one change to a version that nothing uses yet; it may be unfinished.</summary>
public sealed class EditForm(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <param name="version">Of the record as the person saw it.</param>
    /// <param name="change">What was done, for the log.</param>
    public async Task RunAsync(
        Guid id,
        int version,
        FormDefinition definition,
        string change,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        await db.InTransactionAsync(
            async () =>
            {
                var form = await db.FormVersions.FirstOrNotFoundAsync(
                    f => f.Id == id,
                    "The form",
                    cancel
                );
                db.Expect(form, version);
                var isUsed = await db.InUse().AnyAsync(f => f.Id == id, cancel);
                form.Edit(definition, change, isUsed, stamp);
                await db.SaveChangesAsync(cancel);
            },
            cancel
        );
    }
}
