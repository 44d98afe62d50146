namespace Grants.Web.Platform.Storage;

/// <summary>
/// Section "Storage:S3" of the settings: files go to a bucket of Amazon S3, or of any server that speaks its protocol, when a bucket is named.
/// </summary>
public sealed record S3Settings
{
    public string Bucket { get; init; } = "";

    /// <summary>Of another server than Amazon's, such as "https://objects.example.org". Empty is Amazon's own for the region.</summary>
    public string ServiceUrl { get; init; } = "";

    /// <summary>Such as "eu-central-1". Other servers mostly take any.</summary>
    public string Region { get; init; } = "";

    /// <summary>Before each key, such as "grants/files/".</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The bucket is part of the path and not of the host's name, as most other servers want it.</summary>
    public bool PathStyle { get; init; }

    /// <summary>Empty leaves it to the usual places of Amazon's tools: AWS_ variables, profiles, the machine's or container's role.</summary>
    public string AccessKey { get; init; } = "";

    public string SecretKey { get; init; } = "";

    /// <exception cref="InvalidOperationException">They can't be used; the sentence says which is wrong.</exception>
    internal S3Settings Checked()
    {
        if (Bucket.Length is < 3 or > 63 || !Bucket.All(IsOfBucket))
            throw Wrong(
                "Bucket",
                "must be the name of a bucket: 3 to 63 small letters, digits, dots and hyphens"
            );
        if (ServiceUrl.Length == 0 && Region.Length == 0)
            throw Wrong("Region", "is needed, such as eu-central-1, unless ServiceUrl is set");
        if (
            ServiceUrl.Length > 0
            && !(
                Uri.TryCreate(ServiceUrl, UriKind.Absolute, out var address)
                && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            )
        )
            throw Wrong("ServiceUrl", "must be an address that begins with https:// or http://");
        if (Prefix.StartsWith('/'))
            throw Wrong("Prefix", "must not begin with a slash");
        if (AccessKey.Length == 0 != (SecretKey.Length == 0))
            throw Wrong("AccessKey", "and SecretKey must both be set, or neither");
        return this;
    }

    private static bool IsOfBucket(char c) =>
        char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-';

    private static InvalidOperationException Wrong(string setting, string why) =>
        new($"Storage:S3:{setting} {why}.");
}
