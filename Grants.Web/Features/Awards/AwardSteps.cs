using System.Linq.Expressions;
using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Awards;
using Grants.Web.Features.Awards.Making;
using Grants.Web.Shared.NextSteps;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Awards;

/// <summary>Letters to sign; for staff, every step of an award from approval to countersignature.</summary>
internal sealed class AwardSteps(IDbContextFactory<GrantsDb> databases, ListWaiting waiting)
    : INextSteps
{
    public async Task<IReadOnlyList<NextStep>> RunAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var steps = new List<NextStep>();
        if (actor.Organizations.Count > 0)
            steps.AddRange(await OwnAsync(db, actor, cancel));
        if (actor.May(Permission.PrepareAwards))
        {
            steps.AddRange(
                NextStep.Of(
                    await waiting.CountAsync(cancel),
                    "Make",
                    "award",
                    "awards",
                    AwardsRoutes.Waiting
                )
            );
            steps.AddRange(
                await OfAsync("Draft", "award letter", "award letters", AwardStatus.Draft)
            );
        }
        if (actor.May(Permission.ApproveLetters))
            steps.AddRange(
                await OfAsync(
                    "Approve",
                    "award letter",
                    "award letters",
                    AwardStatus.LetterDrafted,
                    a => a.Letters.All(l => l.PreparedById != actor.Id)
                )
            );
        if (actor.May(Permission.PrepareAwards))
            steps.AddRange(
                await OfAsync("Issue", "award letter", "award letters", AwardStatus.LetterApproved)
            );
        if (actor.May(Permission.CountersignAwards))
            steps.AddRange(
                await OfAsync("Countersign", "agreement", "agreements", AwardStatus.Signed)
            );
        return steps;

        async Task<IEnumerable<NextStep>> OfAsync(
            string verb,
            string one,
            string many,
            AwardStatus status,
            Expression<Func<Award, bool>>? also = null
        )
        {
            var awards = db.Awards.AsNoTracking().VisibleTo(actor).Where(a => a.Status == status);
            if (also is not null)
                awards = awards.Where(also);
            return NextStep.Of(
                await awards.CountAsync(cancel),
                verb,
                one,
                many,
                AwardsRoutes.With(status)
            );
        }
    }

    private static async Task<IEnumerable<NextStep>> OwnAsync(
        GrantsDb db,
        Actor actor,
        CancellationToken cancel
    )
    {
        var own = actor.Organizations.Select(m => m.OrganizationId).Distinct().ToList();
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
        return awards.Select(a =>
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
        );
    }
}
