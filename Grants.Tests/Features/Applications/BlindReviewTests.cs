using System.Net;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Files;
using Grants.Domain.Reviews;
using Grants.Tests.Platform.Pdf;
using Grants.Tests.Support;
using Grants.Web.Features.Applications;
using Grants.Web.Features.Reviews;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Applications;

/// <summary>In a call that reviews blind no output tells a reviewer who applies.</summary>
public sealed class BlindReviewTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reviewer_gets_only_the_blind_variant_everywhere()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var application = await story.ApplicationAsync(
            ApplicationStatus.InReview,
            title: "Letters of the Test Archive"
        );
        await using (var db = await app.Databases.CreateDbContextAsync(Cancel))
            await db.Calls.ExecuteUpdateAsync(
                c => c.SetProperty(x => x.ReviewsBlind, true),
                Cancel
            );
        var (review, reviewer) = await story.ReviewAsync(application, ReviewStatus.InProgress);
        var file = new StoredFile(
            FileOwner.Application,
            application.Id,
            "letterhead.txt",
            "text/plain",
            1,
            new string('a', 64),
            Given.Stamp()
        );
        await app.AddAsync(file);
        using var browser = await app.SignInAsAsync(reviewer);

        foreach (
            var path in (string[])
                [ReviewsRoutes.Review(review.Id), ReviewsRoutes.Mine, ReviewsRoutes.Mine + ".csv"]
        )
            (await browser.GetStringAsync(path, Cancel))
                .Should()
                .NotContainEquivalentOf("Test Archive", path)
                .And.NotContain("Ada Archivist", path);
        foreach (
            var path in (string[])
                [
                    ApplicationsRoutes.Pdf(application.Id),
                    ApplicationsRoutes.PdfWithAttachments(application.Id),
                    ApplicationsRoutes.Pdf(application.Id) + "?blind=false",
                ]
        )
        {
            var bytes = await browser.GetByteArrayAsync(path, Cancel);
            using var pdf = new PdfInspector(bytes);
            pdf.Text.Should()
                .NotContainEquivalentOf("Test Archive", path)
                .And.NotContain("Ada Archivist", path)
                .And.Contain(application.ReferenceNumber, path);
            pdf.Title.Should().NotContain("Test Archive");
        }
        (await browser.GetAsync($"/files/{file.Id}", Cancel))
            .StatusCode.Should()
            .Be(HttpStatusCode.NotFound);
        using var officer = await app.SignInAsAsync(await story.StaffAsync(Role.ProgramOfficer));
        using var named = new PdfInspector(
            await officer.GetByteArrayAsync(ApplicationsRoutes.Pdf(application.Id), Cancel)
        );
        named.Text.Should().Contain("Test Archive");
    }
}
