using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Domain.Reviews;
using Grants.Tests.Support;
using Grants.Web.Features.Applications.Mine;
using Grants.Web.Features.Applications.Notifying;
using Grants.Web.Features.Applications.Screening;
using Grants.Web.Platform;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Applications;

public sealed class ScreeningTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Staff_screen_and_pass_to_review()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var application = await story.ApplicationAsync();
        var screen = db.Screening(await story.StaffAsync(Role.ProgramOfficer));

        await screen.BeginAsync(application.Id, Cancel);
        await screen.PassAsync(application.Id, "The checklist is on paper", Cancel);

        (await StatusAsync(db, application)).Should().Be(ApplicationStatus.InReview);
    }

    [Fact]
    public async Task Ineligible_and_back_keep_their_reasons_in_the_log()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var application = await story.ApplicationAsync(ApplicationStatus.Screening);
        var screen = db.Screening(await story.StaffAsync(Role.ProgramOfficer));

        await screen.MarkIneligibleAsync(
            application.Id,
            "scope-years",
            "Outside the scope years",
            Cancel
        );
        await screen.ReinstateAsync(application.Id, "The years were misread", Cancel);

        (await StatusAsync(db, application)).Should().Be(ApplicationStatus.Screening);
        var reasons = await db.ReadAsync(d =>
            d.AuditEntries.Where(e => e.SubjectId == application.Id && e.Reason != null)
                .OrderBy(e => e.Id)
                .Select(e => e.Reason)
                .ToListAsync(Cancel)
        );
        reasons.Should().Equal("Outside the scope years", "The years were misread");
    }

    [Fact]
    public async Task A_role_without_screening_is_refused_and_a_stale_page_too()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var application = await story.ApplicationAsync();
        var auditor = db.Screening(await story.StaffAsync(Role.Auditor));
        var officer = db.Screening(await story.StaffAsync(Role.ProgramOfficer));

        var unasked = () => auditor.BeginAsync(application.Id, Cancel);
        var stale = () => officer.PassAsync(application.Id, null, Cancel);

        await unasked.Should().ThrowAsync<RefusedException>().WithMessage("Your role*");
        await stale
            .Should()
            .ThrowAsync<RefusedException>()
            .WithMessage("The application is now \"Submitted\"*");
    }

    [Fact]
    public async Task A_draft_is_not_found_by_staff()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);
        var screener = await story.StaffAsync(Role.ProgramOfficer);
        var officer = db.As(screener);

        var reading = () => new FindApplication(db, officer).RunAsync(draft.Id, Cancel);
        var screening = () => db.Screening(screener).BeginAsync(draft.Id, Cancel);

        await reading.Should().ThrowAsync<NotFoundException>();
        await screening.Should().ThrowAsync<NotFoundException>();
    }

    [Fact]
    public async Task Staff_dont_see_their_own_organizations_or_what_they_are_recused_from()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var application = await story.ApplicationAsync(ApplicationStatus.InReview);
        var (_, recused) = await story.ReviewAsync(application, ReviewStatus.Recused);
        var archivist = await story.ArchivistAsync();
        await db.AddAsync(
            new RoleAssignment(recused.Id, Role.ProgramOfficer),
            new RoleAssignment(archivist.Id, Role.ProgramOfficer)
        );

        foreach (var person in (Grants.Data.Identity.Account[])[recused, archivist])
        {
            var reading = () =>
                new FindApplication(db, db.As(person)).RunAsync(application.Id, Cancel);
            await reading.Should().ThrowAsync<NotFoundException>();
            (await new ListApplications(db, db.As(person)).RunAsync(new(), 1, Cancel))
                .Page.Total.Should()
                .Be(0);
        }
    }

    [Fact]
    public async Task The_list_filters_by_text_without_reading_it_as_a_pattern()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        await story.ApplicationAsync(title: "100% of the letters");
        await story.ApplicationAsync(title: "1000 photographs");
        var list = new ListApplications(db, db.As(await story.StaffAsync(Role.ProgramOfficer)));

        var found = await list.RunAsync(new() { Text = "100%" }, 1, Cancel);
        var all = await list.RunAsync(new() { Text = "test archive" }, 1, Cancel);

        found.Page.Rows.Should().ContainSingle().Which.Title.Should().Be("100% of the letters");
        all.Page.Total.Should().Be(2);
        all.Counts.Should()
            .Equal(new Dictionary<ApplicationStatus, int> { [ApplicationStatus.Submitted] = 2 });
    }

    [Theory]
    [InlineData(ApplicationStatus.Approved, "Approved:", "$10,000.00")]
    [InlineData(ApplicationStatus.Declined, "Decision on", "can't fund it")]
    [InlineData(ApplicationStatus.Ineligible, "Decision on", "doesn't meet the call's conditions")]
    public async Task The_mail_that_goes_out_is_the_one_that_was_previewed(
        ApplicationStatus status,
        string subject,
        string body
    )
    {
        await using var db = await TestDb.NewAsync();
        await db.FunderAsync();
        var story = db.Story();
        var application = await story.ApplicationAsync(status);
        var officer = db.As(await story.StaffAsync(Role.ProgramOfficer));
        var (funder, site) = (
            new CurrentFunder(db, db.Clock),
            new SiteAddress(new Uri("https://grants.example"))
        );

        var preview = await new PreviewDecision(db, officer, funder, site).RunAsync(
            application.Id,
            Cancel
        );
        await new NotifyApplicant(db, officer, funder, site).RunAsync(application.Id, Cancel);

        preview.Text.Subject.Should().StartWith(subject);
        preview.Text.Body.Should().Contain(body);
        var mails = await db.ReadAsync(d => d.Mail.OrderBy(m => m.ToName).ToListAsync(Cancel));
        mails.Select(m => m.ToName).Should().Equal("Ada Archivist", "Olga Official");
        mails.Should().AllSatisfy(m => m.Body.Should().EndWith(preview.Text.Body));
    }

    [Fact]
    public async Task The_applicant_sees_the_decision_only_after_being_told_and_is_told_once()
    {
        await using var db = await TestDb.NewAsync();
        await db.FunderAsync();
        var story = db.Story();
        var application = await story.ApplicationAsync(ApplicationStatus.Approved);
        var officer = db.As(await story.StaffAsync(Role.ProgramOfficer));
        var find = new FindMyApplication(db, db.As(await story.ArchivistAsync()));
        var notify = new NotifyApplicant(
            db,
            officer,
            new CurrentFunder(db, db.Clock),
            new SiteAddress(new Uri("https://grants.example"))
        );

        var before = await find.RunAsync(application.Id, Cancel);
        await notify.RunAsync(application.Id, Cancel);
        var after = await find.RunAsync(application.Id, Cancel);
        var twice = () => notify.RunAsync(application.Id, Cancel);

        (before.Status, before.Granted, before.Decision)
            .Should()
            .Be((PublicStatus.UnderReview, null, null));
        (after.Status, after.Granted, after.Decision)
            .Should()
            .Be((PublicStatus.DecisionMade, new Money(10_000m, "USD"), "Approved"));
        await twice
            .Should()
            .ThrowAsync<RefusedException>()
            .WithMessage("The applicant was told already.");
    }

    [Fact]
    public async Task Whoever_waits_to_be_told_is_listed_until_told()
    {
        await using var db = await TestDb.NewAsync();
        await db.FunderAsync();
        var story = db.Story();
        var declined = await story.ApplicationAsync(ApplicationStatus.Declined);
        await story.ApplicationAsync(ApplicationStatus.InReview);
        var officer = db.As(await story.StaffAsync(Role.ProgramOfficer));

        (await new ListUntold(db, officer).RunAsync(1, Cancel))
            .Rows.Select(r => r.Id)
            .Should()
            .Equal(declined.Id);
        await new NotifyApplicant(
            db,
            officer,
            new CurrentFunder(db, db.Clock),
            new SiteAddress(new Uri("https://grants.example"))
        ).RunAsync(declined.Id, Cancel);

        (await new ListUntold(db, officer).RunAsync(1, Cancel)).Rows.Should().BeEmpty();
    }

    private static Task<ApplicationStatus> StatusAsync(TestDb db, Application application) =>
        db.ReadAsync(d =>
            d.Applications.Where(a => a.Id == application.Id)
                .Select(a => a.Status)
                .SingleAsync(Cancel)
        );
}
