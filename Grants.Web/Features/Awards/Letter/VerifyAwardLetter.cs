using System.Security.Cryptography;
using Grants.Data;
using Grants.Data.Queries;
using Grants.Web.Platform.Security;
using Grants.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Awards.Letter;

/// <param name="Kept">SHA-256 that was written down with the letter.</param>
/// <param name="Found">SHA-256 of the stored bytes as they are now.</param>
public sealed record LetterVerification(string Kept, string Found)
{
    public bool IsSame => Kept == Found;
}

/// <summary>Reads the stored file of a letter again and compares its SHA-256 with the one that was kept.</summary>
public sealed class VerifyAwardLetter(
    IDbContextFactory<GrantsDb> databases,
    IFileStore store,
    Caller caller
)
{
    /// <exception cref="Grants.Domain.Kernel.NotFoundException">No such letter for this person, or its file is gone.</exception>
    public async Task<LetterVerification> RunAsync(
        Guid awardId,
        Guid letterId,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        var letters =
            from a in db.Awards.AsNoTracking().VisibleTo(actor)
            from l in a.Letters
            join f in db.Files.VisibleTo(actor, db) on l.FileId equals f.Id
            where a.Id == awardId && l.Id == letterId
            select new { l.Sha256, InStore = f.Sha256 };
        var letter = await letters.FirstOrNotFoundAsync("The letter", cancel);
        await using var bytes = await store.OpenAsync(letter.InStore, cancel);
        return new LetterVerification(
            letter.Sha256,
            Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, cancel))
        );
    }
}
