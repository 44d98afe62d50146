using System.Reflection;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Awards;
using Grants.Domain.Catalog;
using Grants.Domain.Deliverables;
using Grants.Domain.Disbursements;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Domain.Reviews;
using Grants.Tests.Support;

namespace Grants.Tests.Domain;

/// <summary>Every aggregate with a transitions table, and how to call each of its verbs with all other guards satisfied.</summary>
public static class StateMachines
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Archive = Guid.CreateVersion7();

    private static readonly Actor Applicant = new(
        Guid.CreateVersion7(),
        "Ada Archivist",
        "ada@archive.example",
        new HashSet<Role>(),
        [new Membership(Archive, OrganizationRole.AuthorizedOfficial)]
    );

    private static readonly Actor Staff = new(
        Guid.CreateVersion7(),
        "Sam Staff",
        "sam@funder.example",
        Enum.GetValues<Role>().ToHashSet(),
        []
    );

    private static readonly Stamp ByApplicant = new(Applicant, Now);
    private static readonly Stamp ByStaff = new(Staff, Now);

    private static readonly FormDefinition Form = new([
        new FormSection(
            "s",
            "S",
            "",
            [
                new Question("title", "Title", QuestionType.ShortText)
                {
                    Purpose = QuestionPurpose.Title,
                },
                new Question("budget", "Budget", QuestionType.Budget)
                {
                    Purpose = QuestionPurpose.Budget,
                },
            ]
        ),
    ]);

    private static readonly Rubric Rubric = new([
        new Criterion("only", "Only", 100, new Dictionary<int, string>()),
    ]);

    public static IReadOnlyList<IStateMachine> All { get; } =
    [
        new StateMachine<Call, CallStatus>(Call.Moves, NewTest)
        {
            [nameof(Call.Publish)] = c => c.Publish(ByStaff),
            [nameof(Call.BeginReview)] = c =>
                c.BeginReview(new Stamp(Staff, c.DeadlineAt!.Value.AddSeconds(1))),
            [nameof(Call.BeginDeliberation)] = c => c.BeginDeliberation(ByStaff),
            [nameof(Call.ConcludeDecisions)] = c => c.ConcludeDecisions(ByStaff),
            [nameof(Call.ConcludeNotification)] = c => c.ConcludeNotification(ByStaff),
            [nameof(Call.Archive)] = c => c.Archive(ByStaff),
            [nameof(Call.EmptyTest)] = c => c.EmptyTest(1, ByStaff),
        },
        new StateMachine<Application, ApplicationStatus>(Application.Moves, NewApplication)
        {
            [nameof(Application.Submit)] = a =>
                a.Submit(OpenCall(), Form, "T-2026-0001", ByApplicant),
            [nameof(Application.RequestSignOff)] = a =>
                a.RequestSignOff(OpenCall(needsSignOff: true), Form, 1, ByApplicant),
            [nameof(Application.ReturnToDraft)] = a =>
                a.ReturnToDraft("The budget is last year's", ByApplicant),
            [nameof(Application.SendBack)] = a => a.SendBack("The form changed", ByStaff),
            [nameof(Application.Delete)] = a => a.Delete(ByApplicant),
            [nameof(Application.Restore)] = a =>
            {
                typeof(Application).GetProperty(nameof(Application.DeletedAt))!.SetValue(a, Now);
                a.Restore(ByApplicant);
            },
            [nameof(Application.Recall)] = a => a.Recall(OpenCall(), ByApplicant),
            [nameof(Application.BeginScreening)] = a => a.BeginScreening(ByStaff),
            [nameof(Application.MarkIneligible)] = a =>
                a.MarkIneligible("scope-years", "Outside the years", ByStaff),
            [nameof(Application.Reinstate)] = a => a.Reinstate("Our mistake", ByStaff),
            [nameof(Application.RequestInfo)] = a =>
                a.RequestInfo(["s"], "The budget, please", Now.AddDays(7), Form, ByStaff),
            [nameof(Application.Resubmit)] = a => a.Resubmit(OpenCall(), Form, ByApplicant),
            [nameof(Application.StopWaiting)] = a => a.StopWaiting("We know enough", ByStaff),
            [nameof(Application.PassScreening)] = a => a.PassScreening("", null, ByStaff),
            [nameof(Application.CloseReview)] = a => a.CloseReview(2, 2, null, ByStaff),
            [nameof(Application.ReopenReview)] = a => a.ReopenReview("A third reader", ByStaff),
            [nameof(Application.Recommend)] = a =>
                a.Recommend(
                    Advice.Fund,
                    new Money(100, "USD"),
                    "",
                    "Strong",
                    [],
                    OpenCall(),
                    ByStaff
                ),
            [nameof(Application.Approve)] = a =>
                a.Approve(new Money(100, "USD"), "", "Agreed", OpenCall(), NewFund(), ByStaff),
            [nameof(Application.Decline)] = a => a.Decline("No", ByStaff),
            [nameof(Application.Waitlist)] = a => a.Waitlist("Later", ByStaff),
            [nameof(Application.Defer)] = a => a.Defer("Next call", ByStaff),
            [nameof(Application.Withdraw)] = a => a.Withdraw("Staff left", ByApplicant),
        },
        new StateMachine<Review, ReviewStatus>(Review.Moves, NewReview)
        {
            [nameof(Review.Accept)] = r => r.Accept(ByStaff),
            [nameof(Review.DeclineInvitation)] = r => r.DeclineInvitation("Too much work", ByStaff),
            [nameof(Review.AttestNoConflict)] = r => r.AttestNoConflict(ByStaff),
            [nameof(Review.Score)] = r => r.Score(Rubric, "only", 3, "Good", ByStaff),
            [nameof(Review.Submit)] = r => r.Submit(Rubric, ByStaff),
            [nameof(Review.Reopen)] = r => r.Reopen("A slip", ByStaff),
            [nameof(Review.Lock)] = r => r.Lock(ByStaff),
            [nameof(Review.DeclareConflict)] = r =>
                r.DeclareConflict("My sister works there", ByStaff),
        },
        new StateMachine<Award, AwardStatus>(Award.Moves, NewAward)
        {
            [nameof(Award.DraftLetter)] = a =>
                a.DraftLetter(Guid.CreateVersion7(), new string('a', 64), "{}", 1, ByOther),
            [nameof(Award.ApproveLetter)] = a => a.ApproveLetter(ByStaff),
            [nameof(Award.Issue)] = a => a.Issue(ByStaff),
            [nameof(Award.Sign)] = a => a.Sign(Applicant.Name, "Director", ByApplicant),
            [nameof(Award.Countersign)] = a => a.Countersign(CommittedFund(), ByStaff),
            [nameof(Award.Cancel)] = a =>
                a.Cancel(CommittedFund(), "Declined by the archive", ByStaff),
        },
        new StateMachine<Tranche, TrancheStatus>(Tranche.Moves, NewTranche)
        {
            [nameof(Tranche.Activate)] = t => t.Activate(ByStaff),
            ["BecomeDue"] = t => t.Meet(ConditionKind.AgreementSigned, null, ByStaff),
            [nameof(Tranche.Request)] = t => t.Request(ByOther),
            [nameof(Tranche.Query)] = t => t.Query("Which account?", ByStaff),
            [nameof(Tranche.Approve)] = t => t.Approve(ByStaff),
            [nameof(Tranche.Export)] = t => t.Export("PAY-2026-0001", ByStaff),
            [nameof(Tranche.MarkPaid)] = t =>
                t.MarkPaid(new DateOnly(2026, 11, 23), "WIRE 1", ObligatedFund(), ByStaff),
            [nameof(Tranche.Cancel)] = t => t.Cancel(ByStaff),
        },
        new StateMachine<Deliverable, DeliverableStatus>(Deliverable.Moves, NewDeliverable)
        {
            [nameof(Deliverable.StartBatch)] = d => d.StartBatch(ActiveAward(), 1, ByApplicant),
            [nameof(Deliverable.SubmitBatch)] = d =>
                d.SubmitBatch(ActiveAward(), BatchIn(BatchStatus.Open), ByApplicant),
            [nameof(Deliverable.TakeBack)] = d =>
                d.TakeBack(ActiveAward(), BatchIn(BatchStatus.Submitted), ByApplicant),
            [nameof(Deliverable.StopChecks)] = d =>
                d.StopChecks(BatchIn(BatchStatus.Submitted), "The wrong disk", ByStaff),
            [nameof(Deliverable.BeginValidation)] = d => d.BeginValidation(ByStaff),
            [nameof(Deliverable.PassValidation)] = d => d.PassValidation(ByStaff),
            [nameof(Deliverable.FailValidation)] = d => d.FailValidation("2 errors", ByStaff),
            [nameof(Deliverable.BeginQualityControl)] = d => d.BeginQualityControl(ByStaff),
            [nameof(Deliverable.Accept)] = d =>
                d.Accept(
                    BatchIn(BatchStatus.Checked),
                    new ControlTally(10, 10, 10, 0),
                    new AcceptedCount(10, 10),
                    ByStaff
                ),
            [nameof(Deliverable.AcceptBatch)] = d =>
                d.AcceptBatch(
                    BatchIn(BatchStatus.Checked),
                    new ControlTally(10, 10, 10, 0),
                    new AcceptedCount(10, 10),
                    open: true,
                    ByStaff
                ),
            [nameof(Deliverable.AcceptWithException)] = d =>
                d.AcceptWithException(
                    BatchIn(BatchStatus.Checked),
                    new ControlTally(10, 10, 9, 1),
                    new AcceptedCount(10, 10),
                    "One poster is torn",
                    ByStaff
                ),
            [nameof(Deliverable.AcceptPart)] = d =>
                d.AcceptPart(
                    BatchIn(BatchStatus.Checked),
                    new ControlTally(10, 10, 9, 1),
                    new AcceptedCount(9, 9),
                    "One poster is cut off",
                    ByStaff
                ),
            [nameof(Deliverable.ReturnForCorrection)] = d =>
                d.ReturnForCorrection(BatchIn(BatchStatus.Checked), "Cropped", ByStaff),
            [nameof(Deliverable.Catalogue)] = d => d.Catalogue(10, ByStaff),
            [nameof(Deliverable.Publish)] = d => d.Publish(ByStaff),
            [nameof(Deliverable.Waive)] = d => d.Waive("Lost in a flood", ByStaff),
        },
        new StateMachine<CatalogRecord, CatalogStatus>(CatalogRecord.Moves, NewRecord)
        {
            [nameof(CatalogRecord.Publish)] = r => r.Publish(ByStaff),
            [nameof(CatalogRecord.Withdraw)] = r =>
                r.Withdraw("Withdrawn", "The family asked", ByStaff),
        },
    ];

    private static Stamp ByOther =>
        new(
            new Actor(
                Guid.CreateVersion7(),
                "Olga Other",
                "olga@funder.example",
                Enum.GetValues<Role>().ToHashSet(),
                []
            ),
            Now
        );

    /// <summary>Only a test goes back to a draft.</summary>
    private static Call NewTest() => NewCall(needsSignOff: false, isTest: true);

    private static Call NewCall(bool needsSignOff, bool isTest) =>
        new(
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            new CallTerms(
                "A call",
                "",
                "Guidelines",
                Now.AddDays(-1),
                new Deadline(Now.AddDays(1), "America/New_York"),
                new Money(10_000, "USD"),
                2
            )
            {
                NeedsSignOff = needsSignOff,
                IsTest = isTest,
            },
            "a-call",
            ByStaff
        );

    private static Call OpenCall(bool needsSignOff = false)
    {
        var call = NewCall(needsSignOff, isTest: false);
        call.Publish(ByStaff);
        return call;
    }

    private static Application NewApplication() => new(Archive, OpenCall(), ByApplicant);

    private static Application Approved()
    {
        var application = NewApplication();
        StateMachine.Put(application, ApplicationStatus.Recommended);
        application.Approve(new Money(100, "USD"), "", "Agreed", OpenCall(), NewFund(), ByStaff);
        return application;
    }

    private static Review NewReview()
    {
        var application = NewApplication();
        StateMachine.Put(application, ApplicationStatus.InReview);
        var review = new Review(application, Staff.Id, Staff.Name, null, ByStaff);
        StateMachine.Put(review, ReviewStatus.InProgress);
        review.Score(Rubric, "only", 4, "Clear", ByStaff);
        return review;
    }

    private static Award NewAward()
    {
        var award = new Award(
            "DG-2026-0001",
            Approved(),
            Guid.CreateVersion7(),
            new DateOnly(2027, 1, 1),
            new DateOnly(2028, 6, 30),
            ByStaff
        );
        award.DraftLetter(Guid.CreateVersion7(), new string('b', 64), "{}", 1, ByOther);
        return award;
    }

    private static Award ActiveAward()
    {
        var award = NewAward();
        StateMachine.Put(award, AwardStatus.Active);
        return award;
    }

    private static Tranche NewTranche()
    {
        var (deliverables, tranches) = AwardPlan.Default(NewAward(), Given.Promise(10), ByStaff);
        _ = deliverables;
        return tranches[0];
    }

    private static Deliverable NewDeliverable() =>
        AwardPlan.Default(NewAward(), Given.Promise(10), ByStaff).Deliverables[0];

    private static Batch BatchIn(BatchStatus status)
    {
        var deliverable = NewDeliverable();
        StateMachine.Put(deliverable, DeliverableStatus.Planned);
        var batch = deliverable.StartBatch(ActiveAward(), 1, ByApplicant);
        StateMachine.Put(batch, status);
        return batch;
    }

    private static CatalogRecord NewRecord() =>
        new(
            "a-record",
            Archive,
            new CatalogDescription
            {
                Title = "A poster",
                RightsUri = "http://rightsstatements.org/vocab/InC/1.0/",
            },
            ByStaff
        );

    private static Fund NewFund()
    {
        var fund = new Fund("Fund", "A donor", "", "USD", ByStaff);
        fund.Deposit(new Money(1_000, "USD"), "First gift", ByStaff);
        return fund;
    }

    private static Fund CommittedFund()
    {
        var fund = NewFund();
        fund.Commit(new Money(500, "USD"), Archive, "", ByStaff);
        return fund;
    }

    private static Fund ObligatedFund()
    {
        var fund = CommittedFund();
        fund.Obligate(new Money(500, "USD"), Archive, "", ByStaff);
        return fund;
    }
}

public interface IStateMachine
{
    string Name { get; }

    /// <summary>Every state with every verb.</summary>
    IEnumerable<(string State, string Verb)> Pairs { get; }

    IEnumerable<(string From, string Verb, string To, string Who)> Rows { get; }

    IReadOnlyCollection<string> Verbs { get; }

    /// <summary>Puts a fresh aggregate into the state, calls the verb and returns the state after.</summary>
    string Try(string state, string verb);
}

public static class StateMachine
{
    public static void Put(object aggregate, Enum state) =>
        aggregate
            .GetType()
            .GetProperty("Status", BindingFlags.Public | BindingFlags.Instance)!
            .SetValue(aggregate, state);
}

public sealed class StateMachine<TAggregate, TState>(
    TransitionTable<TState> table,
    Func<TAggregate> make
) : IStateMachine
    where TAggregate : Aggregate
    where TState : struct, Enum
{
    private readonly Dictionary<string, Action<TAggregate>> _verbs = [];

    public Action<TAggregate> this[string verb]
    {
        set => _verbs[verb] = value;
    }

    public string Name => table.Name;

    public IReadOnlyCollection<string> Verbs => _verbs.Keys;

    public IEnumerable<(string State, string Verb)> Pairs =>
        from state in Enum.GetNames<TState>()
        from verb in _verbs.Keys
        select (state, verb);

    public IEnumerable<(string From, string Verb, string To, string Who)> Rows =>
        table.Rows.Select(r => (r.From.ToString(), r.Verb, r.To.ToString(), r.Who));

    public string Try(string state, string verb)
    {
        var aggregate = make();
        StateMachine.Put(aggregate, Enum.Parse<TState>(state));
        _verbs[verb](aggregate);
        return typeof(TAggregate).GetProperty("Status")!.GetValue(aggregate)!.ToString()!;
    }
}
