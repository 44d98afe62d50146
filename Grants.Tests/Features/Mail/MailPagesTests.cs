using System.Net;
using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Notifications;
using Grants.Domain.Reviews;
using Grants.Tests.Support;
using Grants.Web.Features.Mail;
using Grants.Web.Platform.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Grants.Tests.Features.Mail;

public sealed class MailPagesTests
{
    private const string Secret = "https://grants.example/account/reset?token=secret-of-the-link";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(nameof(Account))]
    [InlineData(nameof(Invitation))]
    public async Task A_mail_with_a_secret_link_is_shown_without_its_body(string aboutType)
    {
        await using var app = await TestApp.StartAsync();
        var mail = Given.Mail(body: Secret, aboutType: aboutType);
        await app.AddAsync(mail);
        using var browser = await app.SignInAsAsync(Role.Administrator);

        foreach (var path in (string[])[MailRoutes.List, MailRoutes.Of(mail.Id), MailRoutes.Csv])
        {
            var shown = await browser.GetStringAsync(path, Cancel);
            shown.Should().Contain("News of your application").And.NotContain("secret-of-the-link");
        }
    }

    [Fact]
    public async Task Other_mails_are_shown_as_their_reader_sees_them()
    {
        await using var app = await TestApp.StartAsync();
        var mail = Given.Mail(body: "Dear <b>reader</b>,\n\nhttps://grants.example/my\n\nשלום");
        await app.AddAsync(mail);
        using var browser = await app.SignInAsAsync(Role.ProgramOfficer);

        var page = await browser.GetStringAsync(MailRoutes.Of(mail.Id), Cancel);

        page.Should()
            .Contain("<p dir=\"auto\">Dear &lt;b&gt;reader&lt;/b&gt;,</p>")
            .And.Contain("<a href=\"https://grants.example/my\">https://grants.example/my</a>")
            .And.Contain("שלום");
    }

    [Fact]
    public async Task Somebody_recused_finds_no_mail_about_the_application()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var application = await story.ApplicationAsync(
            Grants.Domain.Applications.ApplicationStatus.InReview
        );
        var (review, reviewer) = await story.ReviewAsync(application, ReviewStatus.Recused);
        await app.AddAsync(new RoleAssignment(reviewer.Id, Role.ProgramOfficer));
        var (ofApplication, ofReview) = (
            Given.Mail(aboutId: application.Id),
            Given.Mail(aboutId: review.Id, aboutType: nameof(Review))
        );
        await app.AddAsync(ofApplication, ofReview);
        using var browser = await app.SignInAsAsync(reviewer);
        using var other = await app.SignInAsAsync(Role.ProgramOfficer);

        foreach (var mail in (OutgoingMail[])[ofApplication, ofReview])
        {
            (await browser.GetAsync(MailRoutes.Of(mail.Id), Cancel))
                .StatusCode.Should()
                .Be(HttpStatusCode.NotFound);
            (await other.GetAsync(MailRoutes.Of(mail.Id), Cancel))
                .StatusCode.Should()
                .Be(HttpStatusCode.OK);
        }
        var list = await browser.GetStringAsync(MailRoutes.List, Cancel);
        list.Should().Contain("No mail here");
        var log = await browser.GetStringAsync($"/work/history?id={application.Id}", Cancel);
        log.Should().Contain("Nothing happened here");
    }

    [Fact]
    public async Task A_failed_mail_is_sent_again_into_the_folder_and_the_log_says_who_asked()
    {
        await using var app = await TestApp.StartAsync();
        var mail = Given.Mail();
        mail.MarkFailed("No such user", permanent: true, TestDb.Start);
        await app.AddAsync(mail);
        var officer = await app.PersonAsync(Role.GrantsOfficer);

        await app.AsAsync<ResendMail>(officer, resend => resend.RunAsync(mail.Id, Cancel));
        await app.Services.GetRequiredService<MailJob>().RunRoundAsync(Cancel);

        var stored = await app.ReadAsync(db => db.Mail.SingleAsync(m => m.Id == mail.Id, Cancel));
        stored.Status.Should().Be(MailStatus.Sent);
        var folder = app.Services.GetRequiredService<MailSettings>().PickupFolder;
        Directory.GetFiles(folder, "*reader@example.org*.eml").Should().ContainSingle();
        var line = await app.ReadAsync(db =>
            db.AuditEntries.SingleAsync(e => e.SubjectId == mail.Id, Cancel)
        );
        (line.Verb, line.ActorName).Should().Be((nameof(MailResent), officer.Name));
    }

    [Fact]
    public async Task The_list_filters_by_state_and_words()
    {
        await using var app = await TestApp.StartAsync();
        var failed = Given.Mail(to: "gone@example.org", subject: "Returned");
        failed.MarkFailed("No such user", permanent: true, TestDb.Start);
        await app.AddAsync(failed, Given.Mail(subject: "Waiting"));
        using var browser = await app.SignInAsAsync(Role.Auditor);

        var byState = await browser.GetStringAsync($"{MailRoutes.List}?state=Failed", Cancel);
        var byWords = await browser.GetStringAsync($"{MailRoutes.List}?q=WAIT&state=", Cancel);
        var export = await browser.GetStringAsync($"{MailRoutes.Csv}?state=Failed&q=", Cancel);

        byState.Should().Contain("Returned").And.NotContain("Waiting");
        byWords.Should().Contain("Waiting").And.NotContain("Returned");
        export.Should().Contain("Returned").And.NotContain("Waiting");
    }
}
