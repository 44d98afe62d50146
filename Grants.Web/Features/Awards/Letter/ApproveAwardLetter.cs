using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Awards;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Awards.Letter;

/// <summary>A second person stands for the letter that they read.</summary>
public sealed class ApproveAwardLetter(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <param name="letterId">The letter that was on the screen; a newer one has to be read first.</param>
    public async Task RunAsync(Guid awardId, Guid letterId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var award = await db
            .Awards.Include(a => a.Letters)
            .VisibleTo(stamp.By)
            .FirstOrNotFoundAsync(a => a.Id == awardId, "The award", cancel);
        award.IsOther(letterId).ThrowIfAny();
        award.ApproveLetter(stamp);
        await db.SaveChangesAsync(cancel);
    }
}

internal static class SeenLetter
{
    /// <summary>Why not, when the letter that a person saw isn't the one that counts any more.</summary>
    public static Refusal? IsOther(this Award award, Guid seenLetterId) =>
        award.Letter?.Id == seenLetterId
            ? null
            : new Refusal(
                "A newer letter was drafted meanwhile. Reload the page and read it first."
            );
}
