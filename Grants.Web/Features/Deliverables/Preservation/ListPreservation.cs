using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Preservation;

/// <param name="Oldest">When the file that was longest not read was read; null while none was read again.</param>
public sealed record PreservationRow(
    Guid Id,
    string Number,
    string Title,
    string Organization,
    int Files,
    long Bytes,
    DateTimeOffset? Oldest,
    int Problems
);

/// <summary>Awards with kept files, those with problems first.</summary>
public sealed class ListPreservation(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<Page<PreservationRow>> RunAsync(
        bool onlyDamaged,
        int page,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Rows(db, await caller.ActorAsync(cancel), onlyDamaged)
            .ToPageAsync(page, cancel);
    }

    public async IAsyncEnumerable<PreservationRow> AllAsync(
        bool onlyDamaged,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await foreach (
            var row in Rows(db, await caller.ActorAsync(cancel), onlyDamaged)
                .AsAsyncEnumerable()
                .WithCancellation(cancel)
        )
            yield return row;
    }

    private static IQueryable<PreservationRow> Rows(GrantsDb db, Actor actor, bool onlyDamaged) =>
        from award in db.Awards.AsNoTracking().VisibleTo(actor)
        let files = db.BatchFiles.Where(f =>
            db.Batches.Any(b => b.Id == f.BatchId && b.AwardId == award.Id && b.CheckedAt != null)
        )
        let problems = files.Count(f => f.FixityProblem != null)
        where files.Any() && (!onlyDamaged || problems > 0)
        orderby problems descending, award.Number descending
        select new PreservationRow(
            award.Id,
            award.Number,
            award.Title,
            db.Organizations.First(o => o.Id == award.OrganizationId).LegalName,
            files.Count(),
            files.Sum(f => f.Size),
            files.Min(f => f.FixityAt),
            problems
        );
}
