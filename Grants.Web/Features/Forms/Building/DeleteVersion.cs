using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Forms.Building;

/// <summary>Deletes a version that no call and no application has.</summary>
public sealed class DeleteVersion(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task RunAsync(Guid id, int version, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        await db.InTransactionAsync(
            async () =>
            {
                var form = await db.FormVersions.FirstOrNotFoundAsync(
                    f => f.Id == id,
                    "The form",
                    cancel
                );
                db.Expect(form, version);
                FormVersion
                    .CannotEdit(actor, await db.InUse().AnyAsync(f => f.Id == id, cancel))
                    .ThrowIfAny();
                if (await db.Calls.AnyAsync(c => c.FormVersionId == id, cancel))
                    throw new RefusedException(
                        new Refusal("A draft call asks it. Choose another form there first.")
                    );
                db.FormVersions.Remove(form);
                await db.SaveChangesAsync(cancel);
            },
            cancel
        );
    }
}
