using System.Globalization;
using Grants.Data;
using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Awards;
using Grants.Domain.Catalog;
using Grants.Domain.Deliverables;
using Grants.Domain.Disbursements;
using Grants.Domain.Files;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Domain.Reviews;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Support;

/// <summary>
/// One grant's way from the call to the catalog, walked by the domain's own verbs as far as a test needs, and stored. People,
/// organization and call are made once per story; each ApplicationAsync makes another application.
/// </summary>
public sealed class Story(IDbContextFactory<GrantsDb> databases, DateTimeOffset now)
{
    private readonly Dictionary<Role, Account> _staff = [];
    private Account? _archivist;
    private Account? _official;
    private Organization? _organization;
    private OpenCall? _call;
    private int _number;

    /// <param name="Form">The shipped form.</param>
    public sealed record OpenCall(
        Call Call,
        Fund Fund,
        FormVersion Form,
        RubricVersion Rubric,
        GrantProgram Program
    );

    /// <param name="Deliverables">D1 to D4.</param>
    /// <param name="Tranches">In their order.</param>
    public sealed record MadeAward(
        Award Award,
        Application Application,
        IReadOnlyList<Deliverable> Deliverables,
        IReadOnlyList<Tranche> Tranches
    );

    public sealed record Delivery(MadeAward Award, Deliverable Deliverable, Batch Batch);

    /// <summary>The person of this role, made when first asked for.</summary>
    public async Task<Account> StaffAsync(Role role)
    {
        if (_staff.TryGetValue(role, out var known))
            return known;
        var account = Given.Account(Words.Of(role.ToString()));
        await SaveAsync(account, new RoleAssignment(account.Id, role));
        return _staff[role] = account;
    }

    /// <summary>Editor of the organization, and lead of its applications.</summary>
    public async Task<Account> ArchivistAsync()
    {
        await OrganizationAsync();
        return _archivist!;
    }

    /// <summary>The organization's authorized official.</summary>
    public async Task<Account> OfficialAsync()
    {
        await OrganizationAsync();
        return _official!;
    }

    public async Task<Organization> OrganizationAsync()
    {
        if (_organization is not null)
            return _organization;
        _archivist = Given.Account("Ada Archivist", "ada@archive.example");
        _official = Given.Account("Olga Official", "olga@archive.example");
        var by = new Stamp(Member(_archivist, null, OrganizationRole.Editor), now);
        _organization = new Organization("Test Archive", OrganizationKind.Archive, "US", by);
        _organization.Admit(_official.Id, _official.Name, OrganizationRole.AuthorizedOfficial, by);
        await SaveAsync(_archivist, _official, _organization);
        return _organization;
    }

    /// <summary>Published, open since yesterday and for 30 days more, with the shipped form and rubric.</summary>
    public async Task<OpenCall> CallAsync(
        decimal fund = 100_000m,
        decimal cap = 25_000m,
        int minimumReviews = 2
    )
    {
        if (_call is not null)
            return _call;
        var by = await ByAsync(Role.ProgramOfficer);
        var program = new GrantProgram("Digitization Grants", "For archives.", by);
        var money = new Fund("General fund", "A donor", "", "USD", by);
        money.Deposit(new Money(fund, "USD"), "First gift", by);
        var form = new FormVersion(DefaultForm.Name, 1, DefaultForm.Make(), by);
        var rubric = new RubricVersion(DefaultRubric.Name, 1, DefaultRubric.Make(), by);
        var call = new Call(
            program.Id,
            money.Id,
            form.Id,
            rubric.Id,
            new CallTerms(
                "Spring call",
                "Grants for archives.",
                "Who may apply, and for what.",
                now.AddDays(-1),
                new Deadline(now.AddDays(30), "America/New_York"),
                new Money(cap, "USD"),
                minimumReviews
            ),
            "spring-call",
            by
        );
        call.Publish(by);
        await SaveAsync(program, money, form, rubric, call);
        return _call = new OpenCall(call, money, form, rubric, program);
    }

    /// <summary>
    /// An application of the story's organization that went the straight way to this state. In review it has no reviews yet;
    /// later states have two submitted ones.
    /// </summary>
    public async Task<Application> ApplicationAsync(
        ApplicationStatus at = ApplicationStatus.Submitted,
        decimal amount = 10_000m,
        string title = "Letters of the movement"
    )
    {
        var open = await CallAsync();
        var organization = await OrganizationAsync();
        var archivist = new Stamp(
            Member(_archivist!, organization.Id, OrganizationRole.Editor),
            now
        );
        var officer = await ByAsync(Role.ProgramOfficer);
        var application = new Application(organization.Id, open.Call, archivist);
        foreach (var (key, value) in Answers(open.Form.Definition, title, amount))
            application.SaveAnswer(open.Form.Definition, key, value, 0, archivist);
        List<object> made = [application];

        if (at != ApplicationStatus.Draft)
            application.Submit(
                open.Call,
                open.Form.Definition,
                string.Create(CultureInfo.InvariantCulture, $"A-2026-{++_number:0000}"),
                archivist
            );
        if (at is not (ApplicationStatus.Draft or ApplicationStatus.Submitted))
            application.BeginScreening(officer);
        if (at == ApplicationStatus.Ineligible)
            application.MarkIneligible("scope-years", "Outside the years of the movement", officer);
        if (IsAfterScreening(at))
            application.PassScreening("", null, officer);
        if (IsAfterScreening(at) && at != ApplicationStatus.InReview)
        {
            made.AddRange(await SubmittedReviewsAsync(application, open.Rubric.Rubric));
            application.CloseReview(2, open.Call.MinimumReviews, null, officer);
        }
        if (
            IsAfterScreening(at)
            && at is not (ApplicationStatus.InReview or ApplicationStatus.ReadyForCommittee)
        )
            application.Recommend(
                Advice.Fund,
                new Money(amount, "USD"),
                "",
                "Strong in every way",
                [],
                open.Call,
                await ByAsync(Role.CommitteeSecretary)
            );
        await SaveAsync([.. made]);
        await DecideAsync(application, at, amount);
        return application;
    }

    /// <summary>A review by somebody new, taken by the verbs to this state.</summary>
    public async Task<(Review Review, Account Reviewer)> ReviewAsync(
        Application application,
        ReviewStatus at = ReviewStatus.Invited,
        int points = 3
    )
    {
        var rubric = (await CallAsync()).Rubric.Rubric;
        var reviewer = Given.Account();
        await SaveAsync(reviewer, new RoleAssignment(reviewer.Id, Role.Reviewer));
        var review = Take(
            new Review(
                application,
                reviewer.Id,
                reviewer.Name,
                null,
                await ByAsync(Role.ProgramOfficer)
            ),
            reviewer,
            rubric,
            at,
            points
        );
        await SaveAsync(review);
        return (review, reviewer);
    }

    /// <summary>An award with its plan. Its letter is a stored row without bytes in the file store.</summary>
    public async Task<MadeAward> AwardAsync(
        AwardStatus at = AwardStatus.Active,
        decimal amount = 10_000m,
        int promisedItems = 40
    )
    {
        var application = await ApplicationAsync(ApplicationStatus.Approved, amount);
        var officer = await ByAsync(Role.GrantsOfficer);
        var second = new Stamp(ActorOf(await StaffAsync(Role.Authority), Role.GrantsOfficer), now);
        var official = new Stamp(
            Member(_official!, _organization!.Id, OrganizationRole.AuthorizedOfficial),
            now
        );
        var award = new Award(
            $"DG-2026-{_number:0000}",
            application,
            _call!.Fund.Id,
            new DateOnly(2026, 6, 1),
            new DateOnly(2027, 11, 30),
            officer
        );
        var (deliverables, tranches) = AwardPlan.Default(
            award,
            Given.Promise(promisedItems),
            officer
        );
        var letter = new StoredFile(
            FileOwner.Award,
            award.Id,
            $"{award.Number}.pdf",
            "application/pdf",
            1,
            new string('a', 64),
            officer
        );
        if (at != AwardStatus.Draft)
            award.DraftLetter(letter.Id, letter.Sha256, "{}", 1, officer);
        if (at > AwardStatus.LetterDrafted)
            award.ApproveLetter(second);
        if (at > AwardStatus.LetterApproved)
            award.Issue(officer);
        if (at > AwardStatus.Issued)
            award.Sign(official.By.Name, "Director", official);
        await SaveAsync([letter, award, .. deliverables, .. tranches]);
        if (at == AwardStatus.Active)
            await CountersignAsync(award, tranches, second);
        return new MadeAward(award, application, deliverables, tranches);
    }

    /// <summary>D1 of an active award with one batch in this state; its files and items are for the test to add.</summary>
    public async Task<Delivery> DeliveryAsync(
        DeliverableStatus at = DeliverableStatus.UnderQualityControl,
        int items = 10
    )
    {
        var award = await AwardAsync();
        var archivist = new Stamp(
            Member(_archivist!, _organization!.Id, OrganizationRole.Editor),
            now
        );
        var officer = await ByAsync(Role.GrantsOfficer);
        await using var db = await databases.CreateDbContextAsync();
        var deliverable = await db.Deliverables.FirstAsync(d => d.Id == award.Deliverables[0].Id);
        var batch = deliverable.StartBatch(award.Award, 1, archivist);
        db.Batches.Add(batch);
        if (at >= DeliverableStatus.Submitted)
            deliverable.SubmitBatch(award.Award, batch, archivist);
        if (at >= DeliverableStatus.Validating)
            deliverable.BeginValidation(officer);
        if (at == DeliverableStatus.ValidationFailed)
        {
            batch.RecordChecks(0, 0, 1, 0, officer);
            deliverable.FailValidation("1 error", officer);
        }
        else if (at >= DeliverableStatus.Validated)
        {
            batch.RecordChecks(items, items, 0, 0, officer);
            deliverable.PassValidation(officer);
        }
        if (at >= DeliverableStatus.UnderQualityControl)
            deliverable.BeginQualityControl(officer);
        if (at >= DeliverableStatus.Accepted)
            deliverable.Accept(
                batch,
                new ControlTally(items, items, items, 0),
                new AcceptedCount(items, items),
                officer
            );
        await db.SaveChangesAsync();
        return new Delivery(award, deliverable, batch);
    }

    /// <summary>A record of the story's organization, without images.</summary>
    public async Task<CatalogRecord> RecordAsync(
        CatalogStatus at = CatalogStatus.Published,
        string title = "Poster: Let my people go",
        Guid? awardId = null
    )
    {
        var organization = await OrganizationAsync();
        var editor = await ByAsync(Role.CatalogEditor);
        var number = ++_number;
        var record = new CatalogRecord(
            $"record-{number}",
            organization.Id,
            new CatalogDescription
            {
                Identifier = $"ta_{number:0000}",
                Title = title,
                Type = "StillImage",
                RightsUri = "http://rightsstatements.org/vocab/InC/1.0/",
                CollectionName = "Papers of the council",
                Date = "1975",
                Language = "eng",
            },
            editor
        )
        {
            AwardId = awardId,
        };
        if (at != CatalogStatus.Draft)
            record.Publish(editor);
        if (at == CatalogStatus.Withdrawn)
            record.Withdraw("Withdrawn at the family's wish.", "The family asked", editor);
        await SaveAsync(record);
        return record;
    }

    /// <summary>A complete set of answers to a form, one valid answer for every required question that is asked.</summary>
    public static IEnumerable<(string Key, string Value)> Answers(
        FormDefinition form,
        string title,
        decimal amount
    )
    {
        Dictionary<string, string> given = [];
        // An answer may make another question asked.
        while (
            new FormReading(form, given).All.FirstOrDefault(q =>
                q.Question.Required && !given.ContainsKey(q.Key)
            )
                is { } next
        )
            given.Add(
                next.Key,
                next.Question.Purpose == QuestionPurpose.Title
                    ? title
                    : Answer(next.Question, amount)
            );
        return given.Select(a => (a.Key, a.Value));
    }

    /// <summary>Id of the one entry that a group gets.</summary>
    public const string EntryId = "entry001";

    private static string Answer(Question question, decimal amount) =>
        question.Type switch
        {
            QuestionType.Budget => TableRows.Write([
                new Dictionary<string, string>
                {
                    ["category"] = question.Columns[0].Options[0],
                    ["item"] = "Scanning technician",
                    ["quantity"] = "1",
                    ["unitCost"] = amount.ToString("0.00", CultureInfo.InvariantCulture),
                    ["requested"] = amount.ToString("0.00", CultureInfo.InvariantCulture),
                    ["matchCash"] = "0",
                    ["matchInKind"] = "0",
                },
            ]),
            QuestionType.Group => GroupEntries.Write([EntryId]),
            QuestionType.Table => TableRows.Write([
                question.Columns.ToDictionary(c => c.Key, c => Cell(c.Type, c.Options)),
            ]),
            QuestionType.ManyChoices => System.Text.Json.JsonSerializer.Serialize(
                question.Options.Take(1)
            ),
            _ when question.Purpose == QuestionPurpose.EndDate => "2027-11-30",
            _ => Cell(question.Type, question.Options),
        };

    private static string Cell(QuestionType type, IReadOnlyList<string> options) =>
        type switch
        {
            QuestionType.Choice => options[0],
            QuestionType.Number or QuestionType.Money => "40",
            QuestionType.Date => "2026-06-01",
            QuestionType.EdtfDate => "1964/1991",
            QuestionType.Email => "somebody@archive.example",
            QuestionType.Url => "https://archive.example/",
            QuestionType.YesNo => "yes",
            QuestionType.Attestation => "Ada Archivist",
            _ => "As the papers show",
        };

    private static bool IsAfterScreening(ApplicationStatus at) =>
        at
            is not (
                ApplicationStatus.Draft
                or ApplicationStatus.Submitted
                or ApplicationStatus.Screening
                or ApplicationStatus.Ineligible
                or ApplicationStatus.Withdrawn
            );

    private async Task<List<object>> SubmittedReviewsAsync(Application application, Rubric rubric)
    {
        List<object> made = [];
        var officer = await ByAsync(Role.ProgramOfficer);
        foreach (var points in (int[])[3, 4])
        {
            var reviewer = Given.Account();
            await SaveAsync(reviewer, new RoleAssignment(reviewer.Id, Role.Reviewer));
            made.Add(
                Take(
                    new Review(application, reviewer.Id, reviewer.Name, null, officer),
                    reviewer,
                    rubric,
                    ReviewStatus.Submitted,
                    points
                )
            );
        }
        return made;
    }

    private Review Take(Review review, Account reviewer, Rubric rubric, ReviewStatus at, int points)
    {
        var by = new Stamp(ActorOf(reviewer, Role.Reviewer), now);
        if (at == ReviewStatus.DeclinedInvitation)
            review.DeclineInvitation("Not my field", by);
        else if (at != ReviewStatus.Invited)
            review.Accept(by);
        if (at == ReviewStatus.Recused)
            review.DeclareConflict("My sister works there", by);
        if (
            at
            is ReviewStatus.NoConflictAttested
                or ReviewStatus.InProgress
                or ReviewStatus.Submitted
        )
            review.AttestNoConflict(by);
        if (at is ReviewStatus.InProgress or ReviewStatus.Submitted)
            foreach (var criterion in rubric.Criteria)
                review.Score(rubric, criterion.Key, points, "As it should be", by);
        if (at == ReviewStatus.Submitted)
            review.Submit(rubric, by);
        return review;
    }

    /// <summary>The decision moves the application and the fund, as they are stored.</summary>
    private async Task DecideAsync(Application made, ApplicationStatus at, decimal amount)
    {
        if (
            at
            is not (
                ApplicationStatus.Approved
                or ApplicationStatus.Declined
                or ApplicationStatus.Waitlisted
                or ApplicationStatus.Deferred
            )
        )
            return;
        var by = await ByAsync(Role.Authority);
        await using var db = await databases.CreateDbContextAsync();
        var fund = await db.Funds.FirstAsync(f => f.Id == _call!.Fund.Id);
        db.Attach(made);
        if (at == ApplicationStatus.Approved)
            made.Approve(new Money(amount, "USD"), "", "Agreed", _call!.Call, fund, by);
        else if (at == ApplicationStatus.Declined)
            made.Decline("Others were stronger", by);
        else if (at == ApplicationStatus.Waitlisted)
            made.Waitlist("If money comes back", by);
        else
            made.Defer("For the next call", by);
        await db.SaveChangesAsync();
    }

    private async Task CountersignAsync(Award award, IReadOnlyList<Tranche> tranches, Stamp by)
    {
        await using var db = await databases.CreateDbContextAsync();
        var fund = await db.Funds.FirstAsync(f => f.Id == award.FundId);
        db.Attach(award);
        db.AttachRange(tranches);
        award.Countersign(fund, by);
        foreach (var tranche in tranches)
        {
            tranche.Meet(ConditionKind.AgreementSigned, null, by);
            tranche.Activate(by);
        }
        await db.SaveChangesAsync();
    }

    private async Task<Stamp> ByAsync(Role role) => new(ActorOf(await StaffAsync(role), role), now);

    private static Actor ActorOf(Account account, Role role) =>
        new(account.Id, account.Name, account.Email!, new HashSet<Role> { role }, []);

    private static Actor Member(Account account, Guid? organizationId, OrganizationRole role) =>
        new(
            account.Id,
            account.Name,
            account.Email!,
            new HashSet<Role>(),
            organizationId is { } id ? [new Membership(id, role)] : []
        );

    private async Task SaveAsync(params object[] things)
    {
        await using var db = await databases.CreateDbContextAsync();
        db.AddRange(things);
        await db.SaveChangesAsync();
    }
}

public static class Stories
{
    /// <summary>A story at the test's own time.</summary>
    public static Story Story(this TestDb db) => new(db, db.Now);

    /// <summary>A story at the server's time.</summary>
    public static Story Story(this TestApp app) =>
        new(app.Databases, TimeProvider.System.GetUtcNow());
}
