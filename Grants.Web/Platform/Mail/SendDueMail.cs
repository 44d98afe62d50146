using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Files;
using Grants.Domain.Kernel;
using Grants.Domain.Notifications;
using Grants.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Platform.Mail;

/// <summary>
/// Sends what is due, one mail at a time: claims it, hands it to the transport, writes down how it went. Two nodes never
/// have the same mail, because a claim is saved before the sending. A node that dies between sending and saving makes the
/// mail go again after its claim has run out, under the same Message-ID.
/// </summary>
public sealed class SendDueMail(
    IDbContextFactory<GrantsDb> databases,
    IMailTransport transport,
    IFileStore files,
    CurrentFunder funder,
    MailSettings settings,
    TimeProvider clock,
    ILogger<SendDueMail> logger
)
{
    /// <returns>How many were sent.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var sent = 0;
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            await using var db = await databases.CreateDbContextAsync(cancel);
            if (await ClaimNextAsync(db, cancel) is not { } mail)
                return sent;
            // From here on a stopping server doesn't interrupt: the mail may be out already.
            var failed = await TrySendAsync(db, mail);
            await SaveOutcomeAsync(db, mail, failed);
            if (failed is null)
                sent++;
            else if (failed.Failure == SendFailure.Server)
                return sent;
        }
    }

    private async Task<OutgoingMail?> ClaimNextAsync(GrantsDb db, CancellationToken cancel)
    {
        while (true)
        {
            var now = clock.GetUtcNow();
            var mail = await db
                .Mail.Where(m => m.Status == MailStatus.Queued && m.NextAttemptAt <= now)
                .OrderBy(m => m.NextAttemptAt)
                .ThenBy(m => m.Id)
                .FirstOrDefaultAsync(cancel);
            if (mail is null)
                return null;
            mail.Claim(now);
            try
            {
                await db.SaveChangesAsync(cancel);
                return mail;
            }
            catch (DbUpdateConcurrencyException)
            {
                db.ChangeTracker.Clear(); // Another node has it.
            }
        }
    }

    private async Task<MailNotSentException?> TrySendAsync(GrantsDb db, OutgoingMail mail)
    {
        try
        {
            if (!EmailAddress.IsValid(mail.ToAddress))
                throw new MailNotSentException(
                    "That isn't an e-mail address.",
                    SendFailure.MailForGood
                );
            var file = await AttachmentOfAsync(db, mail);
            await using var content = file is null
                ? null
                : await files.OpenAsync(file.Sha256, CancellationToken.None);
            await transport.SendAsync(
                await ComposeAsync(
                    mail,
                    file is null ? null : new MailAttachment(file.Name, file.ContentType, content!)
                ),
                CancellationToken.None
            );
            return null;
        }
        catch (MailNotSentException failed)
        {
            return failed;
        }
#pragma warning disable CA1031 // A mail that can't be made must not keep the others from going.
        catch (Exception unexpected)
#pragma warning restore CA1031
        {
            logger.LogError(unexpected, "Mail {MailId} couldn't be made or sent", mail.Id);
            return new MailNotSentException(unexpected.Message, SendFailure.MailForNow, unexpected);
        }
    }

    private static async Task<StoredFile?> AttachmentOfAsync(GrantsDb db, OutgoingMail mail) =>
        mail.AttachmentId is { } id
            ? await db
                .Files.AsNoTracking()
                .FirstOrNotFoundAsync(f => f.Id == id, "The attachment", CancellationToken.None)
            : null;

    private async Task<MailToSend> ComposeAsync(OutgoingMail mail, MailAttachment? attachment)
    {
        var face = await funder.GetAsync(CancellationToken.None);
        var sender = settings.FromName ?? face.Name;
        return new MailToSend(
            $"{mail.Id:n}.{mail.Resends}@{EmailAddress.Domain(settings.FromAddress)}",
            mail.CreatedAt,
            new MailParty(sender, settings.FromAddress),
            EmailAddress.IsValid(face.ContactEmail)
                ? new MailParty(face.Name, face.ContactEmail)
                : null,
            new MailParty(mail.ToName, mail.ToAddress),
            mail.Subject,
            $"{mail.Body}\n\n-- \n{sender}\n",
            MailHtml.Document(mail.Subject, mail.Body, sender),
            attachment
        );
    }

    private async Task SaveOutcomeAsync(
        GrantsDb db,
        OutgoingMail mail,
        MailNotSentException? failed
    )
    {
        while (true)
        {
            var now = clock.GetUtcNow();
            if (failed is null)
                mail.MarkSent(now);
            else
                mail.MarkFailed(failed.Message, failed.Failure == SendFailure.MailForGood, now);
            try
            {
                await db.SaveChangesAsync(CancellationToken.None);
                break;
            }
            catch (DbUpdateConcurrencyException)
            {
                // Somebody put it back into the queue meanwhile; what they asked for has just happened.
                await db.Entry(mail).ReloadAsync(CancellationToken.None);
            }
        }
        if (failed is not null)
            logger.LogWarning(
                "Mail {MailId} wasn't sent at attempt {Attempt}: {Failure}",
                mail.Id,
                mail.Attempts,
                failed.Failure
            );
    }
}
