using Grants.Data;
using Grants.Domain.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Accounts.Setup;

/// <summary>Whether this installation has its first administrator. Once it has, it is never asked again.</summary>
public sealed class Installation(IDbContextFactory<GrantsDb> databases)
{
    private volatile bool _isSetUp;

    public async Task<bool> IsSetUpAsync(CancellationToken cancel)
    {
        if (_isSetUp)
            return true;
        await using var db = await databases.CreateDbContextAsync(cancel);
        return _isSetUp = await HasAdministratorAsync(db, cancel);
    }

    internal static Task<bool> HasAdministratorAsync(GrantsDb db, CancellationToken cancel) =>
        db.RoleAssignments.AnyAsync(r => r.Role == Role.Administrator, cancel);
}
