using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Deliverables;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Microsoft.AspNetCore.Identity;

namespace Grants.Tests.Support;

/// <summary>
/// What tests start from, saying only what matters to them. One file per feature adds to it: Given.Applications.cs and so on.
/// </summary>
public static partial class Given
{
    /// <summary>So many posters of one collection.</summary>
    public static IReadOnlyList<MaterialPromise> Promise(int count) =>
        count == 0 ? [] : [new MaterialPromise("Papers", "Posters", count, "items")];

    public const string Password = "seven quiet boxes of letters";

    private static readonly string PasswordHash = new PasswordHasher<Account>().HashPassword(
        new Account(),
        Password
    );

    private static int _people;

    /// <summary>Somebody with a confirmed address and the password above, holding no role.</summary>
    public static Account Account(string? name = null, string? email = null)
    {
        var number = Interlocked.Increment(ref _people);
        var address = email ?? $"person{number}@example.org";
        return new Account
        {
            Name = name ?? $"Person {number}",
            Email = address,
            NormalizedEmail = address.ToUpperInvariant(),
            UserName = address,
            NormalizedUserName = address.ToUpperInvariant(),
            EmailConfirmed = true,
            LockoutEnabled = true,
            PasswordHash = PasswordHash,
            SecurityStamp = Guid.CreateVersion7().ToString("n"),
        };
    }

    /// <summary>A stored account with roles at the funder.</summary>
    public static async Task<Account> PersonAsync(this TestDb db, params Role[] roles)
    {
        var account = Account();
        await db.AddAsync([account, .. roles.Select(role => new RoleAssignment(account.Id, role))]);
        return account;
    }

    /// <summary>A stored organization with its first editor and, when asked for, its authorized official.</summary>
    public static async Task<Organization> OrganizationAsync(
        this TestDb db,
        Account editor,
        Account? official = null,
        string name = "Test Archive"
    )
    {
        var stamp = new Stamp(ActorOf(editor), db.Now);
        var organization = new Organization(name, OrganizationKind.Archive, "US", stamp);
        if (official is not null)
            organization.Admit(
                official.Id,
                official.Name,
                OrganizationRole.AuthorizedOfficial,
                stamp
            );
        return await db.AddAsync(organization);
    }

    /// <summary>The stored funder that pages name.</summary>
    public static Task<Funder> FunderAsync(this TestDb db, string name = "Test Foundation") =>
        db.AddAsync(
            new Funder(name, name, "USD", new Stamp(Grants.Domain.Accounts.Actor.System, db.Now))
        );

    /// <summary>For rules without a database: somebody with these roles.</summary>
    public static Actor Actor(params Role[] roles) =>
        new(Guid.CreateVersion7(), "Somebody", "somebody@example.org", roles.ToHashSet(), []);

    /// <summary>For rules without a database: somebody of this organization.</summary>
    public static Actor MemberOf(
        Guid organizationId,
        OrganizationRole role = OrganizationRole.Editor
    ) =>
        new(
            Guid.CreateVersion7(),
            "A colleague",
            "colleague@example.org",
            new HashSet<Role>(),
            [new Membership(organizationId, role)]
        );

    /// <summary>Somebody's doing at the tests' first instant.</summary>
    public static Stamp Stamp(Actor? by = null, DateTimeOffset? at = null) =>
        new(by ?? Actor(), at ?? TestDb.Start);

    private static Actor ActorOf(Account account) =>
        new(account.Id, account.Name, account.Email!, new HashSet<Role>(), []);
}
