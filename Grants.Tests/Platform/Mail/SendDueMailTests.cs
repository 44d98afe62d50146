using Grants.Domain.Accounts;
using Grants.Domain.Notifications;
using Grants.Tests.Support;
using Grants.Web.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Platform.Mail;

public sealed class SendDueMailTests
{
    private static readonly MailNotSentException Busy = new("Try later", SendFailure.MailForNow);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_queued_mail_goes_out_once()
    {
        await using var db = await TestDb.NewAsync();
        var mail = await db.AddAsync(Given.Mail());
        var transport = new RecordingTransport();

        await db.Sender(transport).RunAsync(Cancel);
        await db.Sender(transport).RunAsync(Cancel);

        transport.Sent.Should().ContainSingle();
        var stored = await StoredAsync(db, mail);
        (stored.Status, stored.SentAt, stored.Attempts).Should().Be((MailStatus.Sent, db.Now, 1));
    }

    [Fact]
    public async Task A_mail_that_is_not_taken_now_waits_longer_after_each_attempt()
    {
        await using var db = await TestDb.NewAsync();
        var mail = await db.AddAsync(Given.Mail());
        var sender = db.Sender(new RecordingTransport { Failure = Busy });
        var waits = new List<double>();

        for (var i = 0; i < 10; i++)
        {
            await sender.RunAsync(Cancel);
            var next = (await StoredAsync(db, mail)).NextAttemptAt;
            waits.Add((next - db.Now).TotalMinutes);
            db.Clock.SetUtcNow(next);
        }

        waits.Should().Equal(1, 2, 4, 8, 16, 32, 64, 128, 240, 240);
        (await StoredAsync(db, mail)).LastError.Should().Be("Try later");
    }

    [Fact]
    public async Task A_mail_is_not_tried_before_its_time()
    {
        await using var db = await TestDb.NewAsync();
        await db.AddAsync(Given.Mail());
        var transport = new RecordingTransport { Failure = Busy };
        await db.Sender(transport).RunAsync(Cancel);
        transport.Failure = null;

        db.Clock.Advance(TimeSpan.FromSeconds(59));
        (await db.Sender(transport).RunAsync(Cancel)).Should().Be(0);

        db.Clock.Advance(TimeSpan.FromSeconds(1));
        (await db.Sender(transport).RunAsync(Cancel)).Should().Be(1);
    }

    [Fact]
    public async Task A_mail_is_given_up_after_four_days_and_not_before()
    {
        await using var db = await TestDb.NewAsync();
        var mail = await db.AddAsync(Given.Mail());
        var sender = db.Sender(new RecordingTransport { Failure = Busy });

        while ((await StoredAsync(db, mail)) is { Status: MailStatus.Queued } waiting)
        {
            db.Clock.SetUtcNow(waiting.NextAttemptAt);
            await sender.RunAsync(Cancel);
        }

        (db.Now - TestDb.Start).TotalDays.Should().BeInRange(4, 5);
    }

    [Fact]
    public async Task A_mail_that_is_refused_for_good_is_not_tried_again_and_the_others_go()
    {
        await using var db = await TestDb.NewAsync();
        var bad = await db.AddAsync(Given.Mail(to: "not an address"));
        await db.AddAsync(Given.Mail());
        var transport = new RecordingTransport();

        (await db.Sender(transport).RunAsync(Cancel)).Should().Be(1);

        (await StoredAsync(db, bad)).Status.Should().Be(MailStatus.Failed);
    }

    [Fact]
    public async Task When_the_server_is_away_the_round_ends_and_the_other_mails_keep_their_attempts()
    {
        await using var db = await TestDb.NewAsync();
        await db.AddAsync(Given.Mail(), Given.Mail());
        var transport = new RecordingTransport
        {
            Failure = new MailNotSentException("Nobody there", SendFailure.Server),
        };

        await db.Sender(transport).RunAsync(Cancel);

        var attempts = await db.ReadAsync(d =>
            d.Mail.OrderBy(m => m.Attempts).Select(m => m.Attempts).ToListAsync(Cancel)
        );
        attempts.Should().Equal(0, 1);
    }

    [Fact(Timeout = 60_000)]
    public async Task Two_senders_at_once_do_not_send_the_same_mail()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var db = await TestDb.NewAsync();
        var transport = new RecordingTransport();
        await db.AddAsync([.. Enumerable.Range(0, 20).Select(_ => Given.Mail())]);
        var other = new RecordingTransport
        {
            // While this one has a mail in its hands, the other node sends all that it finds.
            Meanwhile = () => db.Sender(transport).RunAsync(cancel),
        };

        await Task.WhenAll(
            db.Sender(other).RunAsync(cancel),
            db.Sender(transport).RunAsync(cancel),
            db.Sender(transport).RunAsync(cancel)
        );

        var ids = transport.Sent.Concat(other.Sent).Select(m => m.MessageId).ToList();
        ids.Should().HaveCount(20).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_mail_whose_sender_died_goes_again_later_under_the_same_message_id()
    {
        await using var db = await TestDb.NewAsync();
        var mail = await db.AddAsync(Given.Mail());
        await ClaimAsync(db, mail);
        var transport = new RecordingTransport();

        (await db.Sender(transport).RunAsync(Cancel)).Should().Be(0);
        db.Clock.Advance(OutgoingMail.ClaimLasts);
        (await db.Sender(transport).RunAsync(Cancel)).Should().Be(1);

        transport.Sent.Single().MessageId.Should().Be($"{mail.Id:n}.0@funder.example");
    }

    [Fact]
    public async Task A_mail_that_staff_send_again_is_another_message()
    {
        await using var db = await TestDb.NewAsync();
        var mail = await db.AddAsync(Given.Mail());
        var transport = new RecordingTransport();
        await db.Sender(transport).RunAsync(Cancel);

        await ResendAsync(db, mail);
        await db.Sender(transport).RunAsync(Cancel);

        transport.Sent.Select(m => m.MessageId).Should().HaveCount(2).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_mail_that_is_put_back_while_it_is_on_its_way_does_not_go_twice()
    {
        await using var db = await TestDb.NewAsync();
        var mail = await db.AddAsync(Given.Mail());
        await db.Sender(new RecordingTransport { Failure = Busy }).RunAsync(Cancel);
        db.Clock.Advance(TimeSpan.FromMinutes(1));
        var transport = new RecordingTransport { Meanwhile = () => ResendAsync(db, mail) };

        await db.Sender(transport).RunAsync(Cancel);

        transport.Sent.Should().ContainSingle();
        (await StoredAsync(db, mail)).Status.Should().Be(MailStatus.Sent);
    }

    [Fact]
    public void A_mail_that_waits_for_its_first_attempt_need_not_be_sent_again() =>
        Given
            .Mail()
            .CannotResend(Given.Actor(Role.ProgramOfficer))!
            .Reason.Should()
            .Contain("first time");

    [Fact]
    public void Only_people_who_may_send_mail_send_it_again()
    {
        var mail = Given.Mail();
        mail.MarkSent(TestDb.Start);

        mail.CannotResend(Given.Actor(Role.Auditor)).Should().NotBeNull();
        mail.CannotResend(Given.Actor(Role.ProgramOfficer)).Should().BeNull();
    }

    private static Task<OutgoingMail> StoredAsync(TestDb db, OutgoingMail mail) =>
        db.ReadAsync(d => d.Mail.AsNoTracking().SingleAsync(m => m.Id == mail.Id, Cancel));

    private static async Task ClaimAsync(TestDb db, OutgoingMail mail)
    {
        await using var context = db.CreateDbContext();
        (await context.Mail.SingleAsync(m => m.Id == mail.Id, Cancel)).Claim(db.Now);
        await context.SaveChangesAsync(Cancel);
    }

    private static async Task ResendAsync(TestDb db, OutgoingMail mail)
    {
        await using var context = db.CreateDbContext();
        (await context.Mail.SingleAsync(m => m.Id == mail.Id, Cancel)).Resend(
            db.By(Given.Actor(Role.ProgramOfficer))
        );
        await context.SaveChangesAsync(Cancel);
    }
}
