using Grants.Data;
using Grants.Data.Queries;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Programs.Overview;

/// <summary>Another name or summary for a program.</summary>
public sealed class DescribeProgram(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <param name="version">Of the program as the person saw it.</param>
    public async Task RunAsync(
        Guid programId,
        int version,
        string name,
        string summary,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var program = await db.Programs.FirstOrNotFoundAsync(
            p => p.Id == programId,
            "The program",
            cancel
        );
        db.Expect(program, version);
        program.Describe(name, summary, await caller.StampAsync(cancel));
        await db.SaveChangesAsync(cancel);
    }
}
