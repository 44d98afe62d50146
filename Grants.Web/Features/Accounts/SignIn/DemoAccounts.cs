using Grants.Data;
using Grants.Web.Platform;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Accounts.SignIn;

/// <summary>A sample account, registered as a singleton by whoever loads the sample data.</summary>
/// <param name="Does">What to try with it, such as "Reviewer: scores the applications assigned to her".</param>
/// <param name="Side">Whose person it is: heading of a group.</param>
public sealed record DemoAccount(
    string Email,
    string Password,
    string Name,
    string Does,
    string Side
);

/// <summary>The sample accounts to show on the sign-in page: in demo mode only, and only those that exist.</summary>
public sealed class DemoAccounts(
    IDbContextFactory<GrantsDb> databases,
    SiteSettings settings,
    IEnumerable<DemoAccount> registered
)
{
    public async Task<IReadOnlyList<DemoAccount>> ListAsync(CancellationToken cancel)
    {
        var all = registered.ToList();
        if (!settings.Demo || all.Count == 0)
            return [];
        await using var db = await databases.CreateDbContextAsync(cancel);
        var emails = all.Select(a => a.Email).ToList();
        var existing = await db
            .Users.AsNoTracking()
            .Where(u => emails.Contains(u.Email!))
            .Select(u => u.Email)
            .ToListAsync(cancel);
        return [.. all.Where(a => existing.Contains(a.Email))];
    }
}
