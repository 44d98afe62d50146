using Grants.Domain.Reviews;
using Grants.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Grants.Tests.Journeys;

/// <summary>Steps 3 and 4: screening, reviewers, a conflict, and scores.</summary>
internal sealed partial class Chain
{
    private string WorkPath => $"/work/applications/{ApplicationId}";

    private string PdfPath => $"/applications/{ApplicationId}.pdf";

    public async Task StaffScreenItAndAskTwoReviewersAsync()
    {
        var page = Of(ProgramOfficer);
        await page.OpenAsync("/work/applications");
        await LookAsync(page, "03-applications");
        await LookOnAPhoneAsync(page, "03-applications");
        await FollowAsync(page, Title);
        await HeadedAsync(page, Title);
        await SaysAsync(page, Summary);
        await PressAsync(page, "Begin screening");
        await Expect(Button(page, "Pass to review")).ToBeEnabledAsync();
        await LookAsync(page, "03-screening");
        await LookOnAPhoneAsync(page, "03-screening");
        await FollowAsync(page, "Checklist");
        await page.GetByLabel("Yes").First.WaitForAsync();
        foreach (var yes in await page.GetByLabel("Yes").AllAsync())
            await yes.CheckAsync();
        await SaysAsync(page, "Everything is met.");
        await LookAsync(page, "03-checklist");
        await PressAsync(page, "Pass to review");
        await SaysAsync(page, "Screening is over.");
        await FollowAsync(page, "Reviewers");
        await HeadedAsync(page, "Reviewers");
        foreach (var reviewer in (Person[])[Rivka, Roman])
            await AssignAsync(reviewer);
        await LookAsync(page, "03-assigned");
        await LookOnAPhoneAsync(page, "03-assigned");
    }

    public async Task AReviewerDeclaresAConflictAndIsShutOutAsync()
    {
        var page = Of(Rivka);
        await OpenMailedReviewAsync(Rivka);
        await LookAsync(page, "03-review-asked");
        (await StatusAsync(page, PdfPath)).Should().Be(404, "nothing was attested yet");
        await PressAsync(page, "Take it on");
        await PressAsync(page, "I have no conflict: open the application");
        await SaysAsync(page, Summary);
        (await StatusAsync(page, PdfPath)).Should().Be(200, "the application is open to her");

        await PressAsync(page, "Declare a conflict");
        await page.GetByLabel("Reason").FillAsync("My brother sits on the archive's board.");
        await LookAsync(page, "03-conflict");
        await PressInDialogAsync(page, "Declare it");
        await SaysAsync(page, "nothing of this application is shown to you");
        await Expect(page.GetByText(Summary)).ToHaveCountAsync(0);
        await LookAsync(page, "03-shut-out");
        await LookOnAPhoneAsync(page, "03-shut-out");

        await page.OpenAsync(PathOf(page));
        await SaysAsync(page, "nothing of this application is shown to you");
        (await page.ContentAsync()).Should().NotContain(Summary);
        (await StatusAsync(page, PdfPath)).Should().Be(404);
        foreach (var path in (string[])[WorkPath, $"{WorkPath}/decision", "/work/ranking"])
        {
            var answer = await page.APIRequest.GetAsync(path);
            answer.Url.Should().Contain("/account/denied", path);
            (await answer.TextAsync()).Should().NotContain(Title).And.NotContain(Summary);
        }
        var list = await page.APIRequest.GetAsync("/work/reviews.csv");
        (await list.TextAsync()).Should().Contain("Recused").And.NotContain(Summary);
    }

    public async Task AnotherTakesThePlaceAsync()
    {
        await MailAsync(ProgramOfficer, $"{_reference}: a reviewer is needed");
        var page = Of(ProgramOfficer);
        await page.OpenAsync($"{WorkPath}/reviews");
        await SaysAsync(page, "My brother sits on the archive's board.");
        await Expect(Button(page, $"Assign {Rivka.Name}")).ToHaveCountAsync(0);
        await AssignAsync(Rosa);
        await LookAsync(page, "03-another");
    }

    public async Task BothReviewersScoreEveryCriterionAsync()
    {
        await ScoreAsync(Roman, points: 3, "Убедительно: план и смета сходятся.");
        await ScoreAsync(Rosa, points: 4, "המכתבים אינם מצויים במקום אחר.");
        var page = Of(ProgramOfficer);
        await page.OpenAsync($"{WorkPath}/reviews");
        await SaysAsync(page, "87.50");
        await LookAsync(page, "04-reviews-in");
        await PressAsync(page, "Close the review");
        await Expect(Button(page, "Reopen the review")).ToBeVisibleAsync();
    }

    private async Task AssignAsync(Person reviewer)
    {
        var page = Of(ProgramOfficer);
        await PressAsync(page, $"Assign {reviewer.Name}");
        await Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = reviewer.Name }))
            .ToBeVisibleAsync();
    }

    private async Task OpenMailedReviewAsync(Person reviewer)
    {
        var mail = await MailAsync(reviewer, "asks you to review an application");
        await Of(reviewer).OpenAsync(LinkIn(mail));
        await HeadedAsync(Of(reviewer), Title);
    }

    private async Task ScoreAsync(Person reviewer, int points, string reason)
    {
        var page = Of(reviewer);
        await OpenMailedReviewAsync(reviewer);
        await PressAsync(page, "Take it on");
        await PressAsync(page, "I have no conflict: open the application");
        await SaysAsync(page, Summary);
        var rubric = DefaultRubric.Make();
        foreach (var criterion in rubric.Criteria)
        {
            var field = page.Locator("fieldset.criterion", new() { HasText = criterion.Title });
            await field.Locator("textarea").FillAsync($"{criterion.Title}: {reason}");
            await field.Locator("label.point").Nth(rubric.MaxPoints - points).ClickAsync();
            await field.Locator("label.point.is-given").WaitForAsync();
        }
        await SaysAsync(
            page,
            $"{rubric.Criteria.Count} of {rubric.Criteria.Count} criteria scored"
        );
        await page.GetByLabel("On the whole").FillAsync("A sound project.");
        await page.GetByLabel("On the whole").BlurAsync();
        if (reviewer == Roman)
        {
            await LookAsync(page, "04-scored");
            await LookOnAPhoneAsync(page, "04-scored");
        }
        await PressAsync(page, "Submit the review");
        await PressInDialogAsync(page, "Submit");
        await SaysAsync(page, "You handed this review in.");
        if (reviewer != Roman)
            return;
        await LookAsync(page, "04-submitted");
        await page.OpenAsync("/work/reviews");
        await LookAsync(page, "04-my-reviews");
    }

    /// <summary>What this address answers to the person of this window.</summary>
    private static async Task<int> StatusAsync(IPage page, string path) =>
        (await page.APIRequest.GetAsync(path)).Status;
}
