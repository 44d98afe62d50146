using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Awards;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Awards.Letter;

/// <summary>
/// Makes the award's letter from what is stored now and keeps it: PDF, SHA-256 and the data in it. It voids the one before.
/// </summary>
public sealed class DraftAwardLetter(
    IDbContextFactory<GrantsDb> databases,
    LetterFiles files,
    Caller caller
)
{
    public async Task RunAsync(Guid awardId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var award = await db
            .Awards.Include(a => a.Letters)
            .VisibleTo(stamp.By)
            .FirstOrNotFoundAsync(a => a.Id == awardId, "The award", cancel);
        award.CannotPrepare(stamp.By, nameof(Award.DraftLetter)).ThrowIfAny();

        var data = await db.LetterDataAsync(award, stamp.At, cancel);
        var file = await files.KeepAsync(
            AwardLetterDocument.Of(data, stamp.At),
            award,
            $"{award.Number}-letter-{award.Letters.Count + 1}",
            stamp,
            cancel
        );
        db.Files.Add(file);
        award.DraftLetter(file.Id, file.Sha256, data.ToJson(), data.TemplateVersion, stamp);
        await db.SaveChangesAsync(cancel);
    }
}
