using System.Text;
using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Documents;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Pdf;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Awards.Letter;

/// <summary>A letter as HTML, for reading on the screen. The PDF is what counts.</summary>
public sealed class ShowAwardLetter(
    IDbContextFactory<GrantsDb> databases,
    DocumentRenderers renderers,
    Caller caller
)
{
    /// <summary>What a letter drafted now would say; nothing is stored.</summary>
    public async Task<string> PreviewAsync(Guid awardId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        stamp.By.Cannot(Permission.ReadAwards).ThrowIfAny();
        var award = await db
            .Awards.AsNoTracking()
            .VisibleTo(stamp.By)
            .FirstOrNotFoundAsync(a => a.Id == awardId, "The award", cancel);
        var data = await db.LetterDataAsync(award, stamp.At, cancel);
        return await HtmlAsync(AwardLetterDocument.Of(data, stamp.At), cancel);
    }

    /// <summary>A kept letter from the data that was kept with it. People of the grantee see it once it was issued.</summary>
    public async Task<string> KeptAsync(Guid awardId, Guid letterId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        var letter = await db
            .Awards.AsNoTracking()
            .VisibleTo(actor)
            .Where(a => a.Id == awardId)
            .SelectMany(
                a => a.Letters,
                (a, l) =>
                    new
                    {
                        a.OrganizationId,
                        l.Id,
                        l.MergedData,
                        l.PreparedAt,
                        l.IssuedAt,
                    }
            )
            .FirstOrNotFoundAsync(l => l.Id == letterId, "The letter", cancel);
        if (letter.IssuedAt is null && actor.BelongsTo(letter.OrganizationId))
            throw new NotFoundException("The letter");
        return await HtmlAsync(
            AwardLetterDocument.Of(AwardLetterData.Parse(letter.MergedData), letter.PreparedAt),
            cancel
        );
    }

    private async Task<string> HtmlAsync(PrintDocument document, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        await renderers.Html.RenderAsync(document, bytes, cancel);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
