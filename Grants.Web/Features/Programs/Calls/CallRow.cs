using Grants.Data;
using Grants.Domain.Applications;
using Grants.Domain.Programs;

namespace Grants.Web.Features.Programs.Calls;

/// <param name="Phase">At the instant of reading.</param>
/// <param name="HandedIn">Applications that were submitted, whatever became of them.</param>
public sealed record CallRow(
    Guid Id,
    Guid ProgramId,
    string Program,
    string Title,
    string Slug,
    CallStatus Status,
    CallPhase Phase,
    DateTimeOffset OpensAt,
    DateTimeOffset DeadlineAt,
    string Zone,
    int HandedIn,
    int Drafts
)
{
    /// <summary>The word for its state: while it is published, where it stands by the clock.</summary>
    public Enum Shown => Status == CallStatus.Published ? Phase : Status;
}

internal static class CallRows
{
    public static IQueryable<CallRow> AsRows(
        this IQueryable<Call> calls,
        GrantsDb db,
        DateTimeOffset now
    ) =>
        calls.Select(c => new CallRow(
            c.Id,
            c.ProgramId,
            db.Programs.Where(p => p.Id == c.ProgramId).Select(p => p.Name).First(),
            c.Title,
            c.Slug,
            c.Status,
            Call.PhaseOf(c.Status, c.OpensAt, c.DeadlineAt, now),
            c.OpensAt,
            c.DeadlineAt,
            c.Zone,
            db.Applications.Count(a => a.CallId == c.Id && a.SubmittedAt != null),
            db.Applications.Count(a =>
                a.CallId == c.Id
                && a.SubmittedAt == null
                && (
                    a.Status == ApplicationStatus.Draft
                    || a.Status == ApplicationStatus.AwaitingSignOff
                )
            )
        ));
}
