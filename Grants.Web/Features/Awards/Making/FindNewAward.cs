using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Awards;
using Grants.Domain.Deliverables;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Awards.Making;

/// <param name="Conditions">Of the decision; they go into the letter.</param>
/// <param name="StartsOn">As the applicant answered, or null where that isn't a day.</param>
/// <param name="Refusal">Why no award can be made of it.</param>
public sealed record NewAward(
    Guid ApplicationId,
    string Reference,
    string Title,
    string Organization,
    Money Granted,
    string Conditions,
    string Fund,
    DateOnly? StartsOn,
    DateOnly? EndsOn,
    IReadOnlyList<MaterialPromise> Materials,
    string PublicSummary,
    Refusal? Refusal
);

/// <summary>What an approved application brings into its award.</summary>
public sealed class FindNewAward(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<NewAward> RunAsync(Guid applicationId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        actor.Cannot(Permission.ReadAwards).ThrowIfAny();
        var application = await db
            .Applications.AsNoTracking()
            .Include(a => a.Answers)
            .Include(a => a.Decisions)
            .VisibleTo(actor, db)
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel);
        var about = await db
            .Calls.AsNoTracking()
            .Where(c => c.Id == application.CallId)
            .Select(c => new
            {
                Organization = db
                    .Organizations.Where(o => o.Id == application.OrganizationId)
                    .Select(o => o.LegalName)
                    .First(),
                Fund = db.Funds.Where(f => f.Id == c.FundId).Select(f => f.Name).First(),
                Form = db
                    .FormVersions.Where(f => f.Id == application.FormVersionId)
                    .Select(f => f.Definition)
                    .First(),
                Made = db
                    .Awards.Where(a => a.ApplicationId == applicationId)
                    .Select(a => a.Number)
                    .FirstOrDefault(),
            })
            .FirstAsync(cancel);
        return new NewAward(
            application.Id,
            application.ReferenceNumber ?? "",
            application.Title,
            about.Organization,
            application.Granted ?? Money.Zero(application.AmountRequested.Currency),
            application.Decisions.MaxBy(d => d.At)?.Conditions ?? "",
            about.Fund,
            ApplicantPlan.Day(about.Form, QuestionPurpose.StartDate, application),
            ApplicantPlan.Day(about.Form, QuestionPurpose.EndDate, application),
            ApplicantPlan.Materials(about.Form, application),
            ApplicantPlan.Text(about.Form, QuestionPurpose.PublicSummary, application),
            Award.CannotMake(actor, application) ?? MakeAward.Again(about.Made)
        );
    }
}
