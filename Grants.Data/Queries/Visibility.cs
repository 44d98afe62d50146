using System.Linq.Expressions;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Audit;
using Grants.Domain.Awards;
using Grants.Domain.Catalog;
using Grants.Domain.Deliverables;
using Grants.Domain.Disbursements;
using Grants.Domain.Files;
using Grants.Domain.Kernel;
using Grants.Domain.Notifications;
using Grants.Domain.Reviews;
using Microsoft.EntityFrameworkCore;

namespace Grants.Data.Queries;

/// <summary>
/// The one rule per record of who may see it, as queries: pages, files, exports and search all start from these.
/// </summary>
public static class Visibility
{
    /// <summary>
    /// Whole applications: the applicant's people, and whom they invited; staff who read applications (but drafts stay with the
    /// applicant, and nobody handles as staff what is their own); reviewers after attesting to no conflict. Somebody recused
    /// sees nothing of it, whatever else they are.
    /// </summary>
    public static IQueryable<Application> VisibleTo(
        this IQueryable<Application> applications,
        Actor actor,
        GrantsDb db
    )
    {
        var own = actor.OrganizationIds;
        var shared = actor.Applications;
        var (me, readsAll) = (actor.Id, actor.May(Permission.ReadApplications));
        return applications.Where(a =>
            own.Contains(a.OrganizationId)
            || shared.Contains(a.Id)
            || (
                !db.Reviews.Any(r =>
                    r.ApplicationId == a.Id
                    && r.ReviewerId == me
                    && r.Status == ReviewStatus.Recused
                )
                && (
                    (
                        readsAll
                        && a.SubmittedAt != null
                        && a.Status != ApplicationStatus.Draft
                        && a.Status != ApplicationStatus.AwaitingSignOff
                    )
                    || db.Reviews.Any(r =>
                        r.ApplicationId == a.Id
                        && r.ReviewerId == me
                        && (
                            r.Status == ReviewStatus.NoConflictAttested
                            || r.Status == ReviewStatus.InProgress
                            || r.Status == ReviewStatus.Submitted
                            || r.Status == ReviewStatus.Locked
                        )
                    )
                )
            )
        );
    }

    /// <summary>
    /// Of the whole applications those that the person sees with who applies: all but what they only review, in a call that
    /// reviews blind.
    /// </summary>
    public static IQueryable<Application> NamedFor(
        this IQueryable<Application> applications,
        Actor actor,
        GrantsDb db
    )
    {
        var own = actor.OrganizationIds;
        var shared = actor.Applications;
        var readsAll = actor.May(Permission.ReadApplications);
        return applications
            .VisibleTo(actor, db)
            .Where(a =>
                readsAll
                || own.Contains(a.OrganizationId)
                || shared.Contains(a.Id)
                || !db.Calls.Any(c => c.Id == a.CallId && c.ReviewsBlind)
            );
    }

    /// <summary>Those of the person's organizations, and those that they were invited to: what the applicant's side shows.</summary>
    public static IQueryable<Application> OfMine(
        this IQueryable<Application> applications,
        Actor actor
    )
    {
        var own = actor.OrganizationIds;
        var shared = actor.Applications;
        return applications.Where(a => own.Contains(a.OrganizationId) || shared.Contains(a.Id));
    }

    /// <summary>Those of others: nobody handles as staff what is their own, except in a test.</summary>
    public static IQueryable<Application> OfOthers(
        this IQueryable<Application> applications,
        Actor actor
    )
    {
        var own = actor.OrganizationIds;
        var shared = actor.Applications;
        return applications.Where(a =>
            a.IsTest || !own.Contains(a.OrganizationId) && !shared.Contains(a.Id)
        );
    }

    /// <summary>
    /// Applications whose questions and answers the person reads: the applicant's people; staff for those that they see, and
    /// for drafts whose applicant wrote to them.
    /// </summary>
    public static IQueryable<Application> TalkedAboutWith(
        this IQueryable<Application> applications,
        Actor actor,
        GrantsDb db
    )
    {
        var own = actor.OrganizationIds;
        var shared = actor.Applications;
        var seen = db.Applications.VisibleTo(actor, db).Select(a => a.Id);
        var reads = actor.May(Permission.ReadApplications);
        return applications.Where(a =>
            own.Contains(a.OrganizationId)
            || shared.Contains(a.Id)
            || reads
                && a.Status != ApplicationStatus.Deleted
                && (
                    seen.Contains(a.Id)
                    || a.SubmittedAt == null && db.Messages.Any(m => m.ApplicationId == a.Id)
                )
        );
    }

    /// <summary>
    /// Applications as the committee ranks them and the authority decides on them: from review on, for people who read the
    /// ranking. Nobody sees their own organization's, or one that they declared a conflict about.
    /// </summary>
    public static IQueryable<Application> RankedFor(
        this IQueryable<Application> applications,
        Actor actor,
        GrantsDb db
    )
    {
        var (me, reads) = (actor.Id, actor.May(Permission.ReadRanking));
        return applications
            .OfOthers(actor)
            .Where(a =>
                reads
                && (
                    a.Status == ApplicationStatus.InReview
                    || a.Status == ApplicationStatus.ReadyForCommittee
                    || a.Status == ApplicationStatus.Recommended
                    || a.Status == ApplicationStatus.Waitlisted
                    || a.Status == ApplicationStatus.Deferred
                    || a.Status == ApplicationStatus.Approved
                    || a.Status == ApplicationStatus.Declined
                )
                && !db.Reviews.Any(r =>
                    r.ApplicationId == a.Id
                    && r.ReviewerId == me
                    && r.Status == ReviewStatus.Recused
                )
            );
    }

    /// <summary>
    /// Awards: staff who read awards; the grantee's people from the letter's issue on.
    /// </summary>
    public static IQueryable<Award> VisibleTo(this IQueryable<Award> awards, Actor actor)
    {
        var own = actor.OrganizationIds;
        var readsAll = actor.May(Permission.ReadAwards);
        return awards.Where(a =>
            readsAll && !own.Contains(a.OrganizationId)
            || own.Contains(a.OrganizationId)
                && (
                    a.Status == AwardStatus.Issued
                    || a.Status == AwardStatus.Signed
                    || a.Status == AwardStatus.Active
                )
        );
    }

    /// <summary>Payments follow their award.</summary>
    public static IQueryable<Tranche> VisibleTo(
        this IQueryable<Tranche> tranches,
        Actor actor,
        GrantsDb db
    )
    {
        var awards = db.Awards.VisibleTo(actor).Select(a => a.Id);
        return tranches.Where(t => awards.Contains(t.AwardId));
    }

    /// <summary>Deliverables follow their award.</summary>
    public static IQueryable<Deliverable> VisibleTo(
        this IQueryable<Deliverable> deliverables,
        Actor actor,
        GrantsDb db
    )
    {
        var awards = db.Awards.VisibleTo(actor).Select(a => a.Id);
        return deliverables.Where(d => awards.Contains(d.AwardId));
    }

    /// <summary>Catalog records: everybody sees published ones; editors see all.</summary>
    /// <param name="actor">Null for the public.</param>
    public static IQueryable<CatalogRecord> VisibleTo(
        this IQueryable<CatalogRecord> records,
        Actor? actor
    ) =>
        actor?.May(Permission.EditCatalog) == true
            ? records
            : records.Where(r => r.Status == CatalogStatus.Published);

    /// <summary>Organizations: their own people, and staff who read applications.</summary>
    public static IQueryable<Organization> VisibleTo(
        this IQueryable<Organization> organizations,
        Actor actor
    )
    {
        var own = actor.OrganizationIds;
        return actor.May(Permission.ReadApplications)
            ? organizations
            : organizations.Where(o => own.Contains(o.Id));
    }

    /// <summary>
    /// Invitations: an organization's and those to its applications are for its people, the funder's for whoever manages
    /// people.
    /// </summary>
    public static IQueryable<Invitation> VisibleTo(
        this IQueryable<Invitation> invitations,
        Actor actor,
        GrantsDb db
    )
    {
        var own = actor.OrganizationIds;
        var manages = actor.May(Permission.ManagePeople);
        return invitations.Where(i =>
            i.ApplicationId != null
                ? db.Applications.Any(a =>
                    a.Id == i.ApplicationId && own.Contains(a.OrganizationId)
                )
            : i.OrganizationId == null ? manages
            : own.Contains(i.OrganizationId.Value)
        );
    }

    /// <summary>
    /// Mail: staff who read mail, without what tells of an application that they are shut out from.
    /// </summary>
    public static IQueryable<OutgoingMail> VisibleTo(
        this IQueryable<OutgoingMail> mail,
        Actor actor,
        GrantsDb db
    )
    {
        if (!actor.May(Permission.ReadMail))
            return mail.Where(_ => false);
        var closed = db.ClosedTo(actor);
        return mail.Where(m =>
            !closed.Contains(m.AboutId)
            && !db.Reviews.Any(r => r.Id == m.AboutId && closed.Contains(r.ApplicationId))
        );
    }

    /// <summary>The log: staff who read it, without the lines of an application that they are shut out from.</summary>
    public static IQueryable<AuditEntry> VisibleTo(
        this IQueryable<AuditEntry> entries,
        Actor actor,
        GrantsDb db
    )
    {
        if (!actor.May(Permission.ReadHistory))
            return entries.Where(_ => false);
        var closed = db.ClosedTo(actor);
        return entries.Where(e =>
            !closed.Contains(e.SubjectId)
            && !db.Reviews.Any(r => r.Id == e.SubjectId && closed.Contains(r.ApplicationId))
        );
    }

    /// <summary>Applications that the person is shut out from as staff: recused, or their own.</summary>
    private static IQueryable<Guid> ClosedTo(this GrantsDb db, Actor actor)
    {
        var own = actor.OrganizationIds;
        var (me, shared) = (actor.Id, actor.Applications);
        return db
            .Applications.Where(a =>
                own.Contains(a.OrganizationId)
                || shared.Contains(a.Id)
                || db.Reviews.Any(r =>
                    r.ApplicationId == a.Id
                    && r.ReviewerId == me
                    && r.Status == ReviewStatus.Recused
                )
            )
            .Select(a => a.Id);
    }

    /// <summary>
    /// Files follow the record that they belong to. Of an award the grantee sees the letters that were issued and their signed
    /// copies; files of mail are seen by nobody but who got them.
    /// </summary>
    /// <param name="actor">Null for the public.</param>
    public static IQueryable<StoredFile> VisibleTo(
        this IQueryable<StoredFile> files,
        Actor? actor,
        GrantsDb db
    )
    {
        var records = db.CatalogRecords.VisibleTo(actor).Select(r => r.Id);
        if (actor is null)
            return files.Where(f =>
                f.Owner == FileOwner.Funder
                || f.Owner == FileOwner.CatalogRecord && records.Contains(f.OwnerId)
            );
        var own = actor.OrganizationIds;
        // Files and the stored PDF name who applies.
        var applications = db.Applications.NamedFor(actor, db).Select(a => a.Id);
        var awards = db.Awards.VisibleTo(actor);
        var batches = db
            .Batches.Where(b =>
                db.Deliverables.VisibleTo(actor, db).Any(d => d.Id == b.DeliverableId)
            )
            .Select(b => b.Id);
        return files.Where(f =>
            f.Owner == FileOwner.Funder
            || f.Owner == FileOwner.CatalogRecord && records.Contains(f.OwnerId)
            || f.Owner == FileOwner.Application && applications.Contains(f.OwnerId)
            || f.Owner == FileOwner.Batch && batches.Contains(f.OwnerId)
            || f.Owner == FileOwner.Award
                && awards.Any(a =>
                    a.Id == f.OwnerId
                    && (
                        !own.Contains(a.OrganizationId)
                        || a.Letters.Any(l =>
                            (l.FileId == f.Id || l.SignedCopyId == f.Id) && l.IssuedAt != null
                        )
                    )
                )
        );
    }

    /// <exception cref="NotFoundException">There is none in what was asked for.</exception>
    public static async Task<T> FirstOrNotFoundAsync<T>(
        this IQueryable<T> query,
        string what,
        CancellationToken cancel
    )
        where T : class =>
        await query.FirstOrDefaultAsync(cancel) ?? throw new NotFoundException(what);

    /// <exception cref="NotFoundException">There is none in what was asked for.</exception>
    public static Task<T> FirstOrNotFoundAsync<T>(
        this IQueryable<T> query,
        Expression<Func<T, bool>> which,
        string what,
        CancellationToken cancel
    )
        where T : class => query.Where(which).FirstOrNotFoundAsync(what, cancel);
}
