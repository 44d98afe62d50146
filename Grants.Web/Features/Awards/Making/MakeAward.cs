using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Awards;
using Grants.Domain.Deliverables;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Awards.Making;

/// <summary>
/// An approved application becomes an award with the next number, its deliverables and its payments. One application, one
/// award.
/// </summary>
public sealed class MakeAward(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <param name="materials">Over all deliverables.</param>
    /// <returns>The award's id.</returns>
    public async Task<Guid> RunAsync(
        Guid applicationId,
        DateOnly startsOn,
        DateOnly endsOn,
        IReadOnlyList<MaterialPromise> materials,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var application = await db
            .Applications.Include(a => a.Answers)
            .Include(a => a.Decisions)
            .VisibleTo(stamp.By, db)
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel);
        Award.CannotMake(stamp.By, application).ThrowIfAny();
        var fundId = await db
            .Calls.Where(c => c.Id == application.CallId)
            .Select(c => c.FundId)
            .FirstAsync(cancel);
        var form = await db
            .FormVersions.AsNoTracking()
            .FirstAsync(f => f.Id == application.FormVersionId, cancel);
        var prefix = await db
            .Funders.OrderBy(f => f.Id)
            .Select(f => f.AwardPrefix)
            .FirstAsync(cancel);

        var made = Guid.Empty;
        await db.InTransactionAsync(
            async () =>
            {
                var year = stamp.At.Year;
                var number = await db.NextNumberAsync($"{prefix}-{year}", cancel);
                // After the number, whose lock makes a second maker wait.
                Again(
                        await db
                            .Awards.Where(a => a.ApplicationId == applicationId)
                            .Select(a => a.Number)
                            .FirstOrDefaultAsync(cancel)
                    )
                    .ThrowIfAny();
                var award = new Award(
                    $"{prefix}-{year}-{number:0000}",
                    application,
                    fundId,
                    startsOn,
                    endsOn,
                    stamp
                )
                {
                    PublicSummary = ApplicantPlan.Text(
                        form.Definition,
                        QuestionPurpose.PublicSummary,
                        application
                    ),
                };
                var (deliverables, tranches) = AwardPlan.Default(award, materials, stamp);
                db.Awards.Add(award);
                db.Deliverables.AddRange(deliverables);
                db.Tranches.AddRange(tranches);
                await db.SaveChangesAsync(cancel);
                made = award.Id;
            },
            cancel
        );
        return made;
    }

    internal static Refusal? Again(string? number) =>
        number is null ? null : new Refusal($"This application is an award already: {number}.");
}
