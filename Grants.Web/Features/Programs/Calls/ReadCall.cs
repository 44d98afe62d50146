using System.Linq.Expressions;
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
/// <param name="Choices">What the draft could be made of; null once it is public.</param>
public sealed record CallDetails(
    Guid Id,
    int Version,
    Guid ProgramId,
    string Program,
    CallDraft Draft,
    Deadline Opens,
    Deadline? Deadline,
    Money AwardCap,
    CallStatus Status,
    CallPhase Phase,
    Refusal? CannotEdit,
    Refusal? CannotPublish,
    Refusal? CannotExtend,
    Refusal? CannotClose,
    Refusal? CannotExtendFor,
    NextStep? Next,
    IReadOnlyList<ApplicationCount> Applications,
    int ToTell,
    string Form,
    FormDefinition Definition,
    string RubricName,
    Rubric Rubric,
    FundChoice Fund,
    CallChoices? Choices
)
{
    public IReadOnlyList<Milestone> Milestones { get; init; } = [];

    public string Grace { get; init; } = "";

    public IReadOnlyList<string> Rules { get; init; } = [];

    public Refusal? CannotDate { get; init; }

    public Refusal? CannotEmptyTest { get; init; }

    /// <summary>Extensions for single applicants that stand.</summary>
    public int Extensions { get; init; }

    /// <summary>The letters of intent that this call follows.</summary>
    public StageLink? FirstStage { get; init; }

    /// <summary>The full proposals that follow this call.</summary>
    public StageLink? SecondStage { get; init; }

    public Enum Shown => Status == CallStatus.Published ? Phase : Status;
}

public sealed record NextStep(CallStep Step, Refusal? Refusal);

public sealed record ApplicationCount(ApplicationStatus Status, int Count);

public sealed record StageLink(Guid Id, string Title);

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
        var fund = await db.Funds.Where(f => f.Id == call.FundId).AsChoices().FirstAsync(cancel);
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
            CallDraft.Of(call),
            new Deadline(call.OpensAt, call.Zone),
            call.Deadline,
            call.AwardCap,
            call.Status,
            call.PhaseAt(now),
            call.CannotEdit(by),
            call.CannotPublish(by, now),
            call.CannotExtend(by),
            call.CannotClose(by),
            call.CannotExtendFor(by),
            NextOf(call, by, now),
            [.. counts.OrderBy(c => c.Status)],
            await db.WithDraftIn(id).CountAsync(cancel),
            $"{form.Name}, version {form.Number}",
            form.Definition,
            $"{rubric.Name}, version {rubric.Number}",
            rubric.Rubric,
            fund,
            call.Status == CallStatus.Draft ? await db.ChoicesAsync(call, cancel) : null
        )
        {
            Milestones = call.Milestones,
            Grace = call.GraceText,
            Rules = [.. call.Rules.Sentences(call.AwardCap)],
            CannotDate = call.CannotDate(by),
            CannotEmptyTest = call.CannotEmptyTest(by),
            Extensions = call.StandingExtensions.Count(),
            FirstStage = await StageAsync(db, c => c.Id == call.FirstStageId, cancel),
            SecondStage = await StageAsync(db, c => c.FirstStageId == id, cancel),
        };
    }

    private static Task<StageLink?> StageAsync(
        GrantsDb db,
        Expression<Func<Call, bool>> which,
        CancellationToken cancel
    ) =>
        db
            .Calls.Where(which)
            .OrderBy(c => c.Id)
            .Select(c => new StageLink(c.Id, c.Title))
            .FirstOrDefaultAsync(cancel);

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
