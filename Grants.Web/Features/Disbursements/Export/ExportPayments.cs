using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Disbursements.Export;

/// <param name="Payment">Such as "Payment 1 of DG-2026-0001".</param>
/// <param name="Refusal">Why it isn't in the file; null when it is.</param>
public sealed record ExportedRow(string Payment, Refusal? Refusal);

/// <param name="Batch">Name of the payment file, or null where no row could go into one.</param>
public sealed record ExportResult(string? Batch, IReadOnlyList<ExportedRow> Rows);

/// <summary>
/// Puts approved payments into one numbered payment file, row by row: those that can't go in stay where they are, with the
/// reason. A payment is in at most one file.
/// </summary>
public sealed class ExportPayments(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    private const string Prefix = "PAY";

    public async Task<ExportResult> RunAsync(
        IReadOnlyCollection<Guid> trancheIds,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        stamp.By.Cannot(Permission.MarkPaid).ThrowIfAny();
        if (trancheIds.Count == 0)
            throw new RefusedException(new Refusal("Choose the payments for the file."));

        ExportResult? result = null;
        await db.InTransactionAsync(
            async () =>
            {
                var found =
                    from t in db.Tranches.VisibleTo(stamp.By, db)
                    where trancheIds.Contains(t.Id)
                    join a in db.Awards on t.AwardId equals a.Id
                    orderby a.Number, t.Number
                    select new { Tranche = t, a.Number };
                var chosen = await found.ToListAsync(cancel);
                var batch = chosen.Exists(c => c.Tranche.CannotExport(stamp.By) is null)
                    ? await NextNameAsync(db, stamp, cancel)
                    : null;
                var rows = new List<ExportedRow>();
                foreach (var row in chosen)
                {
                    var refusal = row.Tranche.CannotExport(stamp.By);
                    if (refusal is null)
                        row.Tranche.Export(batch!, stamp);
                    rows.Add(
                        new ExportedRow($"Payment {row.Tranche.Number} of {row.Number}", refusal)
                    );
                }
                await db.SaveChangesAsync(cancel);
                result = new ExportResult(batch, rows);
            },
            cancel
        );
        return result!;
    }

    private static async Task<string> NextNameAsync(
        GrantsDb db,
        Stamp stamp,
        CancellationToken cancel
    )
    {
        var series = $"{Prefix}-{stamp.At.Year}";
        return $"{series}-{await db.NextNumberAsync(series, cancel):0000}";
    }
}
