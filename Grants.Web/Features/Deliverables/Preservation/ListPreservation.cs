using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Preservation;

/// <param name="Oldest">When the file that was longest not read was read; null while one of them wasn't read again.</param>
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

    private static IQueryable<PreservationRow> Rows(GrantsDb db, Actor actor, bool onlyDamaged)
    {
        var kept =
            from file in db.BatchFiles
            join batch in db.Batches on file.BatchId equals batch.Id
            where batch.CheckedAt != null
            group file by batch.AwardId into files
            select new
            {
                AwardId = files.Key,
                Files = files.Count(),
                Bytes = files.Sum(f => f.Size),
                NeverRead = files.Count(f => f.KeptAt == null && f.FixityAt == null),
                Oldest = files.Min(f => f.KeptAt == null ? f.FixityAt : null),
                Problems = files.Count(f => f.FixityProblem != null),
            };
        return from award in db.Awards.AsNoTracking().VisibleTo(actor)
            join files in kept on award.Id equals files.AwardId
            where !onlyDamaged || files.Problems > 0
            orderby files.Problems descending, award.Number descending
            select new PreservationRow(
                award.Id,
                award.Number,
                award.Title,
                db.Organizations.First(o => o.Id == award.OrganizationId).LegalName,
                files.Files,
                files.Bytes,
                files.NeverRead == 0 ? files.Oldest : null,
                files.Problems
            );
    }
}
