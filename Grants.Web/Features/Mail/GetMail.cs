using Grants.Data;
using Grants.Data.Identity;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Domain.Notifications;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Mail;

/// <param name="Body">Null where it holds a secret link.</param>
/// <param name="Attachment">Null where there is none, or the person may not see it.</param>
public sealed record MailDetails(
    Guid Id,
    int Version,
    string ToName,
    string ToAddress,
    string Subject,
    string? Body,
    MailStatus Status,
    int Attempts,
    DateTimeOffset CreatedAt,
    DateTimeOffset? SentAt,
    DateTimeOffset NextAttemptAt,
    string? LastError,
    MailFile? Attachment,
    Refusal? CannotResend
);

public sealed record MailFile(Guid Id, string Name);

/// <summary>
/// One mail. Bodies of mails about accounts and invitations hold links that open an account, so nobody but who got them
/// reads them.
/// </summary>
public sealed class GetMail(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<MailDetails> RunAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        var mail = await db
            .Mail.AsNoTracking()
            .VisibleTo(actor, db)
            .FirstOrNotFoundAsync(m => m.Id == id, "The mail", cancel);
        var attachment = mail.AttachmentId is null
            ? null
            : await db
                .Files.AsNoTracking()
                .VisibleTo(actor, db)
                .Where(f => f.Id == mail.AttachmentId)
                .Select(f => new MailFile(f.Id, f.Name))
                .FirstOrDefaultAsync(cancel);
        return new MailDetails(
            mail.Id,
            mail.Version,
            mail.ToName,
            mail.ToAddress,
            mail.Subject,
            mail.AboutType is nameof(Account) or nameof(Invitation) ? null : mail.Body,
            mail.Status,
            mail.Attempts,
            mail.CreatedAt,
            mail.SentAt,
            mail.NextAttemptAt,
            mail.LastError,
            attachment,
            mail.CannotResend(actor)
        );
    }
}
