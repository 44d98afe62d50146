using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Programs.Calls;

/// <param name="Zone">Of the newest call, since a funder announces in one zone; empty for the first.</param>
public sealed record NewCallChoices(string Program, string Zone, CallChoices Choices);

/// <summary>What a new call of a program can start from.</summary>
public sealed class ReadNewCall(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<NewCallChoices> RunAsync(Guid programId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        (await caller.ActorAsync(cancel)).Cannot(Permission.ManagePrograms).ThrowIfAny();
        var program = await db
            .Programs.Where(p => p.Id == programId)
            .Select(p => new
            {
                p.Name,
                Zone = db.Calls.OrderByDescending(c => c.Id).Select(c => c.Zone).FirstOrDefault(),
            })
            .FirstOrNotFoundAsync("The program", cancel);
        return new NewCallChoices(
            program.Name,
            program.Zone ?? "",
            await db.ChoicesAsync(null, cancel)
        );
    }
}
