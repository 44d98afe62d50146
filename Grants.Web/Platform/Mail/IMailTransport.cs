namespace Grants.Web.Platform.Mail;

/// <summary>Carries mails away: into a folder or to a mail server. One per round of sending.</summary>
public interface IMailTransport
{
    /// <exception cref="MailNotSentException">It wasn't taken.</exception>
    Task SendAsync(MailToSend mail, CancellationToken cancel);
}

/// <summary>One mail to one person, whatever carries it.</summary>
/// <param name="MessageId">Without angle brackets; the same for each attempt at the same sending.</param>
/// <param name="ReplyTo">Where answers go, if not to the sender.</param>
public sealed record MailToSend(
    string MessageId,
    DateTimeOffset At,
    MailParty From,
    MailParty? ReplyTo,
    MailParty To,
    string Subject,
    string Text,
    string Html,
    MailAttachment? Attachment
);

public readonly record struct MailParty(string Name, string Address);

/// <param name="Content">At its beginning; whoever opened it closes it.</param>
public sealed record MailAttachment(string Name, string ContentType, Stream Content);

public enum SendFailure
{
    /// <summary>This mail will never be taken (5xx for its recipient or content).</summary>
    MailForGood,

    /// <summary>This mail isn't taken now (4xx).</summary>
    MailForNow,

    /// <summary>Not about this mail: the server is away, too busy, or doesn't know us. Others need not be tried now.</summary>
    Server,
}

/// <param name="reason">For staff, to act on.</param>
public sealed class MailNotSentException(
    string reason,
    SendFailure failure,
    Exception? cause = null
) : Exception(reason, cause)
{
    public SendFailure Failure { get; } = failure;
}
