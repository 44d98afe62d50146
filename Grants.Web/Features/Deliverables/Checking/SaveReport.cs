using System.Text.Json;
using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Deliverables;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Formats;
using Grants.Domain.Inspection.Profiles;
using Grants.Domain.Inspection.Sheets;
using Grants.Domain.Kernel;
using Grants.Web.Platform;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Checking;

/// <summary>
/// What the checks of a batch found, all of it or nothing: findings, PREMIS events, the items when all is well, and the mails.
/// </summary>
public sealed class SaveReport(
    IDbContextFactory<GrantsDb> databases,
    SiteAddress site,
    TimeProvider clock
)
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="version">That was checked: what was taken back and handed in again is another delivery.</param>
    /// <returns>Whether it was saved.</returns>
    public async Task<bool> RunAsync(
        Guid batchId,
        int version,
        Gathered gathered,
        BatchReport report,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var isSaved = false;
        await db.InTransactionAsync(
            async () =>
            {
                var batch = await db.Batches.FirstAsync(b => b.Id == batchId, cancel);
                if (batch.Version == version && await HasAsManyAsync(db, batchId, gathered, cancel))
                {
                    await WriteAsync(db, batch, gathered, report, cancel);
                    isSaved = true;
                }
            },
            cancel
        );
        return isSaved;
    }

    /// <summary>A file whose sending ended as the batch was handed in may have come in after it was read.</summary>
    private static async Task<bool> HasAsManyAsync(
        GrantsDb db,
        Guid batchId,
        Gathered gathered,
        CancellationToken cancel
    ) =>
        await db.BatchFiles.CountAsync(f => f.BatchId == batchId, cancel)
        == gathered.Files.Count - gathered.Added.Count + gathered.Replaced.Count;

    private async Task WriteAsync(
        GrantsDb db,
        Batch batch,
        Gathered gathered,
        BatchReport report,
        CancellationToken cancel
    )
    {
        var stamp = new Stamp(Actor.System, clock.GetUtcNow());
        var deliverable = await db.DeliverableOfBatchAsync(batch.Id, cancel);
        db.PreservationEvents.AddRange(report.Events.Select(e => Event(batch.Id, e, stamp.At)));
        KeepFiles(db, gathered, report);
        IReadOnlyList<Finding> counted = report.Passed
            ? await CountAsync(db, deliverable, batch.Id, report.Sheet!, report.Facts, cancel)
            : [];
        db.BatchFindings.AddRange(
            report.Findings.Concat(counted).Select(f => new BatchFinding(batch.Id, Fitted(f)))
        );
        batch.RecordChecks(
            gathered.Files.Count,
            report.Passed ? report.Sheet!.Rows.Count : 0,
            report.Errors,
            report.Warnings + counted.Count(f => f.Severity == FindingSeverity.Warning),
            stamp
        );
        if (report.Passed)
            deliverable.PassValidation(stamp);
        else
            deliverable.FailValidation(Numbers.Say(report.Errors, "error"), stamp);
        await TellAsync(db, deliverable, batch, cancel);
        await db.SaveChangesAsync(cancel);
    }

    private static void KeepFiles(GrantsDb db, Gathered gathered, BatchReport report)
    {
        db.BatchFiles.RemoveRange(gathered.Replaced);
        db.Files.AddRange(gathered.Stored);
        db.BatchFiles.AddRange(gathered.Added);
        db.BatchFiles.AttachRange(gathered.Files.Except(gathered.Added));
        foreach (var file in gathered.Files)
            if (report.Facts.GetValueOrDefault(file.Name) is { } facts)
                (file.Format, file.Width, file.Height, file.Facts) = (
                    facts.MediaType,
                    facts.Width,
                    facts.Height,
                    Cut($"{facts}", BatchFile.MaxFactsLength)
                );
    }

    /// <summary>Its items are saved and counted for the materials that they belong to.</summary>
    /// <returns>What doesn't count, and where the deliverable stands with them.</returns>
    private static async Task<IReadOnlyList<Finding>> CountAsync(
        GrantsDb db,
        Deliverable deliverable,
        Guid batchId,
        MetadataSheet sheet,
        IReadOnlyDictionary<string, FileFacts> facts,
        CancellationToken cancel
    )
    {
        var promised = await db
            .MaterialLines.AsNoTracking()
            .Where(l => l.DeliverableId == deliverable.Id)
            .OrderBy(l => l.Number)
            .ToListAsync(cancel);
        List<Finding> findings = [];
        List<int> strangers = [];
        foreach (var row in sheet.Rows)
        {
            var playing = PlayingTime.Of(row.Files, facts);
            var line = MaterialLine.Of(promised, row);
            db.BatchItems.Add(Item(batchId, row, line, playing));
            if (line is null)
                strangers.Add(row.Number);
            else if (
                line.NotCounted(MetadataSheet.PathOf(sheet.Name, row.Number), playing) is { } notice
            )
                findings.Add(notice);
        }
        await db.SaveChangesAsync(cancel);
        var materials = await db.MaterialsOfAsync(
            db.Deliverables.Where(d => d.Id == deliverable.Id),
            cancel
        );
        return [.. findings, .. AgainstPromise.Findings(materials, strangers, sheet.Name)];
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
            row.Files.Count(f => !FileRoles.IsDerived(f)),
            playing
        );
        return item;
    }

    private static PreservationEvent Event(Guid batchId, CheckEvent entry, DateTimeOffset at) =>
        ProductEvent.Of(
            batchId,
            entry.Type,
            entry.Outcome,
            Cut(entry.Detail, 4000)!,
            Cut(entry.Subject, 400)!,
            at,
            entry.Agent
        );

    /// <summary>As long as the database takes; a sheet may name a thousand things in one cell.</summary>
    private static Finding Fitted(Finding finding) =>
        finding with
        {
            Path = Cut(finding.Path, 400)!,
            Message = Cut(finding.Message, 2000)!,
            Expected = Cut(finding.Expected, 2000),
            Found = Cut(finding.Found, 2000),
            Rule = Cut(finding.Rule, 400),
        };

    private static string? Cut(string? text, int length) =>
        text is null || text.Length <= length
            ? text
            : string.Concat(text.AsSpan(0, length - 1), "…");
}
