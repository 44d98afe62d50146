using System.ComponentModel.DataAnnotations;

namespace Grants.Web.Features.Accounts;

/// <summary>A page that asks only for an address.</summary>
public sealed class AddressForm
{
    [Required(ErrorMessage = "Enter your e-mail address."), EmailFormat]
    public string? Email { get; set; }
}
