using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Awards;
using Grants.Domain.Catalog;
using Grants.Tests.Support;
using Grants.Web.Features.Applications;
using Grants.Web.Features.Awards;
using Grants.Web.Features.Catalog;
using Grants.Web.Features.Reviews;

namespace Grants.Tests.Features.Home;

public sealed class NextStepsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_officer_is_led_to_what_was_handed_in()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        await story.ApplicationAsync(ApplicationStatus.Submitted);

        (await WorkAsync(app, Role.ProgramOfficer))
            .Should()
            .Contain("Begin screening 1 application")
            .And.Contain(ApplicationsRoutes.With(ApplicationStatus.Submitted));
    }

    [Fact]
    public async Task A_chair_and_the_authority_are_led_to_the_ranking_of_the_call()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var ready = await story.ApplicationAsync(ApplicationStatus.ReadyForCommittee);

        (await WorkAsync(app, Role.CommitteeChair))
            .Should()
            .Contain("Recommend on 1 application")
            .And.Contain(ReviewsRoutes.RankingOf(ready.CallId));
        (await WorkAsync(app, Role.Authority)).Should().Contain("Nothing waits for you");
    }

    [Fact]
    public async Task A_catalog_editor_is_led_to_the_drafts()
    {
        await using var app = await TestApp.StartAsync();
        await app.Story().RecordAsync(CatalogStatus.Draft);

        (await WorkAsync(app, Role.CatalogEditor))
            .Should()
            .Contain("Check and publish 1 draft record")
            .And.Contain(CatalogRoutes.Drafts);
    }

    [Fact]
    public async Task The_official_signs_a_letter_that_the_archivist_only_waits_for()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var made = await story.AwardAsync(AwardStatus.Issued);

        var official = await MyAsync(app, await story.OfficialAsync());
        var archivist = await MyAsync(app, await story.ArchivistAsync());

        official
            .Should()
            .Contain($"Sign the award letter {made.Award.Number}")
            .And.Contain(AwardsRoutes.MyAward(made.Award.Id));
        archivist
            .Should()
            .NotContain("Sign the award letter")
            .And.Contain($"signature under {made.Award.Number}");
    }

    [Fact]
    public async Task Somebody_without_an_organization_begins_with_it()
    {
        await using var app = await TestApp.StartAsync();
        var person = Given.Account();
        await app.AddAsync(person);

        (await MyAsync(app, person)).Should().Contain("Begin with your organization");
    }

    private static async Task<string> WorkAsync(TestApp app, Role role)
    {
        using var browser = await app.SignInAsAsync(await app.Story().StaffAsync(role));
        return await browser.GetStringAsync("/work", Cancel);
    }

    private static async Task<string> MyAsync(TestApp app, Account person)
    {
        using var browser = await app.SignInAsAsync(person);
        return await browser.GetStringAsync("/my", Cancel);
    }
}
