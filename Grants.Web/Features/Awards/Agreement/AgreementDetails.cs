using Grants.Domain.Awards;

namespace Grants.Web.Features.Awards.Agreement;

/// <summary>Who signed, in which office, and when; null where nobody has yet.</summary>
public sealed record AgreementDetails(
    string? Signer,
    string? SignerTitle,
    DateTimeOffset? SignedAt,
    string? Countersigner,
    DateTimeOffset? CountersignedAt
)
{
    internal static AgreementDetails Of(Award award) =>
        new(
            award.SignerName,
            award.SignerTitle,
            award.SignedAt,
            award.CountersignerName,
            award.CountersignedAt
        );
}
