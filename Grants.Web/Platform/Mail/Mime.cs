using MimeKit;

namespace Grants.Web.Platform.Mail;

/// <summary>A mail as an Internet message (RFC 5322): text with an HTML alternative, seven-bit, UTF-8.</summary>
internal static class Mime
{
    private static readonly FormatOptions Lines = CarriageReturns();

    public static MimeMessage Of(MailToSend mail)
    {
        var body = new BodyBuilder
        {
            TextBody = mail.Text.ReplaceLineEndings("\r\n"),
            HtmlBody = mail.Html.ReplaceLineEndings("\r\n"),
        };
        if (mail.Attachment is { } file)
            body.Attachments.Add(
                OneLine(file.Name),
                file.Content,
                ContentType.TryParse(file.ContentType, out var type)
                    ? type
                    : new ContentType("application", "octet-stream")
            );
        var message = new MimeMessage
        {
            MessageId = mail.MessageId,
            Date = mail.At,
            Subject = OneLine(mail.Subject),
            Body = body.ToMessageBody(),
        };
        message.From.Add(Party(mail.From));
        message.To.Add(Party(mail.To));
        if (mail.ReplyTo is { } answers)
            message.ReplyTo.Add(Party(answers));
        // RFC 3834 5: so that no holiday answer comes back to it.
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Prepare(EncodingConstraint.SevenBit);
        return message;
    }

    public static async Task WriteAsync(MailToSend mail, Stream to, CancellationToken cancel)
    {
        using var message = Of(mail);
        await message.WriteToAsync(Lines, to, cancel);
    }

    private static MailboxAddress Party(MailParty party) => new(OneLine(party.Name), party.Address);

    /// <summary>What people typed can't end a header and begin another.</summary>
    private static string OneLine(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();

    private static FormatOptions CarriageReturns()
    {
        var options = FormatOptions.Default.Clone();
        options.NewLineFormat = NewLineFormat.Dos;
        return options;
    }
}
