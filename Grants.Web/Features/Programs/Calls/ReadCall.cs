using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Domain.Reviews;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Programs.Calls;

/// <param name="Next">The step that comes now; null before publication and after the last.</param>
/// <param name="ToTell">People with a draft, who would get a mail if the deadline moved.</param>
/// <param name="Funds">Where the money could come from; only for drafts.</param>
public sealed record CallDetails(
    Guid Id,
    int Version,
    Guid ProgramId,
    string Program,
    CallDraft Draft,
    Deadline Opens,
    Deadline Deadline,
    Money AwardCap,
    CallStatus Status,
    CallPhase Phase,
    Refusal? CannotEdit,
    Refusal? CannotPublish,
    Refusal? CannotExtend,
    NextStep? Next,
    IReadOnlyList<ApplicationCount> Applications,
    int ToTell,
    string Form,
    FormDefinition Definition,
    string RubricName,
    Rubric Rubric,
    FundChoice Fund,
    IReadOnlyList<FundChoice> Funds
)
{
    public Enum Shown => Status == CallStatus.Published ? Phase : Status;
}

public sealed record NextStep(CallStep Step, Refusal? Refusal);

public sealed record ApplicationCount(ApplicationStatus Status, int Count);

public sealed record FundChoice(Guid Id, string Name, Money Uncommitted);

/// <summary>One call as its program officer sees it.</summary>
public sealed class ReadCall(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<CallDetails> RunAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var (by, now) = await caller.StampAsync(cancel);
        by.Cannot(Permission.ManagePrograms).ThrowIfAny();
        var call = await db
            .Calls.AsNoTracking()
            .FirstOrNotFoundAsync(c => c.Id == id, "The call", cancel);
        var program = await db
            .Programs.Where(p => p.Id == call.ProgramId)
            .Select(p => p.Name)
            .FirstAsync(cancel);
        var form = await db
            .FormVersions.AsNoTracking()
            .FirstAsync(f => f.Id == call.FormVersionId, cancel);
        var rubric = await db
            .RubricVersions.AsNoTracking()
            .FirstAsync(r => r.Id == call.RubricVersionId, cancel);
        var funds = await db
            .Funds.Where(f => f.Id == call.FundId || call.Status == CallStatus.Draft)
            .AsChoices()
            .ToListAsync(cancel);
        var counts = await db
            .Applications.Where(a => a.CallId == id)
            .GroupBy(a => a.Status)
            .Select(g => new ApplicationCount(g.Key, g.Count()))
            .ToListAsync(cancel);
        return new CallDetails(
            id,
            call.Version,
            call.ProgramId,
            program,
            DraftOf(call),
            new Deadline(call.OpensAt, call.Zone),
            call.Deadline,
            call.AwardCap,
            call.Status,
            call.PhaseAt(now),
            call.CannotEdit(by),
            call.CannotPublish(by, now),
            call.CannotExtend(by),
            NextOf(call, by, now),
            [.. counts.OrderBy(c => c.Status)],
            await db.WithDraftIn(id).CountAsync(cancel),
            $"{form.Name}, version {form.Number}",
            form.Definition,
            $"{rubric.Name}, version {rubric.Number}",
            rubric.Rubric,
            funds.First(f => f.Id == call.FundId),
            funds
        );
    }

    private static CallDraft DraftOf(Call call) =>
        new(
            call.Title,
            call.Slug,
            call.Summary,
            call.Guidelines,
            new Deadline(call.OpensAt, call.Zone).Local,
            call.Deadline.Local,
            call.Zone,
            call.AwardCap.Amount,
            call.MinimumReviews,
            call.FundId
        )
        {
            NeedsSignOff = call.NeedsSignOff,
            ReviewsBlind = call.ReviewsBlind,
        };

    private static NextStep? NextOf(Call call, Actor by, DateTimeOffset now)
    {
        foreach (var step in Enum.GetValues<CallStep>())
            if (Call.Moves.Cannot(call.Status, step.ToString()) is null)
                return new NextStep(
                    step,
                    step == CallStep.BeginReview
                        ? call.CannotBeginReview(by, now)
                        : call.CannotStep(step.ToString(), by)
                );
        return null;
    }
}

internal static class FundChoices
{
    public static IQueryable<FundChoice> AsChoices(this IQueryable<Fund> funds) =>
        funds
            .OrderBy(f => f.Name)
            .ThenBy(f => f.Id)
            .Select(f => new FundChoice(
                f.Id,
                f.Name,
                new Money(f.DepositedTotal - f.CommittedTotal, f.Currency)
            ));
}
