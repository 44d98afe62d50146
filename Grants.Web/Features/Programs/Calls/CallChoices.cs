using Grants.Data;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Programs.Calls;

/// <summary>What a draft can be made of.</summary>
public sealed record CallChoices(
    IReadOnlyList<FundChoice> Funds,
    IReadOnlyList<VersionChoice> Forms,
    IReadOnlyList<VersionChoice> Rubrics
);

public sealed record FundChoice(Guid Id, string Name, Money Uncommitted);

/// <param name="Name">With the version.</param>
public sealed record VersionChoice(Guid Id, string Name);

internal static class CallChoiceQueries
{
    /// <summary>The latest versions, and those that the call uses already.</summary>
    /// <param name="call">Null for a new one.</param>
    public static async Task<CallChoices> ChoicesAsync(
        this GrantsDb db,
        Call? call,
        CancellationToken cancel
    ) =>
        new(
            await db.Funds.AsChoices().ToListAsync(cancel),
            await db
                .FormVersions.Where(f =>
                    f.Kind == FormKind.Application
                    && (
                        call != null && f.Id == call.FormVersionId
                        || !db.FormVersions.Any(o => o.Name == f.Name && o.Number > f.Number)
                    )
                )
                .OrderBy(f => f.Name)
                .ThenByDescending(f => f.Number)
                .Select(f => new VersionChoice(f.Id, f.Name + ", version " + f.Number))
                .ToListAsync(cancel),
            await db
                .RubricVersions.Where(r =>
                    call != null && r.Id == call.RubricVersionId
                    || !db.RubricVersions.Any(o => o.Name == r.Name && o.Number > r.Number)
                )
                .OrderBy(r => r.Name)
                .ThenByDescending(r => r.Number)
                .Select(r => new VersionChoice(r.Id, r.Name + ", version " + r.Number))
                .ToListAsync(cancel)
        );

    public static IQueryable<FundChoice> AsChoices(this IQueryable<Fund> funds) =>
        funds
            .OrderBy(f => f.Name)
            .ThenBy(f => f.Id)
            .Select(f => new FundChoice(
                f.Id,
                f.Name,
                new Money(f.DepositedTotal - f.CommittedTotal, f.Currency)
            ));
}
