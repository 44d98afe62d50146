namespace Grants.Domain.Accounts;

/// <summary>One role of one person.</summary>
public sealed record RoleAssignment(Guid PersonId, Role Role);
