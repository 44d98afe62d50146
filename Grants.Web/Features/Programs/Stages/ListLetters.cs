using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Programs.Stages;

/// <param name="InvitedAt">Null while it isn't invited.</param>
/// <param name="Proposal">What became of the invitation; null while nobody began the full proposal.</param>
public sealed record LetterRow(
    Guid Id,
    string? ReferenceNumber,
    string Title,
    string Organization,
    ApplicationStatus Status,
    DateTimeOffset? InvitedAt,
    ApplicationStatus? Proposal,
    Refusal? CannotInvite
);

public sealed record LetterList(string Call, string FirstStage, Page<LetterRow> Page);

/// <summary>The letters of intent that a second stage can invite from.</summary>
public sealed class ListLetters(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    private const int Size = 100;

    /// <param name="callId">The second stage.</param>
    public async Task<LetterList> RunAsync(Guid callId, int page, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        actor.Cannot(Permission.ManagePrograms).ThrowIfAny();
        var call = await db
            .Calls.AsNoTracking()
            .FirstOrNotFoundAsync(
                c => c.Id == callId && c.FirstStageId != null,
                "The call",
                cancel
            );
        var rows = await (
            from letter in db.Applications.AsNoTracking().VisibleTo(actor, db).OfOthers(actor)
            where letter.CallId == call.FirstStageId
            join organization in db.Organizations on letter.OrganizationId equals organization.Id
            orderby letter.ReferenceNumber, letter.Id
            select new
            {
                Letter = letter,
                Organization = organization.LegalName,
                InvitedAt = db
                    .StageInvitations.Where(i => i.CallId == callId && i.LetterId == letter.Id)
                    .Select(i => (DateTimeOffset?)i.InvitedAt)
                    .FirstOrDefault(),
                Proposal = db
                    .Applications.Where(a => a.CallId == callId && a.LetterId == letter.Id)
                    .OrderByDescending(a => a.StartedAt)
                    .Select(a => (ApplicationStatus?)a.Status)
                    .FirstOrDefault(),
            }
        ).ToPageAsync(page, cancel, Size);
        return new LetterList(
            call.Title,
            await db
                .Calls.Where(c => c.Id == call.FirstStageId)
                .Select(c => c.Title)
                .FirstAsync(cancel),
            new Page<LetterRow>(
                [
                    .. rows.Rows.Select(r => new LetterRow(
                        r.Letter.Id,
                        r.Letter.ReferenceNumber,
                        r.Letter.Title,
                        r.Organization,
                        r.Letter.Status,
                        r.InvitedAt,
                        r.Proposal,
                        StageInvitation.CannotInvite(actor, call, r.Letter)
                    )),
                ],
                rows.Number,
                rows.Size,
                rows.Total
            )
        );
    }
}
