using Grants.Data;
using Grants.Domain.Programs;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Programs.Overview;

/// <summary>A new standing purpose, without calls yet.</summary>
public sealed class CreateProgram(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <returns>The program's id.</returns>
    public async Task<Guid> RunAsync(string name, string summary, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var program = new GrantProgram(name, summary, await caller.StampAsync(cancel));
        db.Programs.Add(program);
        await db.SaveChangesAsync(cancel);
        return program.Id;
    }
}
