using Grants.Data;
using Grants.Domain.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Platform;

/// <summary>
/// Runs what a person asked for and turns a no into a sentence for them: refusals, records that are gone, lost races. The
/// only place on screens that catches.
/// </summary>
public sealed class Guarded(IDbContextFactory<GrantsDb> databases)
{
    /// <summary>Null when it went through; otherwise what to tell.</summary>
    public async Task<string?> RunAsync(Func<Task> work, CancellationToken cancel)
    {
        try
        {
            await work();
            return null;
        }
        catch (RefusedException refused)
        {
            return refused.Refusal.Reason;
        }
        catch (NotFoundException)
        {
            return "It is no longer there, or you may no longer see it. Go back and reload the list.";
        }
        catch (DbUpdateConcurrencyException race)
        {
            return await WhoWasFasterAsync(race, cancel);
        }
    }

    private async Task<string> WhoWasFasterAsync(
        DbUpdateConcurrencyException race,
        CancellationToken cancel
    )
    {
        const string General =
            "Somebody changed this while you had it open. Nothing of yours was saved; reload the page to see the change.";
        if (race.Entries.Select(e => e.Entity).OfType<Aggregate>().FirstOrDefault() is not { } root)
            return General;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var (type, id) = (root.GetType().Name, root.Id);
        var last = await db
            .AuditEntries.AsNoTracking()
            .Where(e => e.SubjectType == type && e.SubjectId == id)
            .OrderByDescending(e => e.At)
            .Select(e => new
            {
                e.ActorName,
                e.Verb,
                e.Detail,
            })
            .FirstOrDefaultAsync(cancel);
        if (last is null)
            return General;
        var what = Words.Of(last.Verb) + (last.Detail is null ? "" : $": {last.Detail}");
        return $"{last.ActorName} changed this while you had it open (\"{what}\"). Nothing of yours was saved; reload the page to see the change.";
    }
}
