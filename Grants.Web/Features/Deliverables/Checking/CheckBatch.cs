using System.Text.Json;
using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Deliverables;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Profiles;
using Grants.Domain.Inspection.Sheets;
using Grants.Domain.Kernel;
using Grants.Web.Features.Deliverables.Criteria;
using Grants.Web.Features.Deliverables.Sheets;
using Grants.Web.Platform;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Checking;

/// <summary>
/// The product checks a batch that was handed in and writes everything it found in one save: findings, PREMIS events, the
/// items when all is well, and the mails. Broken off by a restart, it examines only what it hadn't; what two nodes check at
/// once only the first one saves, and nobody what was taken back meanwhile.
/// </summary>
public sealed class CheckBatch(
    IDbContextFactory<GrantsDb> databases,
    BatchContent content,
    KeptSheets sheets,
    GatherFiles gather,
    FileExaminers examiners,
    RunningChecks running,
    CheckJournals journals,
    SiteAddress site,
    TimeProvider clock,
    ILogger<CheckBatch> logger
)
{
    public static string Agent { get; } =
        $"Grants {typeof(CheckBatch).Assembly.GetName().Version?.ToString(3)}";

    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public async Task RunAsync(Guid batchId, CancellationToken cancel)
    {
        using var run = running.Begin(batchId, cancel);
        try
        {
            if (await CheckAsync(batchId, run))
                journals.Forget(batchId);
        }
        catch (OperationCanceledException) when (run.IsStopped)
        {
            logger.LogInformation("The checks of batch {Batch} were stopped", batchId);
        }
    }

    /// <returns>False when the batch isn't handed in any more.</returns>
    private async Task<bool> CheckAsync(Guid batchId, RunningChecks.Run run)
    {
        var cancel = run.Token;
        if (await BeginAsync(batchId, cancel) is not { } version)
            return false;
        using var journal = journals.Open(
            batchId,
            string.Join("; ", examiners.All.Select(e => e.Agent).Prepend(Agent))
        );
        var gathered = await gather.RunAsync(
            batchId,
            await FilesAsync(batchId, cancel),
            journal,
            run.Tell,
            cancel
        );
        var files = gathered.Files;
        var before = await DeliveredBeforeAsync(batchId, files, cancel);
        run.Tell(0, files.Count);
        var report = BatchCheck.Run(
            [.. files.Select(f => Checked(f, before))],
            await RulesAsync(batchId, files, cancel),
            new FileChecks(await ChoiceAsync(batchId, cancel), examiners.All) { Journal = journal },
            done => run.Tell(done, files.Count),
            cancel
        );
        report = report with
        {
            Findings = [.. gathered.Findings, .. report.Findings],
            Events = [.. gathered.Events, .. report.Events],
        };
        return await SaveAsync(batchId, version, gathered, report, cancel);
    }

    private async Task<ProfileChoice> ChoiceAsync(Guid batchId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.ChoiceOfBatchAsync(batchId, cancel);
    }

    /// <returns>The version of the batch as it was handed in; null when it isn't any more.</returns>
    private async Task<int?> BeginAsync(Guid batchId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var batch = await db
            .Batches.AsNoTracking()
            .FirstOrNotFoundAsync(b => b.Id == batchId, "The batch", cancel);
        if (batch.Status != BatchStatus.Submitted)
            return null;
        var deliverable = await DeliverableOfAsync(db, batchId, cancel);
        if (deliverable.Status != DeliverableStatus.Validating)
        {
            deliverable.BeginValidation(Now());
            await db.SaveChangesAsync(cancel);
        }
        return batch.Version;
    }

    private async Task<List<BatchFile>> FilesAsync(Guid batchId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db
            .BatchFiles.AsNoTracking()
            .Where(f => f.BatchId == batchId)
            .OrderBy(f => f.Name)
            .ToListAsync(cancel);
    }

    private async Task<SheetRules> RulesAsync(
        Guid batchId,
        IReadOnlyList<BatchFile> files,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await WorkingSheet.RulesAsync(db, batchId, files, sheets, cancel);
    }

    /// <summary>By content: where the organization delivered it before for another deliverable, of this award or others.</summary>
    private async Task<Dictionary<string, string>> DeliveredBeforeAsync(
        Guid batchId,
        IReadOnlyList<BatchFile> files,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        Dictionary<string, string> places = [];
        var contents = files.Where(f => f.Size > 0).Select(f => f.Sha256).Distinct();
        foreach (var some in contents.Chunk(1_000)) // SQL Server takes 2,100 parameters
        {
            var earlier = await (
                from batch in db.Batches
                where batch.Id == batchId
                from other in db.Batches
                where
                    other.OrganizationId == batch.OrganizationId
                    && other.DeliverableId != batch.DeliverableId
                    && other.SubmittedAt != null
                from file in db.BatchFiles
                where file.BatchId == other.Id && some.Contains(file.Sha256)
                orderby other.SubmittedAt descending
                select new
                {
                    file.Sha256,
                    file.Name,
                    other.Number,
                    db.Deliverables.First(d => d.Id == other.DeliverableId).Code,
                    Award = db.Awards.First(a => a.Id == other.AwardId).Number,
                }
            ).ToListAsync(cancel);
            foreach (var e in earlier)
                places[e.Sha256] = $"{e.Name} in batch {e.Number} of {e.Code} ({e.Award})";
        }
        return places;
    }

    private CheckedFile Checked(BatchFile file, Dictionary<string, string> before) =>
        new(
            file.Name,
            file.Size,
            file.Sha256,
            () => content.Open(file),
            before.GetValueOrDefault(file.Sha256)
        )
        {
            IsProved = file.ProvedBy is not null,
            KeptAt = file.KeptAt,
        };

    /// <param name="version">That was checked: what was taken back and handed in again is another delivery.</param>
    /// <returns>Whether it was saved.</returns>
    private async Task<bool> SaveAsync(
        Guid batchId,
        int version,
        Gathered gathered,
        BatchReport report,
        CancellationToken cancel
    )
    {
        var files = gathered.Files;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = Now();
        var deliverable = await DeliverableOfAsync(db, batchId, cancel);
        var batch = await db.Batches.FirstAsync(b => b.Id == batchId, cancel);
        if (batch.Version != version)
            return false;
        db.PreservationEvents.AddRange(report.Events.Select(e => Event(batchId, e, stamp.At)));
        db.BatchFiles.RemoveRange(gathered.Replaced);
        db.Files.AddRange(gathered.Stored);
        db.BatchFiles.AddRange(gathered.Added);
        db.BatchFiles.AttachRange(files.Except(gathered.Added));
        foreach (var file in files)
            if (report.Facts.GetValueOrDefault(file.Name) is { } facts)
                (file.Format, file.Width, file.Height) = (
                    facts.MediaType,
                    facts.Width,
                    facts.Height
                );
        var rows = report.Passed ? report.Sheet!.Rows : [];
        var promised = await db
            .MaterialLines.AsNoTracking()
            .Where(l => l.DeliverableId == deliverable.Id)
            .OrderBy(l => l.Number)
            .ToListAsync(cancel);
        List<Finding> notCounted = [];
        foreach (var row in rows)
        {
            var playing = PlayingTime.Of(row.Files, report.Facts);
            var line = MaterialLine.Of(promised, row);
            db.BatchItems.Add(Item(batchId, row, line, playing));
            if (
                line?.NotCounted(MetadataSheet.PathOf(report.Sheet!.Name, row.Number), playing) is
                { } notice
            )
                notCounted.Add(notice);
        }
        db.BatchFindings.AddRange(
            report.Findings.Concat(notCounted).Select(f => new BatchFinding(batchId, Fitted(f)))
        );

        batch.RecordChecks(files.Count, rows.Count, report.Errors, report.Warnings, stamp);
        if (report.Passed)
            deliverable.PassValidation(stamp);
        else
            deliverable.FailValidation(Summary(report), stamp);

        await TellAsync(db, deliverable, batch, cancel);
        await db.SaveChangesAsync(cancel);
        return true;
    }

    private async Task TellAsync(
        GrantsDb db,
        Deliverable deliverable,
        Batch batch,
        CancellationToken cancel
    )
    {
        var mails = await db.MailsAsync(deliverable, site, clock.GetUtcNow(), cancel);
        await db.TellGranteeAsync(deliverable, p => mails.Checked(p, batch), cancel);
        if (batch.ErrorCount == 0)
            foreach (
                var person in await db.Holding(Permission.CheckDeliverables).ToListAsync(cancel)
            )
                db.Mail.Add(mails.ReadyForControl(person, batch));
    }

    private static Task<Deliverable> DeliverableOfAsync(
        GrantsDb db,
        Guid batchId,
        CancellationToken cancel
    ) =>
        db.Deliverables.FirstOrNotFoundAsync(
            d => db.Batches.Any(b => b.Id == batchId && b.DeliverableId == d.Id),
            "The deliverable",
            cancel
        );

    private Stamp Now() => new(Actor.System, clock.GetUtcNow());

    private static string Summary(BatchReport report) => Numbers.Say(report.Errors, "error");

    private static BatchItem Item(
        Guid batchId,
        SheetRow row,
        MaterialLine? line,
        PlayingTime playing
    )
    {
        var item = new BatchItem(
            batchId,
            row.Number,
            row.Identifier,
            row.Fields[MetadataProfile.Title],
            JsonSerializer.Serialize(row.Fields, Readable)
        );
        item.CountFor(
            line,
            Cut(
                row.Genre.Length > 0
                    ? row.Genre
                    : row.Fields.GetValueOrDefault(MetadataProfile.Type, ""),
                100
            )!,
            row.Files.Count,
            playing
        );
        return item;
    }

    private static PreservationEvent Event(Guid batchId, CheckEvent entry, DateTimeOffset at) =>
        new(
            batchId,
            entry.Type,
            AgentKind.Software,
            entry.Agent ?? Agent,
            entry.Outcome,
            Cut(entry.Detail, 4000)!,
            Cut(entry.Subject, 400)!,
            at
        );

    /// <summary>As long as the database takes; a sheet may name a thousand things in one cell.</summary>
    private static Finding Fitted(Finding finding) =>
        finding with
        {
            Path = Cut(finding.Path, 400)!,
            Message = Cut(finding.Message, 2000)!,
            Expected = Cut(finding.Expected, 2000),
            Found = Cut(finding.Found, 2000),
        };

    private static string? Cut(string? text, int length) =>
        text is null || text.Length <= length
            ? text
            : string.Concat(text.AsSpan(0, length - 1), "…");
}
