using Grants.Data;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Screening;

public sealed record NoteLine(Guid Id, string Text, string By, DateTimeOffset At);

public sealed record FlagLine(
    Guid Id,
    FlagKind Kind,
    string Text,
    string By,
    DateTimeOffset At,
    string? Resolution,
    string? ResolvedBy,
    DateTimeOffset? ResolvedAt
);

/// <param name="Notes">The oldest first.</param>
/// <param name="Flags">Open ones first, then the newest.</param>
public sealed record ApplicationRecord(
    IReadOnlyList<NoteLine> Notes,
    IReadOnlyList<FlagLine> Flags,
    Refusal? CannotKeep
);

/// <summary>What staff keep beside an application; never for applicants or reviewers.</summary>
public sealed class ReadRecord(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<ApplicationRecord> RunAsync(Guid applicationId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        var application = await db
            .Applications.AsNoTracking()
            .AsSplitQuery()
            .Include(a => a.Notes)
            .Include(a => a.Flags)
            .ForStaffAsync(applicationId, actor, db, cancel);
        return new ApplicationRecord(
            [
                .. application
                    .Notes.OrderBy(n => n.WrittenAt)
                    .Select(n => new NoteLine(n.Id, n.Text, n.WrittenByName, n.WrittenAt)),
            ],
            [
                .. application
                    .Flags.OrderBy(f => f.IsOpen ? 0 : 1)
                    .ThenByDescending(f => f.RaisedAt)
                    .Select(f => new FlagLine(
                        f.Id,
                        f.Kind,
                        f.Text,
                        f.RaisedByName,
                        f.RaisedAt,
                        f.Resolution,
                        f.ResolvedByName,
                        f.ResolvedAt
                    )),
            ],
            application.CannotKeepRecord(actor)
        );
    }
}
