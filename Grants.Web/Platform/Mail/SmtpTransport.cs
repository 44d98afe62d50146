using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Grants.Web.Platform.Mail;

/// <summary>To a mail server, over one connection for all mails of a round.</summary>
public sealed class SmtpTransport(SmtpSettings settings) : IMailTransport, IAsyncDisposable
{
    private readonly SmtpClient _client = new() { Timeout = 60_000 };

    public async Task SendAsync(MailToSend mail, CancellationToken cancel)
    {
        try
        {
            if (!_client.IsConnected)
                await ConnectAsync(cancel);
            using var message = Mime.Of(mail);
            await _client.SendAsync(message, cancel);
        }
        catch (SmtpCommandException refused)
        {
            throw new MailNotSentException(
                $"The mail server said {(int)refused.StatusCode}: {refused.Message}",
                FailureOf(refused),
                refused
            );
        }
        catch (Exception failed)
            when (failed
                    is AuthenticationException
                        or SslHandshakeException
                        or ProtocolException
                        or ServiceNotAuthenticatedException
                        or NotSupportedException
                        or IOException
                        or SocketException
                        or TimeoutException
            )
        {
            throw new MailNotSentException(
                $"The mail server {settings.Host} can't be used: {failed.Message}",
                SendFailure.Server,
                failed
            );
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_client.IsConnected)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            try
            {
                await _client.DisconnectAsync(quit: true, patience.Token);
            }
            catch (Exception failed)
                when (failed is IOException or ProtocolException or OperationCanceledException)
            {
                // It hung up first.
            }
        }
        _client.Dispose();
    }

    private async Task ConnectAsync(CancellationToken cancel)
    {
        if (settings.CertificateSha256 is { } only)
            _client.ServerCertificateValidationCallback = (_, certificate, _, _) =>
                string.Equals(
                    certificate?.GetCertHashString(
                        System.Security.Cryptography.HashAlgorithmName.SHA256
                    ),
                    only.Replace(":", "", StringComparison.Ordinal),
                    StringComparison.OrdinalIgnoreCase
                );
        await _client.ConnectAsync(
            settings.Host,
            settings.Port,
            settings.Security switch
            {
                SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
                SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
                _ => SecureSocketOptions.None,
            },
            cancel
        );
        if (settings.User is { Length: > 0 } user)
            try
            {
                await _client.AuthenticateAsync(user, settings.Password ?? "", cancel);
            }
            catch (AuthenticationException)
            {
                // So that the next attempt begins afresh, and never sends unauthenticated.
                await _client.DisconnectAsync(quit: true, cancel);
                throw;
            }
    }

    /// <summary>A 5xx about the sender or our sign-in is ours to mend; the mail waits for that.</summary>
    private static SendFailure FailureOf(SmtpCommandException refused) =>
        refused.ErrorCode switch
        {
            SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted => (int)
                refused.StatusCode >= 500
                ? SendFailure.MailForGood
                : SendFailure.MailForNow,
            _ => SendFailure.Server,
        };
}
