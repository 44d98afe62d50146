using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Files;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Web.Features.Applications.Form;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Start;

/// <summary>Begins a draft for one of the person's organizations; after a letter of intent, with what the letter said.</summary>
public sealed class StartApplication(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <param name="eligibility">Key of the call's eligibility question to "yes" or "no".</param>
    /// <returns>The draft's id.</returns>
    public async Task<Guid> RunAsync(
        Guid callId,
        Guid organizationId,
        IReadOnlyDictionary<string, string> eligibility,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var call = await db.CallForAsync(callId, stamp.By, cancel);
        var invitation = await db.OpenInvitations(callId)
            .Where(i => i.OrganizationId == organizationId)
            .OrderBy(i => i.InvitedAt)
            .FirstOrDefaultAsync(cancel);
        var application = new Application(organizationId, call, eligibility, invitation, stamp);
        if (invitation is not null)
            await CarryOverAsync(db, application, invitation.LetterId, stamp, cancel);
        db.Applications.Add(application);
        await db.SaveChangesAsync(cancel);
        return application.Id;
    }

    private static async Task CarryOverAsync(
        GrantsDb db,
        Application application,
        Guid letterId,
        Stamp stamp,
        CancellationToken cancel
    )
    {
        var letter = await db
            .Applications.AsNoTracking()
            .Where(a => a.Id == letterId)
            .Select(a => new
            {
                Said = a.Submissions.OrderByDescending(s => s.Number).First().AnswersJson,
                Form = db.FormVersions.First(f => f.Id == a.FormVersionId).Definition,
            })
            .SingleAsync(cancel);
        var form = await db.FormOfAsync(application, cancel);
        var files = await db
            .Files.AsNoTracking()
            .Where(f => f.Owner == FileOwner.Application && f.OwnerId == letterId)
            .ToDictionaryAsync(f => f.Id, cancel);
        application.CarryOver(
            SubmissionText.Read(letter.Said),
            letter.Form,
            form,
            file => Copy(db, files.GetValueOrDefault(file.Id), application, stamp),
            stamp
        );
    }

    /// <summary>The same bytes, under the rule of the new application.</summary>
    private static AttachedFile? Copy(
        GrantsDb db,
        StoredFile? file,
        Application application,
        Stamp stamp
    )
    {
        if (file is null)
            return null;
        var copy = new StoredFile(
            FileOwner.Application,
            application.Id,
            file.Name,
            file.ContentType,
            file.Size,
            file.Sha256,
            stamp
        );
        db.Files.Add(copy);
        return new AttachedFile(copy.Id, copy.Name, copy.Size, copy.Sha256);
    }
}

/// <param name="Deadline">What an application started now works towards; null in a rolling call without an end.</param>
/// <param name="Grace">In words.</param>
/// <param name="Refusal">Why nobody can apply now, or null.</param>
/// <param name="Organizations">Those that the person may apply for, by name.</param>
public sealed record StartChoice(
    string Title,
    string Summary,
    string Slug,
    Deadline? Deadline,
    string Zone,
    string Grace,
    Money AwardCap,
    bool IsTest,
    IReadOnlyList<EligibilityQuestion> Eligibility,
    Refusal? Refusal,
    IReadOnlyList<StartOrganization> Organizations
);

/// <param name="Others">Its applications in the same call, so that nobody starts a second by mistake.</param>
public sealed record StartOrganization(
    Guid Id,
    string Name,
    IReadOnlyList<SameCallApplication> Others
)
{
    /// <summary>A later deadline for this organization alone.</summary>
    public Deadline? Extended { get; init; }

    /// <summary>Why it can't apply, or null.</summary>
    public Refusal? Refusal { get; init; }
}

public sealed class FindStartChoice(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<StartChoice> RunAsync(Guid callId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var call = await db.CallForAsync(callId, stamp.By, cancel);
        var invitations = await db.OpenInvitations(callId)
            .AsNoTracking()
            .OrderBy(i => i.InvitedAt)
            .ToListAsync(cancel);
        var own = stamp.By.OrganizationIds;
        var standing = db.Applications.StandingIn(callId);
        var organizations = await db
            .Organizations.AsNoTracking()
            .AsSingleQuery()
            .Where(o => own.Contains(o.Id))
            .OrderBy(o => o.LegalName)
            .Select(o => new StartOrganization(
                o.Id,
                o.LegalName,
                standing
                    .Where(a => a.OrganizationId == o.Id)
                    .OrderBy(a => a.StartedAt)
                    .Select(a => new SameCallApplication(
                        a.Id,
                        a.Title,
                        a.Status == ApplicationStatus.Draft
                    ))
                    .ToList()
            ))
            .ToListAsync(cancel);
        return new StartChoice(
            call.Title,
            call.Summary,
            call.Slug,
            call.DeadlineFor(null, stamp.At),
            call.Zone,
            call.GraceText,
            call.AwardCap,
            call.IsTest,
            call.Eligibility,
            organizations.Count == 0 ? call.CannotApply(stamp.At, null) : null,
            [
                .. organizations.Select(o =>
                    o with
                    {
                        Extended = call.ExtensionFor(o.Id, null)?.Until is { } until
                            ? new Deadline(until, call.Zone)
                            : null,
                        Refusal = Application.CannotStart(
                            stamp.By,
                            o.Id,
                            call,
                            invitations.Find(i => i.OrganizationId == o.Id),
                            stamp.At
                        ),
                    }
                ),
            ]
        );
    }
}

internal static class CallsToApplyIn
{
    /// <exception cref="NotFoundException">There is none, or not for this person.</exception>
    public static async Task<Call> CallForAsync(
        this GrantsDb db,
        Guid callId,
        Actor actor,
        CancellationToken cancel
    )
    {
        var call = await db.Calls.FirstOrNotFoundAsync(c => c.Id == callId, "The call", cancel);
        return call.IsVisibleTo(actor) ? call : throw new NotFoundException("The call");
    }

    /// <summary>Invitations to a second stage that nobody has followed yet.</summary>
    public static IQueryable<StageInvitation> OpenInvitations(this GrantsDb db, Guid callId) =>
        db.StageInvitations.Where(i =>
            i.CallId == callId
            && !db.Applications.Any(a =>
                a.CallId == callId
                && a.LetterId == i.LetterId
                && a.Status != ApplicationStatus.Deleted
                && a.Status != ApplicationStatus.Withdrawn
            )
        );
}
