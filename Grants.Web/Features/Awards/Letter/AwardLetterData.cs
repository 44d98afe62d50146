using System.Text.Encodings.Web;
using System.Text.Json;
using Grants.Domain.Kernel;

namespace Grants.Web.Features.Awards.Letter;

/// <param name="Needs">What has to be there before it is paid, such as "D1 Sample accepted".</param>
public sealed record LetterPayment(
    int Number,
    decimal Amount,
    DateOnly? ExpectedOn,
    IReadOnlyList<string> Needs
);

public sealed record LetterDeliverable(
    string Code,
    string Title,
    string Description,
    DateOnly DueOn,
    int Items
);

/// <summary>
/// Everything that a letter says of this one award, kept with the letter as JSON; the words around it are the template's.
/// </summary>
/// <param name="FunderAddress">Postal address, one line each.</param>
/// <param name="Official">Authorized official whom it is addressed to; empty while the organization has none.</param>
/// <param name="Place">Region and country of the organization.</param>
/// <param name="Conditions">Special conditions of the decision, one paragraph each.</param>
public sealed record AwardLetterData(
    int TemplateVersion,
    DateOnly Date,
    string Funder,
    IReadOnlyList<string> FunderAddress,
    string FunderEmail,
    string AwardNumber,
    string ApplicationReference,
    string Call,
    string Title,
    string Organization,
    string Place,
    string Official,
    decimal Amount,
    string Currency,
    DateOnly StartsOn,
    DateOnly EndsOn,
    IReadOnlyList<LetterPayment> Payments,
    IReadOnlyList<LetterDeliverable> Deliverables,
    IReadOnlyList<string> Conditions,
    string CreditLine
)
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static AwardLetterData Parse(string json) =>
        JsonSerializer.Deserialize<AwardLetterData>(json, Readable)
        ?? throw new InvalidOperationException("A letter's data is never null.");

    public string ToJson() => JsonSerializer.Serialize(this, Readable);

    internal Money In(decimal amount) => new(amount, Currency);
}
