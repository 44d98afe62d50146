using System.Runtime.CompilerServices;
using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Web.Platform.Csv;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Programs.Funds;

/// <param name="Award">Number of the award that it is about, once there is one.</param>
/// <param name="Application">Reference number of the application that it is about.</param>
public sealed record LedgerLine(
    Guid Id,
    DateTimeOffset At,
    FundEntryKind Kind,
    Money Amount,
    string? Award,
    string? Application,
    string Note,
    string By
)
{
    public string? About => Award ?? Application;
}

/// <summary>A fund's entries, newest first: a page of them, or all for the export.</summary>
public sealed class ReadLedger(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<Page<LedgerLine>> RunAsync(Guid fundId, int page, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        return await Lines(db, actor, fundId).ToPageAsync(page, cancel);
    }

    public async Task<CsvDownload<LedgerLine>> ExportAsync(Guid fundId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var name = await db
            .Funds.Where(f => f.Id == fundId)
            .Select(f => f.Name)
            .FirstOrNotFoundAsync("The fund", cancel);
        return new CsvDownload<LedgerLine>(
            $"ledger-{CallSlug.From(name)}.csv",
            [
                new("When (UTC)", l => l.At),
                new("Entry", l => l.Kind),
                new("Amount", l => l.Amount),
                new("Currency", l => l.Amount.Currency),
                new("Award", l => l.Award),
                new("Application", l => l.Application),
                new("Note", l => l.Note),
                new("By", l => l.By),
            ],
            AllAsync(fundId, cancel)
        );
    }

    private async IAsyncEnumerable<LedgerLine> AllAsync(
        Guid fundId,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        var lines = Lines(db, actor, fundId).AsAsyncEnumerable();
        await foreach (var line in lines.WithCancellation(cancel))
            yield return line;
    }

    private static IQueryable<LedgerLine> Lines(GrantsDb db, Actor actor, Guid fundId)
    {
        actor.Cannot(Permission.ManageFunds).ThrowIfAny();
        return from fund in db.Funds.AsNoTracking()
            where fund.Id == fundId
            from entry in fund.Entries
            orderby entry.At descending, entry.Id descending
            select new LedgerLine(
                entry.Id,
                entry.At,
                entry.Kind,
                new Money(entry.Amount, fund.Currency),
                db.Awards.Where(a =>
                        a.Id == entry.AboutId
                        || a.ApplicationId == entry.AboutId
                        || db.Tranches.Any(t => t.Id == entry.AboutId && t.AwardId == a.Id)
                    )
                    .Select(a => a.Number)
                    .FirstOrDefault(),
                db.Applications.Where(a => a.Id == entry.AboutId)
                    .Select(a => a.ReferenceNumber)
                    .FirstOrDefault(),
                entry.Note,
                entry.ByName
            );
    }
}
