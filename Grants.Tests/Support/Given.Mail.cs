using Grants.Domain.Applications;
using Grants.Domain.Notifications;
using Grants.Web.Platform;
using Grants.Web.Platform.Mail;
using Grants.Web.Platform.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Grants.Tests.Support;

public static partial class Given
{
    /// <summary>A mail in the queue.</summary>
    public static OutgoingMail Mail(
        string to = "reader@example.org",
        string subject = "News of your application",
        string body = "Dear reader,\n\nit goes on.",
        string toName = "A Reader",
        string aboutType = nameof(Application),
        Guid? aboutId = null,
        DateTimeOffset? at = null
    ) =>
        new(
            to,
            toName,
            subject,
            body,
            aboutType,
            aboutId ?? Guid.CreateVersion7(),
            at ?? TestDb.Start
        );

    /// <summary>One node's sending, over this transport.</summary>
    public static SendDueMail Sender(
        this TestDb db,
        IMailTransport transport,
        IFileStore? files = null
    ) =>
        new(
            db,
            transport,
            files ?? new DiskFileStore(Path.GetTempPath()),
            new CurrentFunder(db, db.Clock),
            new MailSettings("", "grants@funder.example", null, null),
            db.Clock,
            NullLogger<SendDueMail>.Instance
        );
}

/// <summary>The edge of the process: keeps what would leave it, and fails when told to.</summary>
public sealed class RecordingTransport : IMailTransport
{
    public List<MailToSend> Sent { get; } = [];

    public MailNotSentException? Failure { get; set; }

    /// <summary>What happens elsewhere while a mail is on its way.</summary>
    public Func<Task> Meanwhile { get; init; } = () => Task.CompletedTask;

    public async Task SendAsync(MailToSend mail, CancellationToken cancel)
    {
        await Meanwhile();
        if (Failure is not null)
            throw Failure;
        Sent.Add(mail);
    }
}
