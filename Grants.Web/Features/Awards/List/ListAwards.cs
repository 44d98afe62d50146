using System.Runtime.CompilerServices;
using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Awards;
using Grants.Domain.Disbursements;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Csv;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Awards.List;

/// <summary>What the address of the list asks for. Values that aren't known count as not given.</summary>
public sealed record AwardFilter(AwardStatus? Status, Guid? CallId, string Text, AwardSort Sort)
{
    public static AwardFilter Of(string? status, string? call, string? text, string? sort) =>
        new(
            Enum.TryParse<AwardStatus>(status, out var state) ? state : null,
            Guid.TryParse(call, out var id) ? id : null,
            text?.Trim() ?? "",
            Enum.TryParse<AwardSort>(sort, out var by) ? by : AwardSort.Newest
        );
}

public enum AwardSort
{
    Newest,
    Number,
    Organization,
    Amount,
}

/// <param name="Paid">Sum of the payments that went out so far.</param>
public sealed record AwardRow(
    Guid Id,
    string Number,
    string Title,
    string Organization,
    Money Amount,
    AwardStatus Status,
    DateOnly StartsOn,
    DateOnly EndsOn,
    Money Paid
);

public sealed record CallChoice(Guid Id, string Title);

public sealed class ListAwards(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public static IReadOnlyList<CsvColumn<AwardRow>> Columns { get; } =
    [
        new("Number", r => r.Number),
        new("Title", r => r.Title),
        new("Organization", r => r.Organization),
        new("Amount", r => r.Amount),
        new("Paid", r => r.Paid),
        new("Currency", r => r.Amount.Currency),
        new("Status", r => r.Status),
        new("Starts", r => r.StartsOn),
        new("Ends", r => r.EndsOn),
    ];

    public async Task<Page<AwardRow>> RunAsync(
        AwardFilter filter,
        int page,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        return await Rows(db, actor, filter).ToPageAsync(page, cancel);
    }

    /// <summary>Every row that the filter finds, one after the other.</summary>
    public async IAsyncEnumerable<AwardRow> ExportAsync(
        AwardFilter filter,
        [EnumeratorCancellation] CancellationToken cancel = default
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        await foreach (
            var row in Rows(db, actor, filter).AsAsyncEnumerable().WithCancellation(cancel)
        )
            yield return row;
    }

    /// <summary>The calls to filter by.</summary>
    public async Task<IReadOnlyList<CallChoice>> CallsAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db
            .Calls.AsNoTracking()
            .Where(c => db.Awards.Any(a => a.CallId == c.Id))
            .OrderByDescending(c => c.OpensAt)
            .Select(c => new CallChoice(c.Id, c.Title))
            .Take(100)
            .ToListAsync(cancel);
    }

    private static IQueryable<AwardRow> Rows(GrantsDb db, Actor actor, AwardFilter filter)
    {
        actor.Cannot(Permission.ReadAwards).ThrowIfAny();
        var found =
            from a in db.Awards.AsNoTracking().VisibleTo(actor)
            join o in db.Organizations on a.OrganizationId equals o.Id
            select new { Award = a, o.LegalName };
        if (filter.Status is { } status)
            found = found.Where(x => x.Award.Status == status);
        if (filter.CallId is { } call)
            found = found.Where(x => x.Award.CallId == call);
        if (LikePattern.Containing(filter.Text) is { } pattern)
        {
            found = found.Where(x =>
                EF.Functions.Like(x.Award.Number, pattern, LikePattern.Escape)
                || EF.Functions.Like(x.Award.Title, pattern, LikePattern.Escape)
                || EF.Functions.Like(x.LegalName, pattern, LikePattern.Escape)
            );
        }
        var sorted = filter.Sort switch
        {
            AwardSort.Number => found.OrderBy(x => x.Award.Number),
            AwardSort.Organization => found.OrderBy(x => x.LegalName),
            AwardSort.Amount => found.OrderByDescending(x => x.Award.Amount.Amount),
            _ => found.OrderByDescending(x => x.Award.CreatedAt),
        };
        return sorted
            .ThenBy(x => x.Award.Id)
            .Select(x => new AwardRow(
                x.Award.Id,
                x.Award.Number,
                x.Award.Title,
                x.LegalName,
                x.Award.Amount,
                x.Award.Status,
                x.Award.StartsOn,
                x.Award.EndsOn,
                new Money(
                    db.Tranches.Where(t =>
                            t.AwardId == x.Award.Id && t.Status == TrancheStatus.Paid
                        )
                        .Sum(t => t.Amount.Amount),
                    x.Award.Amount.Currency
                )
            ));
    }
}
