using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Shared.Calls;

public sealed record PublicCallRow(
    Guid Id,
    string Title,
    string Slug,
    string Summary,
    CallPhase Phase,
    DateTimeOffset OpensAt,
    Deadline? Deadline,
    string Zone,
    IReadOnlyList<DateTimeOffset> CutOffs,
    IReadOnlyList<Milestone> Milestones,
    int GraceMinutes,
    Money AwardCap,
    bool IsByInvitation
)
{
    /// <summary>The next cut-off of a rolling call, or the deadline; null where neither is announced.</summary>
    public Deadline? NextDeadline(DateTimeOffset now) =>
        CutOffs.Where(c => now <= c).Select(c => (Deadline?)new Deadline(c, Zone)).FirstOrDefault()
        ?? Deadline;
}

/// <param name="Now">When it was read.</param>
/// <param name="NextChange">When the next call opens or closes, which makes this list wrong.</param>
public sealed record PublicCallList(
    Page<PublicCallRow> Page,
    DateTimeOffset Now,
    DateTimeOffset? NextChange
);

/// <summary>Calls for everybody: open ones by deadline, then upcoming, then past with the latest first.</summary>
public sealed class ListPublicCalls(IDbContextFactory<GrantsDb> databases, TimeProvider clock)
{
    public async Task<PublicCallList> RunAsync(
        int page,
        CancellationToken cancel,
        int size = Paging.DefaultSize,
        bool withPast = true
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        var rows = await db
            .Calls.AsNoTracking()
            .Announced()
            .Select(c => new
            {
                Call = c,
                Group = c.Status != CallStatus.Published || c.ClosesAt < now ? 2
                : c.OpensAt > now ? 1
                : 0,
            })
            .Where(c => withPast || c.Group < 2)
            .OrderBy(c => c.Group)
            .ThenBy(c => c.Call.DeadlineAt == null)
            .ThenBy(c => c.Group == 2 ? null : c.Call.DeadlineAt)
            .ThenByDescending(c => c.Call.DeadlineAt)
            .ThenByDescending(c => c.Call.Id)
            .Select(c => new PublicCallRow(
                c.Call.Id,
                c.Call.Title,
                c.Call.Slug,
                c.Call.Summary,
                Call.PhaseOf(c.Call.Status, c.Call.OpensAt, c.Call.ClosesAt, now),
                c.Call.OpensAt,
                c.Call.DeadlineAt == null
                    ? null
                    : new Deadline(c.Call.DeadlineAt.Value, c.Call.Zone),
                c.Call.Zone,
                c.Call.CutOffs,
                c.Call.Milestones,
                c.Call.GraceMinutes,
                c.Call.AwardCap,
                c.Call.FirstStageId != null
            ))
            .ToPageAsync(page, cancel, size);
        var next = await db
            .Calls.Announced()
            .Where(c => c.Status == CallStatus.Published && (c.OpensAt > now || c.ClosesAt >= now))
            .Select(c => c.OpensAt > now ? c.OpensAt : c.ClosesAt)
            .OrderBy(at => at)
            .FirstOrDefaultAsync(cancel);
        return new PublicCallList(rows, now, next);
    }
}
