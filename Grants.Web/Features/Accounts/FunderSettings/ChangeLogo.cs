using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Files;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Grants.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Accounts.FunderSettings;

/// <summary>Keeps the funder's logo for letters. What it is, its first bytes say, and not its name.</summary>
public sealed class ChangeLogo(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    IFileStore store
)
{
    /// <summary>Bytes. Each letter carries the logo, so a larger one makes every letter large.</summary>
    public const long Limit = 1 << 20;

    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF];

    /// <param name="content">Seekable.</param>
    /// <exception cref="RefusedException">Neither PNG nor JPEG, or too large.</exception>
    public async Task RunAsync(Stream content, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        stamp.By.Cannot(Permission.ManageFunder).ThrowIfAny();
        var funder = await db.Funders.OrderBy(f => f.Id).FirstOrNotFoundAsync("The funder", cancel);
        var (type, ending) = await TypeOfAsync(content, cancel);
        var bytes = await store.StoreAsync(content, Limit, cancel);
        var file = new StoredFile(
            FileOwner.Funder,
            funder.Id,
            $"logo.{ending}",
            type,
            bytes.Size,
            bytes.Sha256,
            stamp
        );
        db.Files.Add(file);
        funder.ChangeLogo(file.Id, stamp);
        await db.SaveChangesAsync(cancel);
    }

    private static async Task<(string Type, string Ending)> TypeOfAsync(
        Stream content,
        CancellationToken cancel
    )
    {
        var first = new byte[Png.Length];
        var read = await content.ReadAtLeastAsync(first, first.Length, false, cancel);
        content.Position = 0;
        if (first.AsSpan(0, read).StartsWith(Png))
            return ("image/png", "png");
        return first.AsSpan(0, read).StartsWith(Jpeg)
            ? ("image/jpeg", "jpg")
            : throw new RefusedException(new Refusal("The logo must be a PNG or JPEG file."));
    }
}
