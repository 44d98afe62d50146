using System.Security.Cryptography;
using System.Text;

namespace Grants.Web.Platform.Security;

/// <summary>Secrets of mailed links: 256 random bits, of which the database keeps only the hash.</summary>
public static class Secrets
{
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public static string HashOf(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
