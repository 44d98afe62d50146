namespace Grants.Domain.Inspection.Bags;

/// <summary>A file of a bag, wherever the bag lies: a folder, a ZIP, a tar.</summary>
/// <param name="Path">From the bag's own folder, parts separated by "/".</param>
/// <param name="Size">Bytes.</param>
/// <param name="Open">Opens it for reading, from the beginning each time.</param>
public sealed record BagFile(string Path, long Size, Func<Stream> Open);

/// <summary>What a bag came to.</summary>
/// <param name="Version">As declared, such as "1.0"; null when the declaration can't be read.</param>
/// <param name="Info">Labels and values of bag-info.txt in their order; a label may come again.</param>
/// <param name="Payload">Every file below data/, with its SHA-256.</param>
/// <param name="Algorithms">Of the payload manifests, such as "sha512".</param>
public sealed record BagReport(
    string? Version,
    IReadOnlyList<(string Label, string Value)> Info,
    IReadOnlyList<PayloadFile> Payload,
    IReadOnlyList<string> Algorithms,
    IReadOnlyList<Finding> Findings
)
{
    /// <summary>Complete, and every checksum matches.</summary>
    public bool IsValid => Findings.All(f => f.Severity != FindingSeverity.Error);
}

/// <param name="Sha256">64 lower-case digits.</param>
public sealed record PayloadFile(BagFile File, string Sha256);
