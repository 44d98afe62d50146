using Grants.Domain.Notifications;
using Grants.Tests.Support;
using Grants.Web.Platform.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Grants.Tests.Platform.Mail;

/// <summary>Against a real mail server (Support/smtp).</summary>
public sealed class SmtpTransportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mails_arrive_encrypted_signed_in_and_unharmed()
    {
        await using var server = await TestMailServer.StartAsync();
        await using var db = await TestDb.NewAsync();
        await db.FunderAsync("Test Foundation");
        var (hebrew, russian) = (
            Given.Mail(
                subject: "ארכיון: בקשתכם התקבלה",
                toName: "מרים",
                body: "שלום מרים,\n\nבקשה 12 התקבלה.\n.a line that begins with a dot",
                at: TestDb.Start.AddMinutes(-1)
            ),
            Given.Mail(subject: "Ваша заявка принята", body: "Здравствуйте!\n\nСпасибо.")
        );
        await db.AddAsync(hebrew);
        await db.AddAsync(russian);

        await SendAsync(db, server.Settings());

        var first = await server.NextAsync();
        var second = await server.NextAsync();
        (first.Secure, first.User).Should().Be((true, TestMailServer.User));
        (first.Subject, second.Subject).Should().Be((hebrew.Subject, russian.Subject));
        first.Text.Should().StartWith(hebrew.Body);
        second.Text.Should().StartWith(russian.Body);
        first.Html.Should().Contain("בקשה 12 התקבלה.");
        first.MessageId.Should().Be($"<{hebrew.Id:n}.0@funder.example>");
        first.Header["auto-submitted"].Should().Be("Auto-Submitted: auto-generated");
    }

    [Fact]
    public async Task What_people_typed_reaches_the_server_as_text_and_not_as_headers()
    {
        await using var server = await TestMailServer.StartAsync();
        await using var db = await TestDb.NewAsync();
        await db.AddAsync(
            Given.Mail(
                subject: "News\r\nBcc: spy@example.org\r\nX-Mine: yes",
                toName: "Reader\r\nX-Mine: yes",
                body: "One.\r\n.\r\nMAIL FROM:<spy@example.org>"
            )
        );

        await SendAsync(db, server.Settings());

        var taken = await server.NextAsync();
        taken.To.Should().Equal("reader@example.org");
        taken.Header.Keys.Should().NotContain("bcc").And.NotContain("x-mine");
        taken.Text.Should().Contain("MAIL FROM:<spy@example.org>");
    }

    [Theory]
    [InlineData("unknown", MailStatus.Failed, "550")]
    [InlineData("heavy", MailStatus.Failed, "552")]
    [InlineData("full", MailStatus.Queued, "452")]
    [InlineData("busy", MailStatus.Queued, "451")]
    [InlineData("drop", MailStatus.Queued, "can't be used")]
    public async Task What_the_server_says_decides_whether_a_mail_is_tried_again(
        string recipient,
        MailStatus becomes,
        string error
    )
    {
        await using var server = await TestMailServer.StartAsync();
        await using var db = await TestDb.NewAsync();
        var mail = await db.AddAsync(Given.Mail(to: $"{recipient}@example.org"));

        await SendAsync(db, server.Settings());

        var stored = await StoredAsync(db, mail);
        stored.Status.Should().Be(becomes);
        stored.LastError.Should().Contain(error);
        stored.Attempts.Should().Be(1);
    }

    [Fact]
    public async Task After_a_dropped_connection_the_next_round_sends_the_other_mails()
    {
        await using var server = await TestMailServer.StartAsync();
        await using var db = await TestDb.NewAsync();
        await db.AddAsync(Given.Mail(to: "drop@example.org"));
        await db.AddAsync(Given.Mail(subject: "The other"));

        await SendAsync(db, server.Settings());
        await SendAsync(db, server.Settings());

        (await server.NextAsync()).Subject.Should().Be("The other");
    }

    [Fact]
    public async Task Mail_waits_while_the_server_does_not_know_us()
    {
        await using var server = await TestMailServer.StartAsync();
        await using var db = await TestDb.NewAsync();
        var mail = await db.AddAsync(Given.Mail());

        await SendAsync(db, server.Settings(password: "wrong"));
        (await StoredAsync(db, mail)).Status.Should().Be(MailStatus.Queued);

        db.Clock.Advance(TimeSpan.FromMinutes(1));
        await SendAsync(db, server.Settings());
        (await StoredAsync(db, mail)).Status.Should().Be(MailStatus.Sent);
    }

    [Fact]
    public async Task Nothing_is_sent_to_a_server_whose_certificate_nobody_vouches_for()
    {
        await using var server = await TestMailServer.StartAsync();
        await using var db = await TestDb.NewAsync();
        var mail = await db.AddAsync(Given.Mail());

        await SendAsync(db, server.Settings(trusted: false));

        var stored = await StoredAsync(db, mail);
        stored.Status.Should().Be(MailStatus.Queued);
        stored.LastError.Should().Contain("can't be used");
    }

    [Fact]
    public async Task Mail_waits_while_nobody_listens()
    {
        await using var db = await TestDb.NewAsync();
        var mail = await db.AddAsync(Given.Mail());
        var server = await TestMailServer.StartAsync();
        var settings = server.Settings();
        await server.DisposeAsync();

        await SendAsync(db, settings);

        (await StoredAsync(db, mail)).Status.Should().Be(MailStatus.Queued);
    }

    [Fact]
    public void A_password_is_not_sent_in_the_clear() =>
        FluentActions
            .Invoking(() =>
                Settings(
                    ("Mail:Smtp:Host", "mail.example.org"),
                    ("Mail:Smtp:Security", "None"),
                    ("Mail:Smtp:User", "grants"),
                    ("Mail:FromAddress", "grants@example.org")
                )
            )
            .Should()
            .Throw<InvalidOperationException>()
            .WithMessage("*in the clear*");

    [Fact]
    public void Without_a_server_mail_goes_into_the_data_folder() =>
        Settings().PickupFolder.Should().Be(Path.Combine("/data", "mail"));

    private static MailSettings Settings(params (string Key, string Value)[] values) =>
        MailSettings.From(
            new ConfigurationBuilder()
                .AddInMemoryCollection(values.ToDictionary(v => v.Key, v => (string?)v.Value))
                .Build(),
            "/data"
        );

    private static async Task SendAsync(TestDb db, SmtpSettings settings)
    {
        await using var transport = new SmtpTransport(settings);
        await db.Sender(transport).RunAsync(Cancel);
    }

    private static Task<OutgoingMail> StoredAsync(TestDb db, OutgoingMail mail) =>
        db.ReadAsync(d => d.Mail.AsNoTracking().SingleAsync(m => m.Id == mail.Id, Cancel));
}
