using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Accounts.FunderSettings;

/// <summary>The funder's words and numbering, to be edited.</summary>
public sealed class GetFunder(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<FunderForm> RunAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        (await caller.ActorAsync(cancel)).Cannot(Permission.ManageFunder).ThrowIfAny();
        return await db
            .Funders.AsNoTracking()
            .OrderBy(f => f.Id)
            .Select(f => new FunderForm
            {
                Id = f.Id,
                Version = f.Version,
                LogoFileId = f.LogoFileId,
                Name = f.Name,
                ShortName = f.ShortName,
                Tagline = f.Tagline,
                About = f.About,
                ContactEmail = f.ContactEmail,
                PostalAddress = f.PostalAddress,
                CreditLine = f.CreditLine,
                AwardPrefix = f.AwardPrefix,
            })
            .FirstOrNotFoundAsync("The funder", cancel);
    }
}

/// <summary>Changes what every page, mail and letter says of the funder.</summary>
public sealed class DescribeFunder(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    CurrentFunder current
)
{
    /// <exception cref="DbUpdateConcurrencyException">Somebody changed it since the form was read.</exception>
    public async Task RunAsync(FunderForm form, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var funder = await db.Funders.FirstOrNotFoundAsync(
            f => f.Id == form.Id,
            "The funder",
            cancel
        );
        db.Expect(funder, form.Version);
        funder.Describe(
            form.Name ?? "",
            form.ShortName ?? "",
            form.Tagline?.Trim() ?? "",
            form.About?.ReplaceLineEndings("\n").Trim() ?? "",
            form.ContactEmail?.Trim() ?? "",
            form.PostalAddress?.ReplaceLineEndings("\n").Trim() ?? "",
            form.CreditLine?.Trim() ?? "",
            form.AwardPrefix ?? "",
            stamp
        );
        await db.SaveChangesAsync(cancel);
        current.Forget();
    }
}
