using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Domain.Reviews;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Programs.Public;

/// <param name="Now">When it was read.</param>
public sealed record PublicCall(
    Guid Id,
    int Version,
    string Program,
    string Title,
    string Slug,
    string Summary,
    string Guidelines,
    CallPhase Phase,
    DateTimeOffset OpensAt,
    Deadline Deadline,
    Money AwardCap,
    FormDefinition Form,
    Rubric Rubric,
    DateTimeOffset Now
)
{
    /// <summary>When it opens or closes, which makes this wrong.</summary>
    public DateTimeOffset? NextChange =>
        Phase switch
        {
            CallPhase.Upcoming => OpensAt,
            CallPhase.Open => Deadline.Instant,
            _ => null,
        };
}

/// <summary>A published call by its address.</summary>
public sealed class ReadPublicCall(IDbContextFactory<GrantsDb> databases, TimeProvider clock)
{
    /// <exception cref="NotFoundException">There is none, or it is a draft.</exception>
    public async Task<PublicCall> RunAsync(string slug, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        return await db
            .Calls.AsNoTracking()
            .Where(c => c.Slug == slug && c.Status != CallStatus.Draft)
            .Select(c => new PublicCall(
                c.Id,
                c.Version,
                db.Programs.Where(p => p.Id == c.ProgramId).Select(p => p.Name).First(),
                c.Title,
                c.Slug,
                c.Summary,
                c.Guidelines,
                Call.PhaseOf(c.Status, c.OpensAt, c.DeadlineAt, now),
                c.OpensAt,
                new Deadline(c.DeadlineAt, c.Zone),
                c.AwardCap,
                db.FormVersions.Where(f => f.Id == c.FormVersionId)
                    .Select(f => f.Definition)
                    .First(),
                db.RubricVersions.Where(r => r.Id == c.RubricVersionId)
                    .Select(r => r.Rubric)
                    .First(),
                now
            ))
            .FirstOrNotFoundAsync("The call", cancel);
    }
}
