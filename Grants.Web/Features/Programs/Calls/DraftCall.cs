using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Programs.Calls;

/// <summary>A new call of a program, seen by staff only until it is published.</summary>
public sealed class DraftCall(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <returns>The call's id.</returns>
    public async Task<Guid> RunAsync(Guid programId, CallDraft draft, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        Call? call = null;
        await db.InTransactionAsync(
            async () =>
            {
                var program = await db.Programs.FirstOrNotFoundAsync(
                    p => p.Id == programId,
                    "The program",
                    cancel
                );
                var fund = await db.Funds.FirstOrNotFoundAsync(
                    f => f.Id == draft.FundId,
                    "The fund",
                    cancel
                );
                var form = await db.FormAsync(draft.FormVersionId, stamp, cancel);
                draft.Rules.CannotHold(form.Definition).ThrowIfAny();
                var rubric = await db.RubricAsync(draft.RubricVersionId, stamp, cancel);
                call = new Call(
                    program.Id,
                    fund.Id,
                    form.Id,
                    rubric.Id,
                    draft.Terms(fund.Currency),
                    draft.Slug,
                    stamp
                );
                await db.RefuseTakenSlugAsync(draft.Slug, null, cancel);
                db.Calls.Add(call);
                await db.SaveChangesAsync(cancel);
            },
            cancel
        );
        return call!.Id;
    }
}
