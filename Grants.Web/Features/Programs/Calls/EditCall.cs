using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Programs.Calls;

/// <summary>Rewrites a draft.</summary>
public sealed class EditCall(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <param name="version">Of the call as the person saw it.</param>
    public async Task RunAsync(Guid callId, int version, CallDraft draft, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        await db.InTransactionAsync(
            async () =>
            {
                var call = await db.Calls.FirstOrNotFoundAsync(
                    c => c.Id == callId,
                    "The call",
                    cancel
                );
                var fund = await db.Funds.FirstOrNotFoundAsync(
                    f => f.Id == draft.FundId,
                    "The fund",
                    cancel
                );
                db.Expect(call, version);
                call.Edit(draft.Terms(fund.Currency), fund.Id, draft.Slug, stamp);
                var form = await db.FormAsync(draft.FormVersionId, stamp, cancel);
                draft.Rules.CannotHold(form.Definition).ThrowIfAny();
                call.UseForm(form.Id, $"{form.Name}, version {form.Number}", stamp);
                call.UseRubric(
                    (await db.RubricAsync(draft.RubricVersionId, stamp, cancel)).Id,
                    stamp
                );
                await db.RefuseTakenSlugAsync(draft.Slug, call.Id, cancel);
                await db.SaveChangesAsync(cancel);
            },
            cancel
        );
    }
}
