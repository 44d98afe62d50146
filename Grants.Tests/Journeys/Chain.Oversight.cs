using Grants.Tests.Support;
using Microsoft.Playwright;

namespace Grants.Tests.Journeys;

/// <summary>Step 10: the dashboard, the exports, and the auditor.</summary>
internal sealed partial class Chain
{
    /// <summary>A page's exports lie behind links that say what they are.</summary>
    private const string Exports = "main a[href*='.csv']";

    /// <summary>What changes something: guarded buttons, and forms that aren't a filter.</summary>
    private const string Verbs =
        "main .guarded button:enabled, main form:not(.filters):not([method=get]) button[type=submit]:enabled, main table input[type=checkbox]:enabled";

    /// <summary>Guarded buttons that only read.</summary>
    private static readonly string[] Reading =
    [
        "Preview the letter",
        "Read the letter",
        "Verify the stored file",
    ];

    public async Task StaffReadTheDashboardAsync()
    {
        var page = Of(ProgramOfficer);
        await page.OpenAsync("/work/dashboard");
        await HeadedAsync(page, "Dashboard");
        await SaysAsync(page, "Applications by status");
        await SaysAsync(page, "Promised items by institution");
        await SaysAsync(page, Archive);
        await LookAsync(page, "10-dashboard");
        await LookOnAPhoneAsync(page, "10-dashboard");
        var money = await page.APIRequest.GetAsync("/work/dashboard/money.csv");
        (await money.TextAsync()).Should().Contain(Fund).And.Contain("11500").And.Contain("4600");
    }

    public async Task EverybodyExportsTheirListsAsync()
    {
        (Person Who, string[] Pages)[] lists =
        [
            (
                ProgramOfficer,
                [
                    "/work/dashboard",
                    "/work/programs",
                    "/work/funds",
                    _fundPath,
                    "/work/applications",
                    "/work/organizations",
                    "/work/ranking",
                    "/work/awards",
                    "/work/payments?status=All",
                    "/work/deliverables",
                    "/work/mail",
                    "/work/history",
                ]
            ),
            (CatalogEditor, ["/work/catalog"]),
            (Administrator, ["/work/people"]),
            (Roman, ["/work/reviews"]),
            (Archivist, ["/my/applications", "/my/awards", "/my/deliverables"]),
        ];
        foreach (var (who, pages) in lists)
        foreach (var path in pages)
            await ExportAsync(Of(who), path);
    }

    public async Task TheAuditorReadsEverythingAndCanChangeNothingAsync()
    {
        var page = Of(Auditor);
        await page.OpenAsync("/work");
        var places = await page.Locator("#work-nav a")
            .EvaluateAllAsync<string[]>("links => links.map(link => new URL(link.href).pathname)");
        places.Should().Contain(["/work/applications", "/work/awards", "/work/payments"]);
        foreach (
            var path in (string[])
                [
                    .. places,
                    WorkPath,
                    $"{WorkPath}/decision",
                    _awardPath,
                    "/work/payments?status=All",
                ]
        )
        {
            await page.OpenAsync(path);
            await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
            var verbs = await page.Locator(Verbs).AllInnerTextsAsync();
            verbs.Except(Reading).Should().BeEmpty(path);
            await LookAsync(page, $"10-auditor{path.Split('?')[0].Replace('/', '-')}");
        }
        await page.OpenAsync("/work/history");
        await SaysAsync(page, CatalogEditor.Name);
        await LookAsync(page, "10-history");
        await LookOnAPhoneAsync(page, "10-history");
    }

    private static async Task ExportAsync(IPage page, string path)
    {
        await page.OpenAsync(path);
        var links = page.Locator(Exports);
        // Some lie folded in a menu.
        await links.First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        foreach (
            var address in await links.EvaluateAllAsync<string[]>(
                "links => links.map(link => link.href)"
            )
        )
        {
            var answer = await page.APIRequest.GetAsync(address);
            answer.Status.Should().Be(200, address);
            var text = await answer.TextAsync();
            text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Should()
                .HaveCountGreaterThan(1, $"{address} has a heading and rows");
        }
    }
}
