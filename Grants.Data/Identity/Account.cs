using Microsoft.AspNetCore.Identity;

namespace Grants.Data.Identity;

/// <summary>A person who can sign in.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public Account() => Id = Guid.CreateVersion7();

    /// <summary>As they want to be called.</summary>
    public string Name { get; set; } = "";

    /// <summary>Shut out for good, and not for some minutes after wrong passwords.</summary>
    public bool IsDeactivated => LockoutEnd == Forever;

    /// <summary>The LockoutEnd of somebody who was deactivated.</summary>
    public static DateTimeOffset Forever => DateTimeOffset.MaxValue;
}
