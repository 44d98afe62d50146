using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Deliverables;
using Grants.Domain.Kernel;
using Grants.Web.Features.Deliverables.Delivering;
using Grants.Web.Features.Deliverables.Results;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Preservation;

/// <param name="Format">By content, such as "image/tiff".</param>
public sealed record FormatCount(string Format, int Files, long Bytes);

public sealed record EventCount(string Type, string Outcome, int Count, DateTimeOffset Last);

/// <summary>Of the files that are kept here.</summary>
/// <param name="Oldest">When the file that was longest not read was read; null while one was never read again.</param>
public sealed record FixityState(
    int Files,
    int NeverRead,
    DateTimeOffset? Oldest,
    DateTimeOffset? Newest
);

/// <param name="Deliverable">Code and batch number, such as "D1, batch 2".</param>
public sealed record ProblemRow(
    Guid Id,
    string Name,
    string Deliverable,
    string Problem,
    DateTimeOffset At
);

/// <summary>What is kept of one award and how it is.</summary>
public sealed record PreservationReport(
    Guid AwardId,
    string Number,
    string Title,
    string Organization,
    int Batches,
    SpaceUse Space,
    long? OwnQuota,
    FixityState Fixity,
    IReadOnlyList<FormatCount> Formats,
    IReadOnlyList<EventCount> Events,
    IReadOnlyList<ProblemRow> Problems,
    IReadOnlyList<OutsidePlace> Outside,
    Refusal? CannotManage
)
{
    public int Files => Formats.Sum(f => f.Files);

    public long Bytes => Formats.Sum(f => f.Bytes);
}

/// <summary>A kept file, for exports.</summary>
public sealed record KeptFile(
    Guid Id,
    Guid BatchId,
    string Deliverable,
    int Batch,
    string Name,
    long Size,
    string Sha256,
    string Format,
    string? ProvedBy,
    DateTimeOffset ArrivedAt,
    DateTimeOffset? FixityAt,
    string? FixityProblem,
    string? KeptAt
);

/// <summary>The preservation report of an award: page, PDF, CSV and PREMIS tell the same.</summary>
public sealed class ShowPreservation(
    IDbContextFactory<GrantsDb> databases,
    AwardSpace space,
    Caller caller
)
{
    /// <summary>Most problems that are named one by one.</summary>
    public const int NamedProblems = 100;

    public async Task<PreservationReport> RunAsync(Guid awardId, CancellationToken cancel)
    {
        await using var db = await OpenAsync(awardId, cancel);
        var award = await db.Awards.AsNoTracking().FirstAsync(a => a.Id == awardId, cancel);
        var batches = Batches(db, awardId);
        var files = db.BatchFiles.AsNoTracking().Where(f => batches.Any(b => b.Id == f.BatchId));
        var here = files.Where(f => f.KeptAt == null);
        return new PreservationReport(
            award.Id,
            award.Number,
            award.Title,
            await db
                .Organizations.Where(o => o.Id == award.OrganizationId)
                .Select(o => o.LegalName)
                .FirstAsync(cancel),
            await batches.CountAsync(cancel),
            await space.OfAsync(db, award, cancel),
            award.StorageQuota,
            new FixityState(
                await here.CountAsync(cancel),
                await here.CountAsync(f => f.FixityAt == null, cancel),
                await here.MinAsync(f => f.FixityAt, cancel),
                await here.MaxAsync(f => f.FixityAt, cancel)
            ),
            await files
                .Join(
                    db.Files,
                    f => f.StoredFileId,
                    s => s.Id,
                    (f, s) => new { Format = f.Format ?? s.ContentType, f.Size }
                )
                .GroupBy(f => f.Format)
                .OrderByDescending(g => g.Count())
                .Select(g => new FormatCount(g.Key, g.Count(), g.Sum(f => f.Size)))
                .ToListAsync(cancel),
            await EventsAsync(db, batches, cancel),
            await files
                .Where(f => f.FixityProblem != null)
                .OrderBy(f => f.Name)
                .Take(NamedProblems)
                .Select(f => new ProblemRow(
                    f.Id,
                    f.Name,
                    db.Batches.Where(b => b.Id == f.BatchId)
                        .Select(b =>
                            db.Deliverables.First(d => d.Id == b.DeliverableId).Code
                            + ", batch "
                            + b.Number
                        )
                        .First(),
                    f.FixityProblem!,
                    f.FixityAt!.Value
                ))
                .ToListAsync(cancel),
            await OutsidePlace.OfAsync(files, cancel),
            award.CannotKeep(await caller.ActorAsync(cancel))
        );
    }

    /// <exception cref="NotFoundException">There is none that this person may see.</exception>
    internal async Task<GrantsDb> OpenAsync(Guid awardId, CancellationToken cancel)
    {
        var db = await databases.CreateDbContextAsync(cancel);
        try
        {
            await db
                .Awards.AsNoTracking()
                .VisibleTo(await caller.ActorAsync(cancel))
                .FirstOrNotFoundAsync(a => a.Id == awardId, "The award", cancel);
            return db;
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    /// <summary>Those that were handed in and checked; what is still coming isn't kept yet.</summary>
    internal static IQueryable<Batch> Batches(GrantsDb db, Guid awardId) =>
        db.Batches.AsNoTracking().Where(b => b.AwardId == awardId && b.CheckedAt != null);

    internal static IQueryable<KeptFile> Files(GrantsDb db, Guid awardId) =>
        from batch in Batches(db, awardId)
        join deliverable in db.Deliverables on batch.DeliverableId equals deliverable.Id
        join file in db.BatchFiles on batch.Id equals file.BatchId
        join stored in db.Files on file.StoredFileId equals stored.Id
        orderby deliverable.Code, batch.Number, file.Name
        select new KeptFile(
            file.Id,
            batch.Id,
            deliverable.Code,
            batch.Number,
            file.Name,
            file.Size,
            file.Sha256,
            file.Format ?? stored.ContentType,
            file.ProvedBy,
            stored.StoredAt,
            file.FixityAt,
            file.FixityProblem,
            file.KeptAt
        );

    private static async Task<IReadOnlyList<EventCount>> EventsAsync(
        GrantsDb db,
        IQueryable<Batch> batches,
        CancellationToken cancel
    ) =>
        [
            .. (
                await db
                    .PreservationEvents.AsNoTracking()
                    .Where(e => batches.Any(b => b.Id == e.BatchId))
                    .GroupBy(e => new { e.Type, e.Outcome })
                    .Select(g => new EventCount(
                        g.Key.Type,
                        g.Key.Outcome,
                        g.Count(),
                        g.Max(e => e.At)
                    ))
                    .ToListAsync(cancel)
            )
                .OrderBy(e => e.Type, StringComparer.Ordinal)
                .ThenBy(e => e.Outcome, StringComparer.Ordinal),
        ];
}
