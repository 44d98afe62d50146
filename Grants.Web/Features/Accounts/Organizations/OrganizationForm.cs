using System.ComponentModel.DataAnnotations;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;

namespace Grants.Web.Features.Accounts.Organizations;

/// <summary>What an organization says of itself.</summary>
public sealed class OrganizationForm : IValidatableObject
{
    public int Version { get; init; }

    [
        Required(ErrorMessage = "Enter the legal name."),
        StringLength(Organization.MaxNameLength, ErrorMessage = "Use at most 200 characters.")
    ]
    public string? LegalName { get; set; }

    public OrganizationKind Kind { get; set; }

    [Required(ErrorMessage = "Choose the country.")]
    public string? Country { get; set; }

    [StringLength(200, ErrorMessage = "Use at most 200 characters.")]
    public string? Region { get; set; }

    [StringLength(100, ErrorMessage = "Use at most 100 characters.")]
    public string? RegistrationNumber { get; set; }

    // ISO 15511: a prefix, a hyphen, at most eleven characters. MARC codes are the part behind "US-" and shorter.
    [RegularExpression(
        "[A-Za-z0-9][A-Za-z0-9:/-]{1,15}",
        ErrorMessage = "A code has 2 to 16 letters, digits, hyphens, colons or slashes, such as US-NjP."
    )]
    public string? IsilCode { get; set; }

    [StringLength(2000, ErrorMessage = "Use at most 2,000 characters.")]
    public string? Website { get; set; }

    [StringLength(4000, ErrorMessage = "Use at most 4,000 characters.")]
    public string? About { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(Country) && !Countries.IsCode(Country))
            yield return new ValidationResult("Choose a country of the list.", [nameof(Country)]);
        if (!string.IsNullOrWhiteSpace(Website) && !WebAddress.Is(Website.Trim()))
            yield return new ValidationResult(
                "Enter a whole address, such as https://archive.example.org.",
                [nameof(Website)]
            );
    }

    /// <summary>Null where nothing was typed, so that pages can leave the line out.</summary>
    internal static string? Typed(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : text.ReplaceLineEndings("\n").Trim();
}
