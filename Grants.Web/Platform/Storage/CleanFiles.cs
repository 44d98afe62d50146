using System.Diagnostics.Metrics;
using Grants.Data;
using Grants.Domain.Applications;
using Grants.Domain.Awards;
using Grants.Domain.Files;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Platform.Storage;

/// <summary>What was let go, or would be.</summary>
/// <param name="Rows">Descriptions of files that no batch has any more.</param>
/// <param name="Contents">In the store.</param>
/// <param name="Bytes">Of these contents.</param>
public sealed record CleanedFiles(int Rows, int Contents, long Bytes, bool Applied);

/// <summary>
/// Lets go of files that no record has any more: packages that were unpacked, files that were taken out of a batch or replaced, masters that needn't
/// be kept. First the descriptions, then the bytes that nothing in the database names.
/// </summary>
public sealed class CleanFiles(
    IDbContextFactory<GrantsDb> databases,
    IFileStore store,
    TimeProvider clock,
    ILogger<CleanFiles> logger
)
{
    public const string MeterName = "Grants.Storage";

    /// <summary>Content is stored before the record that names it is saved; nobody takes so long to save.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(2);

    /// <summary>SQL Server takes 2,100 parameters.</summary>
    private const int PartSize = 1_000;

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> LetGo = Meter.CreateCounter<long>(
        "grants.storage.let_go",
        "By",
        "Bytes that the clean-up let go of."
    );

    /// <summary>
    /// Every column that holds a content's SHA-256, with those of its values that keep the content. A test compares it with the model: a column
    /// that is missing here would lose data.
    /// </summary>
    internal static IReadOnlyDictionary<string, Func<GrantsDb, IQueryable<string>>> Named { get; } =
        new Dictionary<string, Func<GrantsDb, IQueryable<string>>>
        {
            ["StoredFile.Sha256"] = db =>
                db.Files.Where(f =>
                        f.Owner != FileOwner.Batch
                        || db.BatchFiles.Any(b => b.StoredFileId == f.Id && b.KeptAt == null)
                    )
                    .Select(f => f.Sha256),
            ["BatchFile.Sha256"] = db =>
                db.BatchFiles.Where(f => f.KeptAt == null).Select(f => f.Sha256),
            ["Submission.Sha256"] = db => db.Set<Submission>().Select(s => s.Sha256),
            ["AwardLetter.Sha256"] = db => db.Set<AwardLetter>().Select(l => l.Sha256),
            ["AwardLetter.SignedCopySha256"] = db =>
                db.Set<AwardLetter>()
                    .Where(l => l.SignedCopySha256 != null)
                    .Select(l => l.SignedCopySha256!),
        };

    /// <param name="apply">Else it is a rehearsal, and nothing changes.</param>
    public async Task<CleanedFiles> RunAsync(bool apply, CancellationToken cancel)
    {
        var rows = apply ? await RemoveRowsAsync(cancel) : await CountRowsAsync(cancel);
        var before = clock.GetUtcNow() - Patience;
        var (contents, bytes) = (0, 0L);
        List<StoredBytes> part = [];
        await foreach (var content in store.ListAsync(before, cancel))
        {
            part.Add(content);
            if (part.Count == PartSize)
                await TakeAsync();
        }
        await TakeAsync();
        if (apply && rows + contents > 0)
            logger.LogInformation(
                "The clean-up let go of {Rows} descriptions of files and {Contents} contents ({Bytes} bytes)",
                rows,
                contents,
                bytes
            );
        return new CleanedFiles(rows, contents, bytes, apply);

        async Task TakeAsync()
        {
            foreach (var unnamed in await UnnamedAsync(part, cancel))
            {
                if (apply && !await store.RemoveAsync(unnamed.Sha256, before, cancel))
                    continue;
                contents++;
                bytes += unnamed.Size;
                if (apply)
                    LetGo.Add(unnamed.Size);
            }
            part.Clear();
        }
    }

    private async Task<IReadOnlyList<StoredBytes>> UnnamedAsync(
        IReadOnlyList<StoredBytes> contents,
        CancellationToken cancel
    )
    {
        var keys = contents.Select(c => c.Sha256).ToList();
        HashSet<string> named = [];
        await using var db = await databases.CreateDbContextAsync(cancel);
        foreach (var values in Named.Values)
            named.UnionWith(
                await values(db).Where(s => keys.Contains(s)).Distinct().ToListAsync(cancel)
            );
        return [.. contents.Where(c => !named.Contains(c.Sha256))];
    }

    private async Task<int> CountRowsAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Unused(db).CountAsync(cancel);
    }

    private async Task<int> RemoveRowsAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        for (var removed = 0; ; )
        {
            var ids = await Unused(db)
                .OrderBy(f => f.Id)
                .Select(f => f.Id)
                .Take(PartSize)
                .ToListAsync(cancel);
            removed += await Unused(db).Where(f => ids.Contains(f.Id)).ExecuteDeleteAsync(cancel);
            if (ids.Count < PartSize)
                return removed;
        }
    }

    /// <summary>A batch's file and its description are saved together, so one without the other is over.</summary>
    private static IQueryable<StoredFile> Unused(GrantsDb db) =>
        db.Files.Where(f =>
            f.Owner == FileOwner.Batch
            && !db.BatchFiles.Any(b => b.StoredFileId == f.Id)
            && !db.Mail.Any(m => m.AttachmentId == f.Id)
        );
}
