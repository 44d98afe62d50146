using Grants.Domain.Kernel;

namespace Grants.Web.Platform.Mail;

/// <summary>Where mail goes and whom it is from. With Mail:Smtp:Host it goes to that server, otherwise into a folder.</summary>
/// <param name="PickupFolder">Mail:Folder; by default "mail" in the data folder.</param>
/// <param name="FromAddress">Mail:FromAddress; needed with a mail server.</param>
/// <param name="FromName">Mail:FromName; by default the funder's name.</param>
public sealed record MailSettings(
    string PickupFolder,
    string FromAddress,
    string? FromName,
    SmtpSettings? Smtp
)
{
    /// <exception cref="InvalidOperationException">The settings contradict each other; the message says how.</exception>
    public static MailSettings From(IConfiguration configuration, string dataFolder)
    {
        var section = configuration.GetSection("Mail");
        var smtp = section.GetSection("Smtp").Get<SmtpSettings>() is { Host.Length: > 0 } server
            ? server.Checked()
            : null;
        var from = section["FromAddress"];
        if (smtp is not null && !EmailAddress.IsValid(from))
            throw new InvalidOperationException(
                "Mail:Smtp:Host is set, so Mail:FromAddress must be an e-mail address."
            );
        return new MailSettings(
            section["Folder"] ?? Path.Combine(dataFolder, "mail"),
            from ?? "grants@localhost",
            section["FromName"],
            smtp
        );
    }
}

public enum SmtpSecurity
{
    /// <summary>Begins in the clear and must go on encrypted; usually port 587.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte; usually port 465.</summary>
    Tls,

    /// <summary>In the clear: for a server on the same machine or network.</summary>
    None,
}

/// <summary>Mail:Smtp. A class and not a record, so that nothing prints the password.</summary>
public sealed class SmtpSettings
{
    public string Host { get; init; } = "";

    public int Port { get; init; } = 587;

    public SmtpSecurity Security { get; init; }

    /// <summary>Null: the server takes mail from us without.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>
    /// SHA-256 of the server's certificate in hexadecimal, where no authority that this machine trusts has signed it; then
    /// this certificate and no other is accepted.
    /// </summary>
    public string? CertificateSha256 { get; init; }

    internal SmtpSettings Checked() =>
        User is { Length: > 0 } && Security == SmtpSecurity.None
            ? throw new InvalidOperationException(
                "Mail:Smtp:User is set, so Mail:Smtp:Security must be StartTls or Tls: a password doesn't travel in the clear."
            )
            : this;
}
