using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Applications;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Form;

/// <summary>The answers that are stored in another version than a window shows.</summary>
public sealed class CatchUp(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <param name="seen">Question key to the answer's version in the window; left out means none.</param>
    public async Task<IReadOnlyList<Answer>> RunAsync(
        Guid applicationId,
        IReadOnlyDictionary<string, int> seen,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var answers = db
            .Applications.AsNoTracking()
            .OfMine(await caller.ActorAsync(cancel))
            .Where(a => a.Id == applicationId)
            .SelectMany(a => a.Answers);
        // Versions first: most of the time nothing changed, and answers may be long.
        var versions = await answers
            .Select(a => new { a.QuestionKey, a.Version })
            .ToListAsync(cancel);
        var changed = versions
            .Where(v => seen.GetValueOrDefault(v.QuestionKey) < v.Version)
            .Select(v => v.QuestionKey)
            .ToList();
        return changed.Count == 0
            ? []
            : await answers.Where(a => changed.Contains(a.QuestionKey)).ToListAsync(cancel);
    }
}
