using Grants.Domain.Kernel;

namespace Grants.Domain.Notifications;

public enum MailStatus
{
    Queued,
    Sent,

    /// <summary>Given up after the last attempt, or refused for good by the mail server.</summary>
    Failed,
}

/// <summary>
/// A mail to one person, saved in the same transaction as what it tells of, and sent later. Never changed after it is
/// written, except for how sending went.
/// </summary>
public sealed class OutgoingMail : Aggregate
{
    /// <summary>Attempts before a mail counts as failed: about a day with the back-off below.</summary>
    public const int MaxAttempts = 10;

    private OutgoingMail() { }

    public OutgoingMail(
        string toAddress,
        string toName,
        string subject,
        string body,
        string aboutType,
        Guid aboutId,
        DateTimeOffset at
    )
    {
        ToAddress = toAddress;
        ToName = toName;
        Subject = subject;
        Body = body;
        AboutType = aboutType;
        AboutId = aboutId;
        CreatedAt = at;
        NextAttemptAt = at;
    }

    public string ToAddress { get; private set; } = "";

    public string ToName { get; private set; } = "";

    public string Subject { get; private set; } = "";

    /// <summary>Plain paragraphs separated by blank lines; a line that is only an address (https://...) becomes a link.</summary>
    public string Body { get; private set; } = "";

    /// <summary>Type and id of the aggregate that it tells of.</summary>
    public string AboutType { get; private set; } = "";

    public Guid AboutId { get; private set; }

    /// <summary>A stored file that goes with it, such as a letter's PDF.</summary>
    public Guid? AttachmentId { get; init; }

    public MailStatus Status { get; private set; }

    public int Attempts { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset NextAttemptAt { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }

    public string? LastError { get; private set; }

    public void MarkSent(DateTimeOffset at)
    {
        Status = MailStatus.Sent;
        Attempts++;
        SentAt = at;
        LastError = null;
    }

    /// <summary>Waits longer after each failure: 1, 2, 4 ... minutes, at most 4 hours.</summary>
    /// <param name="permanent">The server said that it will never take it (5xx).</param>
    public void MarkFailed(string error, bool permanent, DateTimeOffset at)
    {
        Attempts++;
        LastError = error.Length <= 1000 ? error : error[..1000];
        if (permanent || Attempts >= MaxAttempts)
            Status = MailStatus.Failed;
        else
            NextAttemptAt = at + TimeSpan.FromMinutes(Math.Min(240, Math.Pow(2, Attempts - 1)));
    }

    /// <summary>Puts it back into the queue, whatever became of it.</summary>
    public void Resend(Stamp stamp)
    {
        stamp.By.Cannot(Accounts.Permission.SendMail).ThrowIfAny();
        Status = MailStatus.Queued;
        Attempts = 0;
        LastError = null;
        NextAttemptAt = stamp.At;
        Raise(new MailResent(stamp) { Reason = null });
    }
}

public sealed record MailResent(Stamp Stamp) : DomainEvent(Stamp);
