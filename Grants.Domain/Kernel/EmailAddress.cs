using System.Net.Mail;

namespace Grants.Domain.Kernel;

public static class EmailAddress
{
    /// <summary>RFC 5321 4.5.3.1.3: a path has at most 256 octets, so an address at most 254.</summary>
    public const int MaxLength = 254;

    public static bool IsValid(string? text) =>
        text is { Length: > 2 and <= MaxLength }
        && !text.Contains('<', StringComparison.Ordinal)
        && MailAddress.TryCreate(text.Trim(), out var address)
        && address.Address == text.Trim()
        && address.Host.Contains('.', StringComparison.Ordinal);

    /// <summary>The part after the @, lower case; empty where there is none.</summary>
    public static string Domain(string address) =>
        address[(address.LastIndexOf('@') + 1)..].ToLowerInvariant();
}
