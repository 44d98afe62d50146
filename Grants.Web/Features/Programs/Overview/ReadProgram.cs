using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Web.Features.Programs.Calls;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Programs.Overview;

public sealed record ProgramDetails(
    Guid Id,
    int Version,
    string Name,
    string Summary,
    Page<CallRow> Calls
);

/// <summary>A program with one page of its calls.</summary>
public sealed class ReadProgram(
    IDbContextFactory<GrantsDb> databases,
    ListCalls calls,
    Caller caller
)
{
    public async Task<ProgramDetails> RunAsync(
        Guid id,
        CallStatus? status,
        int page,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        (await caller.ActorAsync(cancel)).Cannot(Permission.ManagePrograms).ThrowIfAny();
        var program = await db
            .Programs.AsNoTracking()
            .Where(p => p.Id == id)
            .Select(p => new
            {
                p.Version,
                p.Name,
                p.Summary,
            })
            .FirstOrNotFoundAsync("The program", cancel);
        return new ProgramDetails(
            id,
            program.Version,
            program.Name,
            program.Summary,
            await calls.RunAsync(id, status, page, cancel)
        );
    }
}
