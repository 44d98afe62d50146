using System.Net;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Domain.Reviews;
using Grants.Tests.Features.Programs;
using Grants.Tests.Support;
using Grants.Web.Features.Applications.Notifying;
using Grants.Web.Features.Programs.Overview;
using Grants.Web.Features.Reviews.Decisions;
using Grants.Web.Features.Reviews.Ranking;
using Grants.Web.Platform;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Reviews;

public sealed class RankingTests
{
    private static readonly SiteAddress Site = new(new Uri("https://grants.example"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Applications_rank_by_the_mean_of_counted_reviews_with_n_and_spread()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var low = await story.ApplicationAsync(ApplicationStatus.InReview, 8_000m, "Low");
        var high = await story.ApplicationAsync(ApplicationStatus.InReview, 9_000m, "High");
        var unread = await story.ApplicationAsync(ApplicationStatus.InReview, 7_000m, "Unread");
        await story.ReviewAsync(low, ReviewStatus.Submitted, points: 1);
        await story.ReviewAsync(high, ReviewStatus.Submitted, points: 4);
        await story.ReviewAsync(high, ReviewStatus.Submitted, points: 3);
        await story.ReviewAsync(low, ReviewStatus.InProgress, points: 4);

        var list = await new RankApplications(
            db,
            db.As(await story.StaffAsync(Role.CommitteeSecretary))
        ).RunAsync(null, 1, Cancel);

        list.Page.Rows.Select(r => r.Id).Should().Equal(high.Id, low.Id, unread.Id);
        list.Page.Rows[0].Figures.Raw.Should().Be(87.5m);
        list.Page.Rows[0].Figures.N.Should().Be(2);
        list.Page.Rows[0].Figures.Spread.Should().Be(17.68m);
        list.Page.Rows[1].Figures.Raw.Should().Be(25m);
        list.Page.Rows[1].Figures.N.Should().Be(1);
        list.Page.Rows[2].Figures.Raw.Should().BeNull();
        list.Page.Rows.Select(r => r.Running.Amount).Should().Equal(9_000m, 17_000m, 24_000m);
        list.Available.Amount.Should().Be(100_000m);
    }

    [Fact]
    public async Task A_test_is_ranked_only_where_somebody_asks_for_it()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var real = await story.ApplicationAsync(ApplicationStatus.InReview, 8_000m, "Real");
        var desk = await CallDesk.OpenAsync(
            db,
            t => t with { IsTest = true, Testers = ["ada@archive.example"] },
            story: story
        );
        var officer = await story.StaffAsync(Role.ProgramOfficer);
        var trial = await TriedAsync(db, desk, ApplicationStatus.InReview);
        await TriedAsync(db, desk, ApplicationStatus.Declined);
        var rank = new RankApplications(db, db.As(await story.StaffAsync(Role.CommitteeSecretary)));

        var usual = await rank.RunAsync(null, 1, Cancel);
        var asked = await rank.RunAsync(desk.Call.Id, 1, Cancel);

        usual.Calls.Select(c => c.Id).Should().Equal(real.CallId);
        usual.Page.Rows.Select(r => r.Id).Should().Equal(real.Id);
        asked.Page.Rows.Select(r => r.Id).Should().Contain(trial).And.HaveCount(2);
        (await new ListUntold(db, db.As(officer)).RunAsync(1, Cancel)).Rows.Should().BeEmpty();
        var programs = await new ListPrograms(db, db.As(officer)).RunAsync(1, Cancel);
        programs.Rows.Single().CallCount.Should().Be(1);
    }

    [Fact]
    public async Task Nobody_ranks_what_they_declared_a_conflict_about_or_what_is_their_own()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var application = await story.ApplicationAsync(ApplicationStatus.InReview);
        var (_, recused) = await story.ReviewAsync(application, ReviewStatus.Recused);
        var member = await story.ArchivistAsync();
        await db.AddAsync([
            new RoleAssignment(recused.Id, Role.CommitteeChair),
            new RoleAssignment(member.Id, Role.CommitteeSecretary),
        ]);

        foreach (var person in (Grants.Data.Identity.Account[])[recused, member])
        {
            var list = await new RankApplications(db, db.As(person)).RunAsync(null, 1, Cancel);
            list.Page.Total.Should().Be(0);
            var read = () => new ReadDecision(db, db.As(person)).RunAsync(application.Id, Cancel);
            await read.Should().ThrowAsync<NotFoundException>();
        }
    }

    [Fact]
    public async Task An_approval_sets_the_money_aside_and_staff_are_told()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        await story.StaffAsync(Role.ProgramOfficer);
        var application = await story.ApplicationAsync(ApplicationStatus.ReadyForCommittee);
        var secretary = await story.StaffAsync(Role.CommitteeSecretary);
        var authority = await story.StaffAsync(Role.Authority);

        await new RecordRecommendation(db, db.As(secretary), Site).RunAsync(
            application.Id,
            Advice.Fund,
            9_500m,
            "A deed of gift first",
            "Strong",
            Cancel
        );
        await new DecideApplication(db, db.As(authority), Site).ApproveAsync(
            application.Id,
            9_500m,
            "A deed of gift first",
            "As advised",
            Cancel
        );

        var fund = await db.ReadAsync(d => d.Funds.SingleAsync());
        fund.CommittedTotal.Should().Be(9_500m);
        var mails = await db.ReadAsync(d => d.Mail.OrderBy(m => m.CreatedAt).ToListAsync());
        mails.Select(m => m.ToAddress).Should().Contain([authority.Email!]);
        mails.Should().Contain(m => m.Subject.Contains("is decided"));
    }

    [Fact]
    public async Task Two_approvals_never_spend_more_than_the_fund_has()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        await story.CallAsync(fund: 15_000m);
        var first = await story.ApplicationAsync(ApplicationStatus.Recommended, 10_000m);
        var second = await story.ApplicationAsync(ApplicationStatus.Recommended, 10_000m);
        var decide = new DecideApplication(db, db.As(await story.StaffAsync(Role.Authority)), Site);

        Task Approve(Guid id) => decide.ApproveAsync(id, 10_000m, "", "Agreed", Cancel);
        var both = await Task.WhenAll(Outcome(Approve(first.Id)), Outcome(Approve(second.Id)));

        both.Count(e => e is null).Should().Be(1);
        var fund = await db.ReadAsync(d => d.Funds.SingleAsync());
        fund.CommittedTotal.Should().Be(10_000m);
        (
            await db.ReadAsync(d =>
                d.Applications.CountAsync(a => a.Status == ApplicationStatus.Approved)
            )
        )
            .Should()
            .Be(1);
    }

    [Fact]
    public async Task Whoever_recorded_the_advice_does_not_decide_on_it()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var application = await story.ApplicationAsync(ApplicationStatus.Recommended);
        var secretary = await story.StaffAsync(Role.CommitteeSecretary);
        await db.AddAsync(new RoleAssignment(secretary.Id, Role.Authority));

        var decide = () =>
            new DecideApplication(db, db.As(secretary), Site).ApproveAsync(
                application.Id,
                10_000m,
                "",
                "Agreed",
                Cancel
            );

        await decide.Should().ThrowAsync<RefusedException>().WithMessage("*recorded*");
    }

    [Fact]
    public async Task Pages_and_exports_ask_as_many_questions_for_a_thousand_rows_as_for_ten()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        await ReviewedAsync(story, 10);
        var browser = await app.SignInAsAsync(await story.StaffAsync(Role.CommitteeSecretary));
        var few = await app.QueriesAsync(browser, "/work/ranking");
        await ReviewedAsync(story, 990);
        (await app.QueriesAsync(browser, "/work/ranking")).Should().Be(few);
    }

    [Theory]
    [InlineData("/work/ranking", Role.Reviewer)]
    [InlineData("/work/ranking.csv?call=00000000-0000-0000-0000-000000000001", Role.Reviewer)]
    [InlineData("/work/reviews", Role.FinanceOfficer)]
    [InlineData("/work/reviews.csv", Role.Authority)]
    public async Task Other_roles_are_denied(string path, Role role)
    {
        await using var app = await TestApp.StartAsync();
        var browser = await app.SignInAsAsync(role);
        var answer = await browser.GetAsync(path, Cancel);
        answer.StatusCode.Should().BeOneOf(HttpStatusCode.Redirect, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_scores_export_names_reviewers_only_to_those_who_assign_them()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var application = await story.ApplicationAsync(ApplicationStatus.InReview);
        var (_, reviewer) = await story.ReviewAsync(application, ReviewStatus.Submitted);
        var path = $"/work/ranking/scores.csv?call={application.CallId}";

        var committee = await (await app.SignInAsAsync(Role.CommitteeSecretary)).GetStringAsync(
            path,
            Cancel
        );
        var staff = await (await app.SignInAsAsync(Role.ProgramOfficer)).GetStringAsync(
            path,
            Cancel
        );

        committee.Should().Contain("Reviewer 1").And.NotContain(reviewer.Name);
        staff.Should().Contain(reviewer.Name);
        committee.Should().Contain("Urgency (weight 15)");
    }

    private static async Task ReviewedAsync(Story story, int count)
    {
        for (var i = 0; i < count; i++)
            await story.ReviewAsync(
                await story.ApplicationAsync(ApplicationStatus.InReview),
                ReviewStatus.Submitted
            );
    }

    private static async Task<Exception?> Outcome(Task work)
    {
        try
        {
            await work;
            return null;
        }
        catch (Exception failed) when (failed is RefusedException or DbUpdateConcurrencyException)
        {
            return failed;
        }
    }

    private static async Task<Guid> TriedAsync(TestDb db, CallDesk desk, ApplicationStatus at)
    {
        var id = await desk.StartAsync();
        await using var context = db.CreateDbContext();
        await context
            .Applications.Where(a => a.Id == id)
            .ExecuteUpdateAsync(
                set => set.SetProperty(a => a.Status, at).SetProperty(a => a.SubmittedAt, db.Now),
                Cancel
            );
        return id;
    }
}
