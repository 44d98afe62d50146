using System.ComponentModel.DataAnnotations;

namespace Grants.Web.Features.Programs.Funds;

public sealed class FundForm
{
    [Required(ErrorMessage = "Enter the fund's name.")]
    [StringLength(200, ErrorMessage = "At most 200 characters.")]
    public string? Name { get; set; }

    [StringLength(400, ErrorMessage = "At most 400 characters.")]
    public string? Source { get; set; }

    [StringLength(4000, ErrorMessage = "At most 4,000 characters.")]
    public string? Restrictions { get; set; }

    [Range(0, 1e12, ErrorMessage = "A deposit can't be less than zero.")]
    public decimal? FirstDeposit { get; set; }
}

public sealed class DepositForm
{
    [Required(ErrorMessage = "Enter the amount.")]
    [Range(0.01, 1e12, ErrorMessage = "The amount must be more than zero.")]
    public decimal? Amount { get; set; }

    [Required(ErrorMessage = "Say where it comes from.")]
    [StringLength(1000, ErrorMessage = "At most 1,000 characters.")]
    public string? Note { get; set; }
}
