using System.ComponentModel.DataAnnotations;

namespace Grants.Web.Features.Accounts.FunderSettings;

public sealed class FunderForm
{
    /// <summary>For the preview of the credit line: an award's number as the first of this prefix would be.</summary>
    private const string SampleNumber = "2026-0001";

    public Guid Id { get; init; }

    public int Version { get; init; }

    public Guid? LogoFileId { get; init; }

    [Required(ErrorMessage = "Enter the funder's name."), StringLength(200)]
    public string? Name { get; set; }

    [Required(ErrorMessage = "Enter a short name."), StringLength(60)]
    public string? ShortName { get; set; }

    [StringLength(300)]
    public string? Tagline { get; set; }

    [StringLength(4000)]
    public string? About { get; set; }

    [EmailFormat]
    public string? ContactEmail { get; set; }

    [StringLength(400)]
    public string? PostalAddress { get; set; }

    [Required(ErrorMessage = "Enter the credit line."), StringLength(300)]
    public string? CreditLine { get; set; }

    [
        Required(ErrorMessage = "Enter a prefix."),
        RegularExpression("[A-Z]{1,8}", ErrorMessage = "Use one to eight capital letters.")
    ]
    public string? AwardPrefix { get; set; }

    /// <summary>The credit line as catalog pages would print it.</summary>
    public string Credit =>
        (CreditLine ?? "")
            .Replace("{funder}", Name, StringComparison.Ordinal)
            .Replace("{grant}", $"{AwardPrefix}-{SampleNumber}", StringComparison.Ordinal);
}
