using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Programs.Stages;

/// <param name="Refused">Why not; null when the invitation is out.</param>
public sealed record InviteResult(Guid LetterId, string Name, string? Refused);

/// <summary>
/// Asks for full proposals after letters of intent: letter by letter, each in a save of its own with its mail, so that one
/// that can't be invited holds up none of the others.
/// </summary>
public sealed class InviteToSecondStage(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    SiteAddress site
)
{
    /// <param name="callId">The second stage.</param>
    public async Task<IReadOnlyList<InviteResult>> RunAsync(
        Guid callId,
        IReadOnlyCollection<Guid> letterIds,
        CancellationToken cancel
    )
    {
        var results = new List<InviteResult>();
        foreach (var id in letterIds)
            results.Add(await InviteAsync(callId, id, cancel));
        return results;
    }

    private async Task<InviteResult> InviteAsync(
        Guid callId,
        Guid letterId,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var call = await db.Calls.FirstOrNotFoundAsync(c => c.Id == callId, "The call", cancel);
        var letter = await db
            .Applications.VisibleTo(stamp.By, db)
            .FirstOrNotFoundAsync(a => a.Id == letterId, "The letter of intent", cancel);
        var name = $"{letter.ReferenceNumber} {letter.Title}";
        var refusal =
            StageInvitation.CannotInvite(stamp.By, call, letter)
            ?? (
                await db.StageInvitations.AnyAsync(
                    i => i.CallId == callId && i.LetterId == letterId,
                    cancel
                )
                    ? new Refusal("It was invited already.")
                    : null
            );
        if (refusal is not null)
            return new InviteResult(letterId, name, refusal.Reason);
        db.StageInvitations.Add(new StageInvitation(call, letter, stamp));
        var people = await db.OfOrganization(letter.OrganizationId).ToListAsync(cancel);
        db.Mail.AddRange(
            people.Select(to => ProgramsMails.Invited(to, letter, call, site, stamp.At))
        );
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            return new InviteResult(
                letterId,
                name,
                "Somebody else changed it at the same moment. Look again."
            );
        }
        return new InviteResult(letterId, name, null);
    }
}
