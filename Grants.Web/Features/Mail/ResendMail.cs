using Grants.Data;
using Grants.Data.Queries;
using Grants.Web.Platform.Mail;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Mail;

/// <summary>Puts a mail back into the queue; it goes out at once.</summary>
public sealed class ResendMail(IDbContextFactory<GrantsDb> databases, Caller caller, MailJob job)
{
    public async Task RunAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var mail = await db
            .Mail.VisibleTo(stamp.By, db)
            .FirstOrNotFoundAsync(m => m.Id == id, "The mail", cancel);
        mail.Resend(stamp);
        await db.SaveChangesAsync(cancel);
        job.Wake();
    }
}
