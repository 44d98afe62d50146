using Grants.Domain.Awards;

namespace Grants.Web.Features.Awards.Letter;

/// <param name="Number">1, 2, ... within the award; the last one counts.</param>
public sealed record LetterDetails(
    Guid Id,
    int Number,
    Guid FileId,
    string Sha256,
    string PreparedBy,
    DateTimeOffset PreparedAt,
    string? ApprovedBy,
    DateTimeOffset? ApprovedAt,
    DateTimeOffset? IssuedAt,
    DateTimeOffset? VoidedAt,
    Guid? SignedCopyId,
    string? SignedCopySha256
)
{
    internal static LetterDetails Of(AwardLetter letter) =>
        new(
            letter.Id,
            letter.Number,
            letter.FileId,
            letter.Sha256,
            letter.PreparedByName,
            letter.PreparedAt,
            letter.ApprovedByName,
            letter.ApprovedAt,
            letter.IssuedAt,
            letter.VoidedAt,
            letter.SignedCopyId,
            letter.SignedCopySha256
        );
}
