using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Notifying;

/// <summary>Tells the applicant the decision. From now on their pages show it, and a mail says it.</summary>
public sealed class NotifyApplicant(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    CurrentFunder funder,
    SiteAddress site
)
{
    public async Task RunAsync(Guid applicationId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var (application, text) = await db.DecidedAsync(
            applicationId,
            stamp.By,
            (await funder.GetAsync(cancel)).Name,
            site,
            cancel
        );
        if (application.Status == ApplicationStatus.Ineligible)
            application.TellIneligible(stamp);
        else
            application.Notify(stamp);
        var recipients = await db.OfApplicationAsync(application, cancel);
        if (recipients.Count == 0)
            throw new RefusedException(
                new Refusal(
                    "Nobody of the applicant has an active account, so there is nobody to tell."
                )
            );
        foreach (var to in recipients)
            db.Mail.Add(text.To(to, application, stamp.At));
        await db.SaveChangesAsync(cancel);
    }
}

/// <param name="To">Names and addresses.</param>
public sealed record DecisionPreview(MailText Text, IReadOnlyList<Recipient> To);

/// <summary>The mail as it would go out now.</summary>
public sealed class PreviewDecision(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    CurrentFunder funder,
    SiteAddress site
)
{
    public async Task<DecisionPreview> RunAsync(Guid applicationId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        var (application, text) = await db.DecidedAsync(
            applicationId,
            actor,
            (await funder.GetAsync(cancel)).Name,
            site,
            cancel
        );
        application.CannotTell(actor).ThrowIfAny();
        return new DecisionPreview(text, await db.OfApplicationAsync(application, cancel));
    }
}

internal static class Decided
{
    /// <summary>Telling that it is ineligible and telling a decision are two verbs.</summary>
    public static Refusal? CannotTell(this Application application, Domain.Accounts.Actor actor) =>
        application.Status == ApplicationStatus.Ineligible
            ? application.CannotTellIneligible(actor)
            : application.CannotNotify(actor);

    /// <summary>A tracked application that somebody else's organization made, with the text of its decision.</summary>
    public static async Task<(Application Application, MailText Text)> DecidedAsync(
        this GrantsDb db,
        Guid applicationId,
        Domain.Accounts.Actor actor,
        string funder,
        SiteAddress site,
        CancellationToken cancel
    )
    {
        var application = await db
            .Applications.VisibleTo(actor, db)
            .OfOthers(actor)
            .Include(a => a.Decisions)
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel);
        var call = await db
            .Calls.AsNoTracking()
            .SingleAsync(c => c.Id == application.CallId, cancel);
        var organization = await db
            .Organizations.Where(o => o.Id == application.OrganizationId)
            .Select(o => o.LegalName)
            .SingleAsync(cancel);
        return (
            application,
            ApplicationsMails.Decision(application, organization, call, funder, site)
        );
    }
}
