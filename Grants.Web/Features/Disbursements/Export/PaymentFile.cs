using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Csv;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Disbursements.Export;

/// <param name="Reference">For the bank's text field, such as DG-2026-0001/2.</param>
public sealed record PaymentFileLine(
    string Batch,
    string Reference,
    string Payee,
    string Country,
    Money Amount,
    string RequestedBy,
    string ApprovedBy,
    DateTimeOffset? ApprovedAt
);

/// <summary>The lines of one payment file, for the bookkeeper. The same name gives the same payments each time.</summary>
public sealed class PaymentFile(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public static IReadOnlyList<CsvColumn<PaymentFileLine>> Columns { get; } =
    [
        new("File", l => l.Batch),
        new("Reference", l => l.Reference),
        new("Payee", l => l.Payee),
        new("Country", l => l.Country),
        new("Amount", l => l.Amount),
        new("Currency", l => l.Amount.Currency),
        new("Requested by", l => l.RequestedBy),
        new("Approved by", l => l.ApprovedBy),
        new("Approved", l => l.ApprovedAt),
    ];

    /// <exception cref="NotFoundException">There is no such file, or nothing in it for this person.</exception>
    public async Task<IReadOnlyList<PaymentFileLine>> RunAsync(
        string batch,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        actor.Cannot(Permission.ReadAwards).ThrowIfAny();
        var lines =
            from t in db.Tranches.AsNoTracking().VisibleTo(actor, db)
            where t.ExportBatch == batch
            join a in db.Awards on t.AwardId equals a.Id
            join o in db.Organizations on t.OrganizationId equals o.Id
            orderby a.Number, t.Number
            select new PaymentFileLine(
                t.ExportBatch!,
                a.Number + "/" + t.Number,
                o.LegalName,
                o.Country,
                t.Amount,
                t.RequestedByName ?? "",
                t.ApprovedByName ?? "",
                t.ApprovedAt
            );
        var found = await lines.ToListAsync(cancel);
        return found.Count > 0 ? found : throw new NotFoundException("The payment file");
    }
}
