using System.Runtime.CompilerServices;
using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Disbursements;
using Grants.Domain.Kernel;
using Grants.Web.Features.Disbursements.Paying;
using Grants.Web.Platform.Csv;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Disbursements.Queue;

/// <summary>What the address of the queue asks for. Values that aren't known count as not given.</summary>
/// <param name="Status">Null shows every payment.</param>
public sealed record PaymentFilter(TrancheStatus? Status, string Text)
{
    /// <summary>In the address: every status.</summary>
    public const string All = "All";

    public static PaymentFilter Of(string? status, string? text) =>
        new(
            status == All ? null
                : Enum.TryParse<TrancheStatus>(status, out var state) ? state
                : TrancheStatus.Due,
            text?.Trim() ?? ""
        );
}

/// <param name="Open">Conditions that aren't met yet.</param>
/// <param name="IsForMe">Its next step belongs to a role that this person holds.</param>
public sealed record PaymentRow(
    Guid Id,
    Guid AwardId,
    string Award,
    string Organization,
    int Number,
    Money Amount,
    DateOnly? DueOn,
    TrancheStatus Status,
    IReadOnlyList<string> Open,
    string? RequestedBy,
    string? ApprovedBy,
    string? Batch,
    DateOnly? PaidOn,
    string? Reference,
    bool IsForMe,
    PaymentRefusals Cannot
)
{
    /// <summary>Such as "payment 1 of DG-2026-0001", for buttons and results.</summary>
    public string Name => $"payment {Number} of {Award}";
}

/// <param name="Sums">One per currency.</param>
public sealed record StatusTotal(TrancheStatus Status, int Count, IReadOnlyList<Money> Sums);

/// <summary>The one queue of payments, the earliest due first.</summary>
public sealed class ListPayments(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public static IReadOnlyList<CsvColumn<PaymentRow>> Columns { get; } =
    [
        new("Award", r => r.Award),
        new("Payment", r => r.Number),
        new("Organization", r => r.Organization),
        new("Amount", r => r.Amount),
        new("Currency", r => r.Amount.Currency),
        new("Expected", r => r.DueOn),
        new("Status", r => r.Status),
        new("Still open", r => string.Join("; ", r.Open)),
        new("Requested by", r => r.RequestedBy),
        new("Approved by", r => r.ApprovedBy),
        new("Payment file", r => r.Batch),
        new("Paid", r => r.PaidOn),
        new("Reference", r => r.Reference),
    ];

    public async Task<Page<PaymentRow>> RunAsync(
        PaymentFilter filter,
        int page,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        var found = await Found(db, actor, filter).ToPageAsync(page, cancel);
        return new Page<PaymentRow>(
            [.. found.Rows.Select(f => f.ToRow(actor))],
            found.Number,
            found.Size,
            found.Total
        );
    }

    /// <summary>Every row that the filter finds, one after the other.</summary>
    public async IAsyncEnumerable<PaymentRow> ExportAsync(
        PaymentFilter filter,
        [EnumeratorCancellation] CancellationToken cancel = default
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        await foreach (
            var row in Found(db, actor, filter).AsAsyncEnumerable().WithCancellation(cancel)
        )
            yield return row.ToRow(actor);
    }

    /// <summary>How many and how much in each status, whatever the text filter.</summary>
    public async Task<IReadOnlyList<StatusTotal>> TotalsAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        actor.Cannot(Permission.ReadAwards).ThrowIfAny();
        var sums = await db
            .Tranches.AsNoTracking()
            .VisibleTo(actor, db)
            .GroupBy(t => new { t.Status, t.Amount.Currency })
            .Select(g => new
            {
                g.Key.Status,
                g.Key.Currency,
                Count = g.Count(),
                Sum = g.Sum(t => t.Amount.Amount),
            })
            .ToListAsync(cancel);
        return
        [
            .. sums.GroupBy(s => s.Status)
                .Select(g => new StatusTotal(
                    g.Key,
                    g.Sum(s => s.Count),
                    [.. g.OrderBy(s => s.Currency).Select(s => new Money(s.Sum, s.Currency))]
                )),
        ];
    }

    private static IQueryable<FoundPayment> Found(GrantsDb db, Actor actor, PaymentFilter filter)
    {
        actor.Cannot(Permission.ReadAwards).ThrowIfAny();
        var found =
            from t in db.Tranches.AsNoTracking().VisibleTo(actor, db)
            join a in db.Awards on t.AwardId equals a.Id
            join o in db.Organizations on t.OrganizationId equals o.Id
            select new
            {
                Tranche = t,
                a.Number,
                a.Title,
                o.LegalName,
            };
        if (filter.Status is { } status)
            found = found.Where(x => x.Tranche.Status == status);
        if (LikePattern.Containing(filter.Text) is { } pattern)
        {
            found = found.Where(x =>
                EF.Functions.Like(x.Number, pattern, LikePattern.Escape)
                || EF.Functions.Like(x.Title, pattern, LikePattern.Escape)
                || EF.Functions.Like(x.LegalName, pattern, LikePattern.Escape)
                || EF.Functions.Like(x.Tranche.ExportBatch!, pattern, LikePattern.Escape)
                || EF.Functions.Like(x.Tranche.PaymentReference!, pattern, LikePattern.Escape)
            );
        }
        return found
            .OrderBy(x => x.Tranche.DueOn)
            .ThenBy(x => x.Number)
            .ThenBy(x => x.Tranche.Number)
            .ThenBy(x => x.Tranche.Id)
            .Select(x => new FoundPayment
            {
                Tranche = x.Tranche,
                Award = x.Number,
                Organization = x.LegalName,
                Open = x
                    .Tranche.Conditions.Where(c => c.MetAt == null)
                    .OrderBy(c => c.Text)
                    .Select(c => c.Text)
                    .ToList(),
            });
    }

    /// <summary>Carries the aggregate, because it is asked what this person may do with it.</summary>
    private sealed class FoundPayment
    {
        public required Tranche Tranche { get; init; }

        public required string Award { get; init; }

        public required string Organization { get; init; }

        public required List<string> Open { get; init; }

        public PaymentRow ToRow(Actor actor) =>
            new(
                Tranche.Id,
                Tranche.AwardId,
                Award,
                Organization,
                Tranche.Number,
                Tranche.Amount,
                Tranche.DueOn,
                Tranche.Status,
                Open,
                Tranche.RequestedByName,
                Tranche.ApprovedByName,
                Tranche.ExportBatch,
                Tranche.PaidOn,
                Tranche.PaymentReference,
                Tranche.Status switch
                {
                    TrancheStatus.Due => actor.May(Permission.RequestPayments),
                    TrancheStatus.Requested => actor.May(Permission.ApprovePayments),
                    TrancheStatus.Approved or TrancheStatus.Exported => actor.May(
                        Permission.MarkPaid
                    ),
                    _ => false,
                },
                PaymentRefusals.Of(Tranche, actor)
            );
    }
}
