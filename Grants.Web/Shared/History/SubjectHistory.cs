using Grants.Data;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Shared.History;

/// <param name="What">The verb in plain words, such as "Application submitted".</param>
public sealed record HistoryLine(
    Guid Id,
    DateTimeOffset At,
    string Who,
    string What,
    string? From,
    string? To,
    string? Reason,
    string? Overrides,
    string? Detail
);

/// <summary>The newest lines of one record's log. Nothing for people without the permission.</summary>
public sealed class SubjectHistory(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public const int Newest = 100;

    public async Task<IReadOnlyList<HistoryLine>?> RunAsync(
        string subjectType,
        Guid subjectId,
        Permission needs,
        CancellationToken cancel
    )
    {
        if ((await caller.FindActorAsync(cancel))?.May(needs) != true)
            return null;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var lines = await db
            .AuditEntries.AsNoTracking()
            .Where(e => e.SubjectType == subjectType && e.SubjectId == subjectId)
            .OrderByDescending(e => e.At)
            .ThenByDescending(e => e.Id)
            .Take(Newest)
            .ToListAsync(cancel);
        return
        [
            .. lines.Select(e => new HistoryLine(
                e.Id,
                e.At,
                e.ActorName,
                Words.Of(e.Verb),
                e.From is null ? null : Words.Of(e.From),
                e.To is null ? null : Words.Of(e.To),
                e.Reason,
                e.Overrides,
                e.Detail
            )),
        ];
    }
}
