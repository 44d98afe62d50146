using Grants.Data;
using Grants.Domain.Accounts;
using Grants.Domain.Deliverables;
using Grants.Domain.Files;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Sheets;
using Grants.Domain.Kernel;
using Grants.Web.Features.Deliverables.Delivering;
using Grants.Web.Features.Deliverables.Sheets;
using Grants.Web.Platform.Fetching;
using Grants.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Checking;

/// <summary>What was fetched; nothing of it is saved yet.</summary>
/// <param name="Added">Described by <paramref name="Stored"/>.</param>
public sealed record Fetched(
    IReadOnlyList<BatchFile> Added,
    IReadOnlyList<StoredFile> Stored,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<CheckEvent> Events
);

/// <summary>
/// Fetches the files that a metadata sheet links to instead of naming files that come with it. They stay at the archive; a copy is checked like
/// a file that was sent. What is in the batch already under a link's name isn't fetched again.
/// </summary>
public sealed class FetchLinks(
    IDbContextFactory<GrantsDb> databases,
    CarefulFetch fetch,
    IFileStore store,
    KeptSheets sheets,
    AwardSpace space,
    StorageSpace disk,
    TimeProvider clock
)
{
    /// <summary>Most bytes of one linked file.</summary>
    public const long Limit = 4L << 30;

    /// <summary>After it no further link of the batch is begun: other batches wait meanwhile.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(2);

    /// <param name="files">Of the batch so far, the sheet among them.</param>
    /// <param name="told">Links done and links in the sheet, after each.</param>
    public async Task<Fetched> RunAsync(
        Guid batchId,
        IReadOnlyList<BatchFile> files,
        Action<int, int> told,
        CancellationToken cancel
    )
    {
        List<BatchFile> added = [];
        List<StoredFile> stored = [];
        List<Finding> findings = [];
        List<CheckEvent> events = [];
        var there = files.Select(f => f.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var links = (await LinksAsync(batchId, files, cancel))
            .Where(l => there.Add(l.Name))
            .ToList();
        var room = links.Count == 0 ? 0 : await RoomAsync(batchId, cancel);
        var until = clock.GetUtcNow() + Patience;
        for (var i = 0; i < links.Count; i++)
        {
            var (name, link, place) = links[i];
            var most = Math.Min(Math.Min(Limit, room), Math.Max(0, disk.Free));
            var advice =
                most < Limit
                    ? "Correct the link, or ask the funder for more room."
                    : "Correct the link, or send the file.";
            try
            {
                FileNames.Clean(name);
                if (clock.GetUtcNow() >= until)
                {
                    advice =
                        "What was fetched is kept: hand the delivery in again for the rest, or send the files.";
                    throw new RefusedException(
                        new Refusal(
                            $"The links of one delivery are followed for {Patience.TotalHours} hours, and they are over."
                        )
                    );
                }
                var bytes = await fetch.RunAsync(
                    link,
                    most,
                    (content, patience) => store.StoreAsync(content, Limit, patience),
                    cancel
                );
                room -= bytes.Size;
                var file = new StoredFile(
                    FileOwner.Batch,
                    batchId,
                    name,
                    await store.TypeOfAsync(bytes.Sha256, cancel),
                    bytes.Size,
                    bytes.Sha256,
                    new Stamp(Actor.System, clock.GetUtcNow())
                );
                stored.Add(file);
                added.Add(new BatchFile(batchId, file.Id, name, bytes.Size, bytes.Sha256));
                events.Add(
                    new CheckEvent(
                        "capture",
                        "success",
                        $"{ByteSize.Say(bytes.Size)} from {link}",
                        name
                    )
                );
            }
            catch (RefusedException refused)
            {
                findings.Add(
                    new Finding(
                        FindingCodes.LinkBroken,
                        FindingSeverity.Error,
                        place,
                        $"The link to \"{name}\" can't be followed. {refused.Refusal.Reason} {advice}",
                        link.ToString(),
                        "nothing"
                    )
                );
                events.Add(
                    new CheckEvent("capture", "fail", $"{link}: {refused.Refusal.Reason}", name)
                );
            }
            told(i + 1, links.Count);
        }
        return new Fetched(added, stored, findings, events);
    }

    private async Task<List<(string Name, Uri Link, string Place)>> LinksAsync(
        Guid batchId,
        IReadOnlyList<BatchFile> files,
        CancellationToken cancel
    )
    {
        if (files.Where(f => BatchCheck.IsSheet(f.Name)).ToList() is not [var file])
            return [];
        SheetRules rules;
        await using (var db = await databases.CreateDbContextAsync(cancel))
            rules = await WorkingSheet.RulesAsync(db, batchId, files, sheets, cancel);
        MetadataSheet sheet;
        try
        {
            sheet = (await sheets.OpenAsync(file, cancel)).Read(rules);
        }
        catch (NotFoundException)
        {
            return []; // the checks say that it is gone
        }
        return
        [
            .. sheet.Rows.SelectMany(row =>
                NamedFiles
                    .LinksOf(row.Fields.GetValueOrDefault(MetadataProfile.Files))
                    .Select(l => (l.Name, l.Link, MetadataSheet.PathOf(sheet.Name, row.Number)))
            ),
        ];
    }

    private async Task<long> RoomAsync(Guid batchId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var award = await db.AwardOfBatchAsync(batchId, cancel);
        var (quota, used) = await space.OfAsync(db, award, cancel);
        return Math.Max(0, quota - used);
    }
}
