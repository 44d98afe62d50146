using System.Runtime.CompilerServices;
using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Notifications;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Mail;

public sealed record MailRow(
    Guid Id,
    DateTimeOffset CreatedAt,
    string ToName,
    string ToAddress,
    string Subject,
    MailStatus Status,
    int Attempts,
    DateTimeOffset? SentAt,
    DateTimeOffset NextAttemptAt,
    string? LastError
);

/// <summary>The outbox, newest first.</summary>
public sealed class ListMail(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<Page<MailRow>> RunAsync(MailFilter filter, int page, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await (await RowsAsync(db, filter, cancel)).ToPageAsync(page, cancel);
    }

    /// <summary>All rows, for the export.</summary>
    public async IAsyncEnumerable<MailRow> AllAsync(
        MailFilter filter,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = (await RowsAsync(db, filter, cancel)).AsAsyncEnumerable();
        await foreach (var row in rows.WithCancellation(cancel))
            yield return row;
    }

    private async Task<IQueryable<MailRow>> RowsAsync(
        GrantsDb db,
        MailFilter filter,
        CancellationToken cancel
    )
    {
        var mail = db.Mail.AsNoTracking().VisibleTo(await caller.ActorAsync(cancel), db);
        return filter
            .Of(mail)
            .OrderByDescending(m => m.CreatedAt)
            .ThenByDescending(m => m.Id)
            .Select(m => new MailRow(
                m.Id,
                m.CreatedAt,
                m.ToName,
                m.ToAddress,
                m.Subject,
                m.Status,
                m.Attempts,
                m.SentAt,
                m.NextAttemptAt,
                m.LastError
            ));
    }
}
