using System.ComponentModel.DataAnnotations;
using Grants.Domain.Kernel;

namespace Grants.Web.Features.Accounts;

/// <summary>An address that mail can be sent to; empty is for [Required] to say.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EmailFormatAttribute : ValidationAttribute
{
    public EmailFormatAttribute()
        : base("This isn't an e-mail address such as name@example.org.") { }

    public override bool IsValid(object? value) =>
        value is not string { Length: > 0 } text || EmailAddress.IsValid(text.Trim());
}
