using System.Net;
using System.Text.RegularExpressions;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Domain.Reviews;
using Grants.Tests.Support;
using Grants.Web.Features.Applications;
using Grants.Web.Features.Applications.Comments;
using Grants.Web.Features.Applications.Form;
using Grants.Web.Features.Applications.Screening;
using Microsoft.EntityFrameworkCore;
using UglyToad.PdfPig;

namespace Grants.Tests.Features.Applications;

public sealed partial class ApplicationAccessTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_archives_application_is_not_there_on_any_address()
    {
        await using var app = await TestApp.StartAsync();
        var application = await app.Story().ApplicationAsync();
        using var stranger = await app.SignInAsAsync();

        await IsNotFoundAsync(
            stranger,
            ApplicationsRoutes.My(application.Id),
            ApplicationsRoutes.Edit(application.Id),
            ApplicationsRoutes.Pdf(application.Id)
        );
        (await stranger.GetStringAsync(ApplicationsRoutes.Mine, Cancel))
            .Should()
            .NotContain("Letters of the movement");
        (await stranger.GetStringAsync(ApplicationsRoutes.MineCsv, Cancel))
            .Should()
            .NotContain("Letters of the movement");
    }

    [Fact]
    public async Task Recused_staff_find_nothing_in_page_list_and_file()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var application = await story.ApplicationAsync(ApplicationStatus.InReview);
        var (_, recused) = await story.ReviewAsync(application, ReviewStatus.Recused);
        await app.AddAsync(new RoleAssignment(recused.Id, Role.ProgramOfficer));
        using var browser = await app.SignInAsAsync(recused);

        await IsNotFoundAsync(
            browser,
            ApplicationsRoutes.Work(application.Id),
            ApplicationsRoutes.My(application.Id),
            ApplicationsRoutes.Pdf(application.Id)
        );
        (await browser.GetStringAsync(ApplicationsRoutes.All, Cancel))
            .Should()
            .NotContain("Letters of the movement");
        (await browser.GetStringAsync(ApplicationsRoutes.AllCsv, Cancel))
            .Should()
            .NotContain("Letters of the movement");
    }

    [Fact]
    public async Task A_draft_is_not_there_for_staff()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);
        using var officer = await app.SignInAsAsync(await story.StaffAsync(Role.ProgramOfficer));

        await IsNotFoundAsync(
            officer,
            ApplicationsRoutes.Work(draft.Id),
            ApplicationsRoutes.Pdf(draft.Id)
        );
        (await officer.GetStringAsync(ApplicationsRoutes.AllCsv, Cancel))
            .Should()
            .NotContain("Letters of the movement");
    }

    [Fact]
    public async Task A_reviewer_reads_the_packet_after_the_attestation_and_not_before()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var application = await story.ApplicationAsync(ApplicationStatus.InReview);
        var (_, invited) = await story.ReviewAsync(application, ReviewStatus.Accepted);
        var (_, attested) = await story.ReviewAsync(application, ReviewStatus.NoConflictAttested);
        using var before = await app.SignInAsAsync(invited);
        using var after = await app.SignInAsAsync(attested);

        await IsNotFoundAsync(before, ApplicationsRoutes.Pdf(application.Id));
        var answer = await after.GetAsync(ApplicationsRoutes.Pdf(application.Id), Cancel);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/pdf");
    }

    [Theory]
    [InlineData(ApplicationsRoutes.All)]
    [InlineData(ApplicationsRoutes.AllCsv)]
    [InlineData(ApplicationsRoutes.Notify)]
    public async Task Staff_pages_are_denied_to_applicants(string address)
    {
        await using var app = await TestApp.StartAsync();
        using var archivist = await app.SignInAsAsync(await app.Story().ArchivistAsync());

        var answer = await archivist.GetAsync(address, Cancel);

        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        answer.Headers.Location!.AbsolutePath.Should().Be("/account/denied");
    }

    [Fact]
    public async Task What_staff_keep_about_it_is_on_no_address_that_an_applicant_or_reviewer_gets()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var application = await story.ApplicationAsync(ApplicationStatus.Screening);
        var officer = await story.StaffAsync(Role.ProgramOfficer);
        await app.AsAsync<KeepRecord>(
            officer,
            async record =>
            {
                await record.WriteNoteAsync(application.Id, "Strictly-between-us", Cancel);
                await record.RaiseFlagAsync(
                    application.Id,
                    FlagKind.Budget,
                    "Strictly-a-question-mark",
                    Cancel
                );
            }
        );
        await app.AsAsync<AnswerChecklist>(
            officer,
            checklist =>
                checklist.RunAsync(application.Id, "remarks.text", "Strictly-checked", 0, Cancel)
        );
        await app.AsAsync<ScreenApplication>(
            officer,
            screen => screen.PassAsync(application.Id, "Strictly-overridden", Cancel)
        );
        var stored = await app.ReadAsync(d =>
            d.Applications.SingleAsync(a => a.Id == application.Id, Cancel)
        );
        var (review, reviewer) = await story.ReviewAsync(stored, ReviewStatus.InProgress);
        using var archivist = await app.SignInAsAsync(await story.ArchivistAsync());
        using var reads = await app.SignInAsAsync(reviewer);

        (HttpClient By, string Address)[] open =
        [
            (archivist, "/my"),
            (archivist, ApplicationsRoutes.Mine),
            (archivist, ApplicationsRoutes.MineCsv),
            (archivist, ApplicationsRoutes.My(application.Id)),
            (archivist, ApplicationsRoutes.Edit(application.Id)),
            (reads, $"/work/reviews/{review.Id}"),
            (reads, "/work/reviews.csv"),
        ];
        foreach (var (by, address) in open)
            (await by.GetStringAsync(address, Cancel)).Should().NotContain("Strictly-", address);
        foreach (var by in (HttpClient[])[archivist, reads])
        foreach (
            var address in (string[])
                [
                    ApplicationsRoutes.Pdf(application.Id),
                    ApplicationsRoutes.PdfWithAttachments(application.Id),
                    ApplicationsRoutes.BlindPdf(application.Id),
                ]
        )
        {
            using var pdf = PdfDocument.Open(await by.GetByteArrayAsync(address, Cancel));
            string.Concat(pdf.GetPages().Select(p => p.Text))
                .Should()
                .Contain("Letters")
                .And.NotContain("Strictly-", address);
        }
        foreach (
            var part in (string[])
                [
                    ApplicationsRoutes.Checklist,
                    ApplicationsRoutes.Changes,
                    ApplicationsRoutes.Notes,
                    ApplicationsRoutes.Log,
                ]
        )
        foreach (var by in (HttpClient[])[archivist, reads])
        {
            using var answer = await by.GetAsync(
                ApplicationsRoutes.Work(application.Id, part),
                Cancel
            );
            answer.StatusCode.Should().Be(HttpStatusCode.Redirect, part);
        }
    }

    [Fact]
    public async Task Changes_that_were_asked_for_can_be_read_as_a_whole_before_they_are_handed_in()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var application = await story.ApplicationAsync(ApplicationStatus.Screening);
        await app.AsAsync<ScreenApplication>(
            await story.StaffAsync(Role.ProgramOfficer),
            screen =>
                screen.RequestInfoAsync(
                    application.Id,
                    ["significance"],
                    DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(9),
                    "Which years?",
                    Cancel
                )
        );
        using var archivist = await app.SignInAsAsync(await story.ArchivistAsync());

        var print = await archivist.GetStringAsync(
            ApplicationsRoutes.Print(application.Id),
            Cancel
        );
        using var pdf = await archivist.GetAsync(
            ApplicationsRoutes.DraftPdf(application.Id),
            Cancel
        );

        WebUtility.HtmlDecode(print).Should().Contain("With changes that aren't handed in yet");
        pdf.StatusCode.Should().Be(HttpStatusCode.OK);
        (await archivist.GetStringAsync(ApplicationsRoutes.My(application.Id), Cancel))
            .Should()
            .Contain("Which years?")
            .And.Contain("Significance");
    }

    [Fact]
    public async Task An_identifier_of_another_application_finds_nothing_in_this_one()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var (mine, other) = (
            await story.ApplicationAsync(ApplicationStatus.Screening),
            await story.ApplicationAsync(ApplicationStatus.Screening)
        );
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);
        var (archivist, officer) = (
            await story.ArchivistAsync(),
            await story.StaffAsync(Role.ProgramOfficer)
        );
        var by = db.By(await db.ActorAsync(archivist));
        var thread = new CommentThread(draft, "project.title", "Really?", by);
        await db.AddAsync(thread);
        var record = new KeepRecord(db, db.As(officer));
        await record.RaiseFlagAsync(other.Id, FlagKind.Budget, "High", Cancel);
        var flag = await db.ReadAsync(d =>
            d.Applications.Where(a => a.Id == other.Id)
                .SelectMany(a => a.Flags)
                .Select(f => f.Id)
                .SingleAsync(Cancel)
        );

        Func<Task>[] asks =
        [
            () => record.ResolveFlagAsync(mine.Id, flag, "Fine", Cancel),
            () =>
                new WriteComment(db, new OpenFormsHere(), db.As(archivist)).ResolveAsync(
                    mine.Id,
                    thread.Id,
                    Cancel
                ),
        ];
        foreach (var ask in asks)
            await ask.Should().ThrowAsync<NotFoundException>();
    }

    [Fact]
    public async Task An_applicant_never_reads_an_internal_status()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var application = await story.ApplicationAsync(ApplicationStatus.Approved);
        using var archivist = await app.SignInAsAsync(await story.ArchivistAsync());

        foreach (
            var address in (string[])
                [
                    "/my",
                    ApplicationsRoutes.Mine,
                    ApplicationsRoutes.MineCsv,
                    ApplicationsRoutes.My(application.Id),
                ]
        )
            (await archivist.GetStringAsync(address, Cancel))
                .Should()
                .Contain("Under review")
                .And.NotContain("Approved");
    }

    [Theory]
    [InlineData(ApplicationsRoutes.All, true)]
    [InlineData(ApplicationsRoutes.Mine, false)]
    [InlineData("/my", false)]
    [InlineData(ApplicationsRoutes.AllCsv, true)]
    [InlineData(ApplicationsRoutes.MineCsv, false)]
    public async Task A_list_asks_the_database_as_often_for_a_thousand_rows_as_for_ten(
        string address,
        bool asStaff
    )
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        await app.AddAsync([.. await story.SubmittedApplicationsAsync(10)]);
        var person = asStaff
            ? await story.StaffAsync(Role.ProgramOfficer)
            : await story.ArchivistAsync();
        using var browser = await app.SignInAsAsync(person);
        var few = await CountAsync(app, browser, address);

        await app.AddAsync([.. await story.SubmittedApplicationsAsync(990)]);

        (await CountAsync(app, browser, address)).Should().Be(few);
    }

    private static async Task<int> CountAsync(TestApp app, HttpClient browser, string address)
    {
        await browser.GetStringAsync(address, Cancel); // the first time also reads the funder
        var before = app.SqlCommands;
        await browser.GetStringAsync(address, Cancel);
        return app.SqlCommands - before;
    }

    /// <summary>Not found, and word for word what an address that never existed answers.</summary>
    private static async Task IsNotFoundAsync(HttpClient browser, params string[] addresses)
    {
        var nowhere = await BodyAsync(browser, $"/nowhere/{Guid.CreateVersion7()}");
        foreach (var address in addresses)
        {
            var answer = await browser.GetAsync(address, Cancel);
            answer.StatusCode.Should().Be(HttpStatusCode.NotFound, address);
            (await BodyAsync(browser, address)).Should().Be(nowhere, address);
        }
    }

    private static async Task<string> BodyAsync(HttpClient browser, string address)
    {
        using var answer = await browser.GetAsync(address, Cancel);
        return Marks().Replace(await answer.Content.ReadAsStringAsync(Cancel), "");
    }

    /// <summary>What differs at every request: the state that Blazor keeps, form tokens, nonces.</summary>
    [GeneratedRegex(
        "<!--Blazor.*?-->|nonce=\"[^\"]*\"|name=\"__RequestVerificationToken\" value=\"[^\"]*\"|href=\"/[^\"]*#main\""
    )]
    private static partial Regex Marks();
}
