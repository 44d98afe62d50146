using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Notifications;
using Grants.Web.Shared.NextSteps;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Mail;

/// <summary>Mail that came back, for people who may send it again.</summary>
internal sealed class MailSteps(IDbContextFactory<GrantsDb> databases) : INextSteps
{
    public async Task<IReadOnlyList<NextStep>> RunAsync(Actor actor, CancellationToken cancel)
    {
        if (!actor.May(Permission.SendMail))
            return [];
        await using var db = await databases.CreateDbContextAsync(cancel);
        return
        [
            .. NextStep.Of(
                await db
                    .Mail.VisibleTo(actor, db)
                    .CountAsync(m => m.Status == MailStatus.Failed, cancel),
                "Look at",
                "mail that couldn't be delivered",
                "mails that couldn't be delivered",
                MailRoutes.Failed
            ),
        ];
    }
}
