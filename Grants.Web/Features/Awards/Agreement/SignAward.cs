using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Kernel;
using Grants.Web.Features.Awards.Letter;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Awards.Agreement;

/// <summary>The grantee's authorized official signs the issued letter by typing their name.</summary>
public sealed class SignAward(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    SiteAddress site
)
{
    /// <param name="letterId">The letter that was on the screen.</param>
    /// <param name="office">In which the official signs, such as Director.</param>
    public async Task RunAsync(
        Guid awardId,
        Guid letterId,
        string typedName,
        string office,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var award = await db
            .Awards.Include(a => a.Letters)
            .VisibleTo(stamp.By)
            .FirstOrNotFoundAsync(a => a.Id == awardId, "The award", cancel);
        award.IsOther(letterId).ThrowIfAny();
        award.Sign(typedName, office, stamp);
        foreach (var to in await db.Person(award.Letter!.PreparedById).ToListAsync(cancel))
            db.Mail.Add(AwardsMails.Signed(award, to, site).To(to, award, stamp.At));
        await db.SaveChangesAsync(cancel);
    }
}
