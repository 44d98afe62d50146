using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Awards;
using Grants.Web.Shared.NextSteps;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Awards;

/// <summary>Letters that a grantee signs, and signatures that they wait for.</summary>
internal sealed class AwardSteps(IDbContextFactory<GrantsDb> databases) : INextSteps
{
    public async Task<IReadOnlyList<NextStep>> RunAsync(Actor actor, CancellationToken cancel)
    {
        if (actor.Organizations.Count == 0)
            return [];
        await using var db = await databases.CreateDbContextAsync(cancel);
        var own = actor.OrganizationIds;
        var signs = actor
            .Organizations.Where(m => m.Role == OrganizationRole.AuthorizedOfficial)
            .Select(m => m.OrganizationId)
            .ToList();
        var awards = await db
            .Awards.AsNoTracking()
            .VisibleTo(actor)
            .Where(a =>
                own.Contains(a.OrganizationId)
                && (a.Status == AwardStatus.Issued || a.Status == AwardStatus.Signed)
            )
            .OrderBy(a => a.Number)
            .Select(a => new
            {
                a.Id,
                a.Number,
                a.Title,
                a.Status,
                a.OrganizationId,
            })
            .ToListAsync(cancel);
        return
        [
            .. awards.Select(a =>
                a.Status == AwardStatus.Issued && signs.Contains(a.OrganizationId)
                    ? new NextStep($"Sign the award letter {a.Number}", AwardsRoutes.MyAward(a.Id))
                    {
                        About = a.Title,
                    }
                    : new NextStep(
                        a.Status == AwardStatus.Issued
                            ? $"Your authorized official's signature under {a.Number}"
                            : $"The funder's signature under {a.Number}",
                        AwardsRoutes.MyAward(a.Id)
                    )
                    {
                        About = a.Title,
                        IsWaitedFor = true,
                    }
            ),
        ];
    }
}
