using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Web.Features.Programs.Calls;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Programs.Overview;

/// <param name="CallCount">All of them; the newest are in <paramref name="Newest"/>.</param>
public sealed record ProgramRow(
    Guid Id,
    string Name,
    string Summary,
    int CallCount,
    IReadOnlyList<CallRow> Newest
);

/// <summary>Programs by name, each with its newest calls.</summary>
public sealed class ListPrograms(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <summary>Calls shown under a program here; its own page has all.</summary>
    public const int NewestCalls = 5;

    public async Task<Page<ProgramRow>> RunAsync(int page, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        stamp.By.Cannot(Permission.ManagePrograms).ThrowIfAny();
        var programs = await db
            .Programs.AsNoTracking()
            .OrderBy(p => p.Name)
            .ThenBy(p => p.Id)
            .Select(p => new ProgramRow(
                p.Id,
                p.Name,
                p.Summary,
                db.Calls.Count(c => c.ProgramId == p.Id && !c.IsTest),
                new List<CallRow>()
            ))
            .ToPageAsync(page, cancel);
        var shown = programs.Rows.Select(p => p.Id).ToList();
        var calls = await db
            .Programs.Where(p => shown.Contains(p.Id))
            .SelectMany(p =>
                db.Calls.Where(c => c.ProgramId == p.Id)
                    .OrderByDescending(c => c.DeadlineAt)
                    .ThenByDescending(c => c.Id)
                    .Take(NewestCalls)
            )
            .AsRows(db, stamp.At)
            .ToListAsync(cancel);
        var byProgram = calls.ToLookup(c => c.ProgramId);
        return programs with
        {
            Rows =
            [
                .. programs.Rows.Select(p =>
                    p with
                    {
                        Newest = [.. byProgram[p.Id].OrderByDescending(c => c.DeadlineAt)],
                    }
                ),
            ],
        };
    }
}
