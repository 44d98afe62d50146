using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Domain.Reviews;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Programs.Public;

/// <param name="Program">Its name.</param>
/// <param name="Now">When it was read.</param>
public sealed record PublicCall(
    Call Call,
    string Program,
    FormDefinition Form,
    Rubric Rubric,
    PublicStage? FirstStage,
    PublicStage? SecondStage,
    DateTimeOffset Now
)
{
    public CallPhase Phase => Call.PhaseAt(Now);

    /// <summary>The next cut-off of a rolling call, or the deadline; null where neither is announced.</summary>
    public Deadline? Deadline => Call.DeadlineFor(null, Now);

    /// <summary>When it opens, passes a cut-off or closes, which makes this wrong.</summary>
    public DateTimeOffset? NextChange =>
        Phase switch
        {
            CallPhase.Upcoming => Call.OpensAt,
            CallPhase.Open => Call.CutOffFor(Now)?.AddMinutes(Call.GraceMinutes) ?? Call.ClosesAt,
            _ => null,
        };

    /// <summary>Every date that is told, in its order, with the word for it.</summary>
    public IReadOnlyList<Milestone> Dates =>
        [
            .. new[] { new Milestone("Opens", Call.OpensAt) }
                .Concat(Call.CutOffs.Select((c, i) => new Milestone($"Cut-off {i + 1}", c)))
                .Concat(
                    Call.DeadlineAt is { } at && !Call.CutOffs.Contains(at)
                        ? [new Milestone("Deadline", at)]
                        : []
                )
                .Concat(Call.Milestones)
                .OrderBy(d => d.At),
        ];
}

public sealed record PublicStage(string Title, string Slug, DateTimeOffset OpensAt, string Zone);

/// <summary>A published call by its address.</summary>
public sealed class ReadPublicCall(IDbContextFactory<GrantsDb> databases, TimeProvider clock)
{
    /// <param name="actor">Null for the public.</param>
    /// <exception cref="NotFoundException">There is none, it is a draft, or a test that isn't for this person.</exception>
    public async Task<PublicCall> RunAsync(string slug, Actor? actor, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        var read = await db
            .Calls.AsNoTracking()
            .Where(c => c.Slug == slug)
            .Select(c => new
            {
                Call = c,
                Program = db.Programs.First(p => p.Id == c.ProgramId).Name,
                Form = db.FormVersions.First(f => f.Id == c.FormVersionId).Definition,
                db.RubricVersions.First(r => r.Id == c.RubricVersionId).Rubric,
                First = db
                    .Calls.Where(f =>
                        f.Id == c.FirstStageId && f.Status != CallStatus.Draft && !f.IsTest
                    )
                    .Select(f => new PublicStage(f.Title, f.Slug, f.OpensAt, f.Zone))
                    .FirstOrDefault(),
                Second = db
                    .Calls.Where(s =>
                        s.FirstStageId == c.Id && s.Status != CallStatus.Draft && !s.IsTest
                    )
                    .OrderBy(s => s.Id)
                    .Select(s => new PublicStage(s.Title, s.Slug, s.OpensAt, s.Zone))
                    .FirstOrDefault(),
            })
            .FirstOrNotFoundAsync("The call", cancel);
        return read.Call.IsVisibleTo(actor)
            ? new PublicCall(
                read.Call,
                read.Program,
                read.Form,
                read.Rubric,
                read.First,
                read.Second,
                now
            )
            : throw new NotFoundException("The call");
    }
}
