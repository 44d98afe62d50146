using Grants.Domain.Accounts;
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
    /// <summary>Attempts before a mail counts as failed: four days with the back-off below (RFC 5321 4.5.4.1).</summary>
    public const int MaxAttempts = 32;

    /// <summary>
    /// How long a sender has a mail for itself. If it dies before it says how it went, the mail goes again after that.
    /// </summary>
    public static readonly TimeSpan ClaimLasts = TimeSpan.FromMinutes(10);

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

    /// <summary>Since it was written, or since it was last put back into the queue.</summary>
    public int Attempts { get; private set; }

    /// <summary>How often people put it back into the queue: each time it is another message.</summary>
    public int Resends { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset NextAttemptAt { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }

    public string? LastError { get; private set; }

    public Refusal? CannotClaim(DateTimeOffset at) =>
        Status == MailStatus.Queued && NextAttemptAt <= at
            ? null
            : new Refusal("It isn't waiting to be sent.");

    /// <summary>One sender takes it, before it sends; of two that try at once, the second fails to save.</summary>
    public void Claim(DateTimeOffset at)
    {
        CannotClaim(at).ThrowIfAny();
        NextAttemptAt = at + ClaimLasts;
    }

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

    public Refusal? CannotResend(Actor by) =>
        by.Cannot(Permission.SendMail)
        ?? (
            Status == MailStatus.Queued && Attempts == 0
                ? new Refusal("It waits to be sent for the first time.")
                : null
        );

    /// <summary>Puts it back into the queue, whatever became of it.</summary>
    public void Resend(Stamp stamp)
    {
        CannotResend(stamp.By).ThrowIfAny();
        Status = MailStatus.Queued;
        Attempts = 0;
        Resends++;
        LastError = null;
        NextAttemptAt = stamp.At;
        Raise(new MailResent(stamp));
    }
}

public sealed record MailResent(Stamp Stamp) : DomainEvent(Stamp);
