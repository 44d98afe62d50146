using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Programs.Calls;

/// <param name="OpensAt">Local to the zone, as is the deadline.</param>
/// <param name="DeadlineAt">Null for a rolling call without an end.</param>
/// <param name="AsSecondStage">By invitation, after the letters of intent of the call that is cloned.</param>
public sealed record CloneRequest(
    string Title,
    string Slug,
    DateTime OpensAt,
    DateTime? DeadlineAt,
    bool AsSecondStage
);

/// <summary>
/// A draft with everything that another call has: words, form, rubric, fund, rules and eligibility. Its dates move with the
/// opening and the deadline. It is no test, whatever the other one was.
/// </summary>
public sealed class CloneCall(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <returns>The draft's id.</returns>
    public async Task<Guid> RunAsync(Guid callId, CloneRequest wanted, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        Call? clone = null;
        await db.InTransactionAsync(
            async () =>
            {
                var source = await db
                    .Calls.AsNoTracking()
                    .FirstOrNotFoundAsync(c => c.Id == callId, "The call", cancel);
                clone = await MakeAsync(db, source, wanted, stamp, cancel);
                await db.RefuseTakenSlugAsync(wanted.Slug, null, cancel);
                db.Calls.Add(clone);
                await db.SaveChangesAsync(cancel);
            },
            cancel
        );
        return clone!.Id;
    }

    private static async Task<Call> MakeAsync(
        GrantsDb db,
        Call source,
        CloneRequest wanted,
        Stamp stamp,
        CancellationToken cancel
    )
    {
        var terms = source.Terms.MovedTo(
            Deadline.At(wanted.OpensAt, source.Zone).Instant,
            wanted.DeadlineAt is { } local ? Deadline.At(local, source.Zone) : null
        ) with
        {
            Title = wanted.Title,
            IsTest = false,
        };
        // A letter of intent asks little; the proposal after it asks the whole form.
        var form = wanted.AsSecondStage
            ? (await db.FormAsync(null, stamp, cancel)).Id
            : source.FormVersionId;
        return new Call(
            source.ProgramId,
            source.FundId,
            form,
            source.RubricVersionId,
            terms,
            wanted.Slug,
            stamp,
            wanted.AsSecondStage ? source.Id : source.FirstStageId
        );
    }
}

/// <param name="Opens">Proposed: a year after the source's.</param>
public sealed record CloneSource(
    string Title,
    string Program,
    Guid ProgramId,
    string Zone,
    DateTime Opens,
    DateTime? Deadline,
    int Dates
);

/// <summary>What a clone would start from.</summary>
public sealed class ReadCloneSource(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<CloneSource> RunAsync(Guid callId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        (await caller.ActorAsync(cancel)).Cannot(Permission.ManagePrograms).ThrowIfAny();
        var call = await db
            .Calls.AsNoTracking()
            .FirstOrNotFoundAsync(c => c.Id == callId, "The call", cancel);
        var program = await db
            .Programs.Where(p => p.Id == call.ProgramId)
            .Select(p => p.Name)
            .FirstAsync(cancel);
        return new CloneSource(
            call.Title,
            program,
            call.ProgramId,
            call.Zone,
            new Deadline(call.OpensAt, call.Zone).Local.AddYears(1),
            call.Deadline?.Local.AddYears(1),
            call.Milestones.Count + call.CutOffs.Count
        );
    }
}
