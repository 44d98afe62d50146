using System.Net;
using System.Net.Http.Headers;
using Grants.Domain.Accounts;
using Grants.Tests.Domain.Inspection;
using Grants.Tests.Support;
using Grants.Web.Features.Deliverables;
using Grants.Web.Features.Deliverables.Checking;
using Grants.Web.Features.Deliverables.Delivering;
using Grants.Web.Features.Deliverables.Details;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Grants.Tests.Features.Deliverables;

/// <summary>What is delivered can be looked at or listened to where it is judged, whatever its format.</summary>
public sealed class DeskTests
{
    private const string Rights = "http://rightsstatements.org/vocab/InC/1.0/";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_JPEG_2000_is_shown_and_sound_is_played_with_their_facts_beside()
    {
        GeneratedFiles.NeedsMakerOf("JPEG 2000");
        await using var app = await TestApp.StartAsync();
        await using var browser = await TestBrowser.StartAsync();
        var story = app.Story();
        var award = await story.AwardAsync();
        var batch = await DeliverAsync(
            app,
            await story.ArchivistAsync(),
            award.Deliverables[0].Id,
            (
                "sheet.csv",
                SampleFiles.Text(
                    $"{SampleFiles.Heading}\r\nta_1,Плакат,StillImage,{Rights},Papers,a.jp2\r\nta_2,Беседа,Sound,{Rights},Papers,b.wav\r\n"
                )
            ),
            (
                "a.jp2",
                GeneratedFiles.Of(
                    new Wanted("JPEG 2000")
                    {
                        Width = 640,
                        Height = 480,
                        Bits = 8,
                        Colour = "RGB",
                        Compression = "JPEG 2000, lossless",
                    }
                )
            ),
            ("b.wav", SampleFiles.Wave(96_000, 96_000, 24))
        );
        var officer = await story.StaffAsync(Role.GrantsOfficer);
        await app.AsAsync<BeginQualityControl>(
            officer,
            begin => begin.RunAsync(award.Deliverables[0].Id, Cancel)
        );

        var page = await browser.SignInAsync(app, officer);
        await page.OpenAsync(DeliverablesRoutes.Control(batch, 1));
        await page.Locator("[data-picture][data-shown]").WaitForAsync();
        await Expect(page.GetByText("640 x 480 pixels")).ToBeVisibleAsync();
        await LookAsync(page, "desk-jp2");
        await page.OpenAsync(DeliverablesRoutes.Control(batch, 2));
        var player = page.GetByLabel("b.wav");
        await Expect(player).ToHaveJSPropertyAsync("duration", 1);
        await Expect(page.GetByText("96,000 Hz")).ToBeVisibleAsync();
        await LookAsync(page, "desk-sound");
        await page.SetViewportSizeAsync(360, 780);
        await LookAsync(page, "desk-sound-360");
        await page.PressOnDeskAsync("g");
        await page.GetByText("1 of 2 looked at").WaitForAsync();
        await page.OpenAsync(DeliverablesRoutes.One(award.Deliverables[0].Id) + "?show=files");
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "640 x 480 pixels" }))
            .ToBeVisibleAsync();
    }

    [Fact]
    public async Task Sound_is_sent_in_parts_and_what_is_no_recording_is_not_sent()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var award = await story.AwardAsync();
        var sound = SampleFiles.Wave(samples: 9_600);
        var batch = await DeliverAsync(
            app,
            await story.ArchivistAsync(),
            award.Deliverables[0].Id,
            (
                "sheet.csv",
                SampleFiles.Text(
                    $"{SampleFiles.Heading}\r\nta_1,Беседа,Sound,{Rights},Papers,b.wav\r\n"
                )
            ),
            ("b.wav", sound)
        );
        var files = await app.ReadAsync(d =>
            d.BatchFiles.ToDictionaryAsync(f => f.Name, f => f.Id, Cancel)
        );
        var staff = await app.SignInAsAsync(Role.Auditor);

        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            DeliverablesRoutes.Recording(batch, files["b.wav"])
        );
        request.Headers.Range = new RangeHeaderValue(100, 199);
        using var answer = await staff.SendAsync(request, Cancel);
        answer.StatusCode.Should().Be(HttpStatusCode.PartialContent);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("audio/wav");
        answer.Content.Headers.ContentRange!.Length.Should().Be(sound.Length);
        (await answer.Content.ReadAsByteArrayAsync(Cancel)).Should().Equal(sound[100..200]);
        (await staff.GetAsync(DeliverablesRoutes.Recording(batch, files["sheet.csv"]), Cancel))
            .StatusCode.Should()
            .Be(HttpStatusCode.NotFound);
    }

    private static async Task<Guid> DeliverAsync(
        TestApp app,
        Grants.Data.Identity.Account archivist,
        Guid deliverable,
        params (string Name, byte[] Content)[] files
    )
    {
        var batch = Guid.Empty;
        await app.AsAsync<StartBatch>(
            archivist,
            async start => batch = await start.RunAsync(deliverable, Cancel)
        );
        foreach (var (name, content) in files)
            await app.AsAsync<ReceiveFile>(
                archivist,
                receive => receive.RunAsync(batch, name, new MemoryStream(content), Cancel)
            );
        await app.AsAsync<SubmitBatch>(archivist, submit => submit.RunAsync(batch, Cancel));
        await app.Services.GetRequiredService<CheckBatchesJob>().RunRoundAsync(Cancel);
        return batch;
    }

    private static async Task LookAsync(IPage page, string name)
    {
        await page.IsAccessibleAsync();
        await page.FitsAsync();
        await page.ShowAsync(name);
    }
}
