using Grants.Domain.Kernel;

namespace Grants.Domain.Applications;

/// <summary>A question of the applicant to the funder's staff, or an answer to it. Never changed and never taken back.</summary>
public sealed class Message : Entity
{
    /// <summary>Characters.</summary>
    public const int MaxLength = 8000;

    private Message() { }

    private Message(Application application, string text, bool isFromStaff, Stamp stamp)
    {
        Messages.Invalid(text, MaxLength).ThrowIfAny();
        ApplicationId = application.Id;
        Text = text.Trim();
        IsFromStaff = isFromStaff;
        ById = stamp.By.Id;
        ByName = stamp.By.Name;
        At = stamp.At;
    }

    public static Message FromApplicant(Application application, string text, Stamp stamp)
    {
        application.CannotAsk(stamp.By).ThrowIfAny();
        return new Message(application, text, isFromStaff: false, stamp);
    }

    public static Message FromStaff(Application application, string text, Stamp stamp)
    {
        application.CannotReply(stamp.By).ThrowIfAny();
        return new Message(application, text, isFromStaff: true, stamp);
    }

    public Guid ApplicationId { get; private set; }

    /// <summary>Plain text.</summary>
    public string Text { get; private set; } = "";

    public bool IsFromStaff { get; private set; }

    public Guid ById { get; private set; }

    public string ByName { get; private set; } = "";

    public DateTimeOffset At { get; private set; }
}

public static class Messages
{
    public static Refusal? Invalid(string text, int most) =>
        string.IsNullOrWhiteSpace(text) ? new Refusal("Write something first.")
        : text.Trim().Length > most
            ? new Refusal($"It has {text.Trim().Length} characters; at most {most} fit.")
        : null;
}
