using Grants.Domain.Accounts;

namespace Grants.Tests.Access;

/// <summary>Somebody who asks for an address: the public, people without a role, people of the grantee, and each role alone.</summary>
public sealed record Persona(string Name, Role? Role = null)
{
    public static Persona Public { get; } = new("the public");

    /// <summary>Signed in, without a role and without an organization.</summary>
    public static Persona Stranger { get; } = new("a stranger");

    public static Persona Archivist { get; } = new("the archivist");

    public static Persona Official { get; } = new("the authorized official");

    public static IReadOnlyList<Persona> Staff { get; } =
    [.. Enum.GetValues<Role>().Select(r => new Persona(r.ToString(), r))];

    public static IReadOnlyList<Persona> All { get; } =
    [Public, Stranger, Archivist, Official, .. Staff];

    public bool May(Permission permission) =>
        Role is { } role && Roles.Permissions[role].Contains(permission);
}
