using System.Globalization;

namespace Grants.Web.Platform.Mail;

/// <summary>
/// The default transport: each mail is a file that any mail program opens. Whatever watches the folder never sees half a
/// mail, and an attempt that is repeated writes the same file again.
/// </summary>
public sealed class PickupFolder(string folder) : IMailTransport
{
    public async Task SendAsync(MailToSend mail, CancellationToken cancel)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var name = NameOf(mail);
            var part = Path.Combine(folder, $".{name}.part");
            await using (var file = File.Create(part))
            {
                await Mime.WriteAsync(mail, file, cancel);
                file.Flush(flushToDisk: true);
            }
            File.Move(part, Path.Combine(folder, name), overwrite: true);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new MailNotSentException(
                $"The folder for mail can't be written: {failed.Message}",
                SendFailure.Server,
                failed
            );
        }
    }

    /// <summary>Sorts by time: 20261124T093012Z-name@example.org-0a1b2c3d-0.eml.</summary>
    private static string NameOf(MailToSend mail)
    {
        var at = mail.At.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var id = mail.MessageId[..mail.MessageId.IndexOf('@')].Replace('.', '-');
        return $"{at}-{Safe(mail.To.Address)}-{id}.eml";
    }

    private static string Safe(string address) =>
        string.Concat(
            address
                .Take(80)
                .Select(c => char.IsLetterOrDigit(c) || c is '@' or '.' or '-' ? c : '_')
        );
}
