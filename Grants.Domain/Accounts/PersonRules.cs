using Grants.Domain.Kernel;

namespace Grants.Domain.Accounts;

/// <summary>Rules about accounts, which are kept by the sign-in library and so have no aggregate of their own.</summary>
public static class PersonRules
{
    /// <param name="otherAdministrators">People who are administrators and can sign in, without the one in question.</param>
    public static Refusal? CannotLoseAdministrator(int otherAdministrators) =>
        otherAdministrators > 0
            ? null
            : new Refusal(
                "This is the last administrator. Make somebody else an administrator first."
            );

    public static Refusal? CannotDeactivate(Actor by, Guid personId) =>
        by.Cannot(Permission.ManagePeople)
        ?? (by.Id == personId ? new Refusal("You can't deactivate your own account.") : null);

    /// <param name="had">As the page showed them when the change was made.</param>
    /// <param name="has">As they are now.</param>
    public static Refusal? CannotChangeRoles(
        Actor by,
        IReadOnlySet<Role> had,
        IReadOnlySet<Role> has
    ) =>
        by.Cannot(Permission.ManagePeople)
        ?? (
            had.SetEquals(has)
                ? null
                : new Refusal(
                    $"Somebody else changed the roles meanwhile; they are now: {Say([.. has])}. Reload the page."
                )
        );

    /// <summary>"Grants officer, Auditor", or "No role".</summary>
    public static string Say(IReadOnlyCollection<Role> roles) =>
        roles.Count == 0
            ? "No role"
            : string.Join(", ", roles.Order().Select(r => Words.Of(r.ToString())));
}

public sealed record PersonRegistered(Stamp Stamp) : DomainEvent(Stamp);

public sealed record AddressConfirmed(Stamp Stamp) : DomainEvent(Stamp);

public sealed record PasswordChanged(Stamp Stamp) : DomainEvent(Stamp);

public sealed record PersonRenamed(Stamp Stamp) : DomainEvent(Stamp);

public sealed record RolesChanged(Stamp Stamp) : DomainEvent(Stamp);

public sealed record PersonDeactivated(Stamp Stamp) : DomainEvent(Stamp);

public sealed record PersonReactivated(Stamp Stamp) : DomainEvent(Stamp);
