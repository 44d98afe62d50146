using Grants.Domain.Deliverables;
using Grants.Tests.Domain.Inspection;
using Grants.Tests.Support;
using Grants.Web.Features.Deliverables;
using Microsoft.EntityFrameworkCore;
using static Microsoft.Playwright.Assertions;

namespace Grants.Tests.Features.Deliverables;

/// <summary>A whole folder in a real browser.</summary>
public sealed class UploadBrowserTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_folder_arrives_as_one_list_and_can_be_chosen_again()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await TestBrowser.StartAsync();
        var story = app.Story();
        var delivery = await story.DeliveryAsync(DeliverableStatus.InProgress);
        var page = await browser.SignInAsync(app, await story.ArchivistAsync());
        var folder = Directory.CreateTempSubdirectory("grants-folder-");
        await WriteAsync(folder, "sheet.csv", SampleFiles.Sheet("a.tif"));
        await WriteAsync(folder, "box 1/a.tif", SampleFiles.Tiff());
        await WriteAsync(folder, "box 1/.DS_Store", [1]);
        await WriteAsync(folder, "box 2/a.tif", SampleFiles.Tiff(shade: 3));
        await page.OpenAsync(DeliverablesRoutes.My(delivery.Deliverable.Id));

        await page.GetByLabel("Choose a folder").SetInputFilesAsync(folder.FullName);
        await Expect(page.GetByText("2 of 3 files received")).ToBeVisibleAsync();
        await Expect(page.GetByText("A batch has no folders: give each its own name."))
            .ToBeVisibleAsync();
        await Expect(page.GetByText("2 files, ")).ToBeVisibleAsync();
        await page.IsAccessibleAsync();
        await page.FitsAsync();
        await page.ShowAsync("upload-folder");
        var before = await IdsAsync(app);
        before.Should().HaveCount(2);

        // As after a closed laptop: a new page, and the same folder without its twin.
        folder.GetDirectories("box 2").Single().Delete(recursive: true);
        await page.OpenAsync(DeliverablesRoutes.My(delivery.Deliverable.Id));
        await page.GetByLabel("Choose a folder").SetInputFilesAsync(folder.FullName);
        await Expect(page.GetByText("2 of 2 files received")).ToBeVisibleAsync();
        (await IdsAsync(app)).Should().Equal(before, "nothing was sent again");
        folder.Delete(recursive: true);
    }

    private static Task<List<Guid>> IdsAsync(TestApp app) =>
        app.ReadAsync(d => d.BatchFiles.OrderBy(f => f.Id).Select(f => f.Id).ToListAsync(Cancel));

    private static async Task WriteAsync(DirectoryInfo folder, string path, byte[] content)
    {
        var place = Path.Combine(folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        await File.WriteAllBytesAsync(place, content, Cancel);
    }
}
