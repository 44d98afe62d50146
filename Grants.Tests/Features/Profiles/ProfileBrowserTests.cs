using Grants.Domain.Accounts;
using Grants.Domain.Inspection.Profiles;
using Grants.Tests.Support;
using Grants.Web.Features.Deliverables;
using Grants.Web.Features.Profiles;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Grants.Tests.Features.Profiles;

/// <summary>Technical profiles in a real browser.</summary>
public sealed class ProfileBrowserTests
{
    [Fact]
    public async Task An_officer_makes_a_profile_changes_a_rule_and_holds_a_deliverable_to_it()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await TestBrowser.StartAsync();
        var award = await app.Story().AwardAsync();
        var page = await browser.SignInAsync(app, await app.PersonAsync(Role.GrantsOfficer));

        await page.OpenAsync($"{ProfilesRoutes.List}?edition=IASA+TC-04");
        await LookAsync(page, "list");
        await page.GetByText("New profile").ClickAsync();
        await page.GetByLabel("Edition", Exactly).Last.FillAsync("Our guideline");
        await page.GetByLabel("Material", Exactly).FillAsync("Кассеты");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the profile" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 }))
            .ToHaveTextAsync("Кассеты");

        await page.GetByText("Change it").ClickAsync();
        var rate = page.GetByRole(AriaRole.Group, new() { Name = "Sample rate" })
            .GetByLabel("Expected");
        await rate.FillAsync("fast");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the profile" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert))
            .ToHaveTextAsync("Sample rate: write a number of Hz.");
        await Expect(rate).ToHaveValueAsync("fast");
        await rate.FillAsync("192000");
        await LookAsync(page, "change");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the profile" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "at least 192,000 Hz" }))
            .ToBeVisibleAsync();

        await page.OpenAsync(DeliverablesRoutes.One(award.Deliverables[0].Id));
        await page.GetByText("Choose the technical profiles").ClickAsync();
        await page.Locator("summary", new() { HasText = "Our guideline" }).Last.ClickAsync();
        await page.GetByLabel("Кассеты").CheckAsync();
        await page.GetByLabel("Posters, Papers")
            .SelectOptionAsync(
                new SelectOptionValue
                {
                    Label = "FADGI 2023: Oversize: maps and posters, three-star",
                }
            );
        await LookAsync(page, "choose");
        await page.GetByRole(AriaRole.Button, new() { Name = "Hold the files to these" })
            .ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Our guideline, кассеты" }))
            .ToBeVisibleAsync();
        await Expect(
                page.GetByRole(AriaRole.Row, new() { Name = "Posters" })
                    .GetByText("FADGI 2023 three-star")
            )
            .ToBeVisibleAsync();
        await Expect(page.GetByText("Profiles chosen")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_profile_of_another_installation_is_looked_at_and_taken_in()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await TestBrowser.StartAsync();
        var page = await browser.SignInAsync(app, await app.PersonAsync(Role.GrantsOfficer));
        var profile = ShippedProfiles.Find("iasa-tc-04-96")! with
        {
            Key = "own-sound",
            Edition = "Наша норма",
            Level = "",
            Material = "Кассеты",
        };
        var file = new FilePayload
        {
            Name = "own-sound.json",
            MimeType = "application/json",
            Buffer = ProfileJson.Write(profile),
        };
        await page.OpenAsync(ProfilesRoutes.List);
        await page.GetByText("Take in a profile from a file").ClickAsync();

        await page.GetByLabel("Or its text").FillAsync("{ \"key\": \"own-sound\" }");
        await page.GetByLabel("Or its text").BlurAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("It can't be taken in");
        await LookAsync(page, "import-faults");

        await page.GetByLabel("JSON file").SetInputFilesAsync(file);
        await Expect(page.GetByText("A new profile: Наша норма, кассеты")).ToBeVisibleAsync();
        await LookAsync(page, "import");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take it in" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 }))
            .ToHaveTextAsync("Кассеты");

        await page.OpenAsync(ProfilesRoutes.List);
        await page.GetByText("Take in a profile from a file").ClickAsync();
        await page.GetByLabel("JSON file").SetInputFilesAsync(file);
        await Expect(page.GetByRole(AriaRole.Alert))
            .ToContainTextAsync("It says what version 1 of \"own-sound\" says already.");
    }

    private static PageGetByLabelOptions Exactly => new() { Exact = true };

    /// <summary>Accessible, and fits a desk and a phone.</summary>
    private static async Task LookAsync(IPage page, string name)
    {
        await page.IsAccessibleAsync();
        await page.FitsAsync();
        await page.ShowAsync($"profiles-{name}");
        await page.SetViewportSizeAsync(360, 780);
        await page.FitsAsync();
        await page.ShowAsync($"profiles-{name}-phone");
        await page.SetViewportSizeAsync(1280, 900);
    }
}
