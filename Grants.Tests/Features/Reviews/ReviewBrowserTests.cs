using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Reviews;
using Grants.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Grants.Tests.Features.Reviews;

public sealed class ReviewBrowserTests
{
    [Fact]
    public async Task A_reviewer_attests_scores_every_criterion_and_hands_in()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await TestBrowser.StartAsync();
        var story = app.Story();
        var application = await story.ApplicationAsync(ApplicationStatus.InReview);
        var (review, reviewer) = await story.ReviewAsync(application);
        var page = await browser.SignInAsync(app, reviewer);

        await page.OpenAsync("/work/reviews");
        await page.IsAccessibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = application.Title }).ClickAsync();
        await Button(page, "Take it on").ClickAsync();
        await page.IsAccessibleAsync();
        await page.ShowAsync("review-attest");
        await Button(page, "I have no conflict: open the application").ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "The application" }).WaitForAsync();
        var rubric = DefaultRubric.Make();
        foreach (var criterion in rubric.Criteria)
        {
            var field = page.Locator("fieldset.criterion", new() { HasText = criterion.Title });
            await field.Locator("textarea").FillAsync($"Why {criterion.Title} is so");
            await field.Locator("label.point").Nth(1).ClickAsync();
            await field.Locator("label.point.is-given").WaitForAsync();
        }
        await page.GetByText("7 of 7 criteria scored").WaitForAsync();
        await page.IsAccessibleAsync();
        await page.ShowAsync("review-scored");
        await Button(page, "Submit the review").ClickAsync();
        await page.GetByRole(AriaRole.Dialog)
            .GetByRole(AriaRole.Button, new() { Name = "Submit" })
            .ClickAsync();
        await page.GetByText("You handed this review in").WaitForAsync();

        var stored = await app.ReadAsync(d =>
            d.Reviews.Include(r => r.Scores).SingleAsync(r => r.Id == review.Id)
        );
        stored.Status.Should().Be(ReviewStatus.Submitted);
        stored.SubmittedTotal.Should().Be(75m);
        stored.Scores.Should().OnlyContain(s => s.Points == 3 && s.Comment.StartsWith("Why "));
    }

    [Fact]
    public async Task The_committees_pages_fit_a_phone_and_axe_finds_nothing()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await TestBrowser.StartAsync();
        var story = app.Story();
        var ready = await story.ApplicationAsync(ApplicationStatus.ReadyForCommittee);
        var inReview = await story.ApplicationAsync(
            ApplicationStatus.InReview,
            24_000m,
            "מכתבים מהתנועה · Письма движения"
        );
        await story.ReviewAsync(inReview, ReviewStatus.Submitted, points: 2);
        await story.ReviewAsync(inReview, ReviewStatus.Recused);
        var secretary = await story.StaffAsync(Role.CommitteeSecretary);
        var officer = await story.StaffAsync(Role.ProgramOfficer);

        foreach (var width in (int[])[1280, 360])
        {
            var committee = await browser.SignInAsync(app, secretary, width);
            var staff = await browser.SignInAsync(app, officer, width);
            foreach (
                var (page, path, name) in (IEnumerable<(IPage, string, string)>)
                    [
                        (committee, "/work/ranking", "ranking"),
                        (committee, $"/work/applications/{ready.Id}/decision", "recommendation"),
                        (staff, $"/work/applications/{inReview.Id}/reviews", "assignment"),
                    ]
            )
            {
                await page.OpenAsync(path);
                await page.ShowAsync($"{name}-{width}");
                await page.FitsAsync();
                await page.IsAccessibleAsync();
            }
        }
    }

    private static ILocator Button(IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
