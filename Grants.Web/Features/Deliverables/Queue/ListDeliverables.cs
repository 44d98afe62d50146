using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Deliverables;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Queue;

/// <param name="Overdue">Due before today and still to be delivered.</param>
/// <param name="Unit">Of all that is promised; empty where materials are counted in different units.</param>
public sealed record DeliverableRow(
    Guid Id,
    string AwardNumber,
    string Organization,
    string Code,
    string Title,
    DateOnly DueOn,
    int PromisedUnits,
    decimal AcceptedUnits,
    string Unit,
    DeliverableStatus Status,
    bool Overdue
);

/// <summary>What the address asks for; anything that isn't known there is left out.</summary>
/// <param name="Text">In award number, organization or title.</param>
/// <param name="WaitingForUs">Those that staff must do something about.</param>
public sealed record DeliverableFilter(
    DeliverableStatus? Status,
    string Text,
    bool Overdue,
    bool WaitingForUs
)
{
    public static DeliverableFilter Of(string? status, string? text, string? show) =>
        new(
            Enum.TryParse<DeliverableStatus>(status, out var known) && Enum.IsDefined(known)
                ? known
                : null,
            text?.Trim() ?? "",
            show == "overdue",
            show == "waiting"
        );
}

/// <summary>Deliverables of all awards that the person sees, the earliest due first.</summary>
public sealed class ListDeliverables(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    TimeProvider clock
)
{
    /// <summary>States in which the grantee has still to deliver.</summary>
    internal static readonly DeliverableStatus[] Owed =
    [
        DeliverableStatus.Planned,
        DeliverableStatus.InProgress,
        DeliverableStatus.ValidationFailed,
        DeliverableStatus.CorrectionNeeded,
        DeliverableStatus.PartlyDelivered,
    ];

    private static readonly DeliverableStatus[] OnOurDesk =
    [
        DeliverableStatus.Validated,
        DeliverableStatus.UnderQualityControl,
    ];

    public async Task<Page<DeliverableRow>> RunAsync(
        DeliverableFilter filter,
        int page,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        return await Rows(db, Filtered(db.Deliverables.VisibleTo(actor, db), db, filter))
            .ToPageAsync(page, cancel);
    }

    /// <summary>Those of the person's own organizations.</summary>
    public async Task<Page<DeliverableRow>> OwnAsync(int page, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        return await Rows(db, db.Deliverables.OwnOf(actor, db)).ToPageAsync(page, cancel);
    }

    /// <summary>All rows, one by one, for the export.</summary>
    /// <param name="filter">Null: those of the person's own organizations.</param>
    public async IAsyncEnumerable<DeliverableRow> AllAsync(
        DeliverableFilter? filter,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        var shown = filter is null
            ? db.Deliverables.OwnOf(actor, db)
            : Filtered(db.Deliverables.VisibleTo(actor, db), db, filter);
        await foreach (var row in Rows(db, shown).AsAsyncEnumerable().WithCancellation(cancel))
            yield return row;
    }

    private IQueryable<Deliverable> Filtered(
        IQueryable<Deliverable> deliverables,
        GrantsDb db,
        DeliverableFilter filter
    )
    {
        if (filter.Status is { } status)
            deliverables = deliverables.Where(d => d.Status == status);
        if (filter.WaitingForUs)
            deliverables = deliverables.Where(d => OnOurDesk.Contains(d.Status));
        if (filter.Overdue)
        {
            var today = Today();
            deliverables = deliverables.Where(d => d.DueOn < today && Owed.Contains(d.Status));
        }
        if (LikePattern.Containing(filter.Text) is { } text)
        {
            deliverables = deliverables.Where(d =>
                EF.Functions.Like(d.Title, text, LikePattern.Escape)
                || db.Awards.Any(a =>
                    a.Id == d.AwardId && EF.Functions.Like(a.Number, text, LikePattern.Escape)
                )
                || db.Organizations.Any(o =>
                    o.Id == d.OrganizationId
                    && EF.Functions.Like(o.LegalName, text, LikePattern.Escape)
                )
            );
        }
        return deliverables;
    }

    private IQueryable<DeliverableRow> Rows(GrantsDb db, IQueryable<Deliverable> deliverables)
    {
        var today = Today();
        return deliverables
            .AsNoTracking()
            .OrderBy(d => d.DueOn)
            .ThenBy(d => d.Id)
            .Select(d => new DeliverableRow(
                d.Id,
                db.Awards.Where(a => a.Id == d.AwardId).Select(a => a.Number).First(),
                db.Organizations.Where(o => o.Id == d.OrganizationId)
                    .Select(o => o.LegalName)
                    .First(),
                d.Code,
                d.Title,
                d.DueOn,
                d.PromisedUnits,
                d.AcceptedUnits,
                d.Materials.Min(m => m.Unit) == d.Materials.Max(m => m.Unit)
                    ? d.Materials.Min(m => m.Unit) ?? ""
                    : "",
                d.Status,
                d.DueOn < today && Owed.Contains(d.Status)
            ));
    }

    private DateOnly Today() => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
}
