using System.Xml.Linq;
using Grants.Data;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Platform.Security;

/// <summary>
/// Data protection keys in the database, so that cookies hold across nodes and restarts. Not the framework's own store:
/// that one saves synchronously, which a writer that may have to wait for its turn doesn't do.
/// </summary>
internal sealed class KeysInDatabase(IDbContextFactory<GrantsDb> databases) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = databases.CreateDbContext();
        return
        [
            .. db
                .DataProtectionKeys.AsNoTracking()
                .Select(k => k.Xml)
                .AsEnumerable()
                .OfType<string>()
                .Select(xml => XElement.Parse(xml)),
        ];
    }

    // The interface is synchronous; this happens once in 90 days.
    public void StoreElement(XElement element, string friendlyName) =>
        StoreAsync(element, friendlyName).GetAwaiter().GetResult();

    private async Task StoreAsync(XElement element, string friendlyName)
    {
        await using var db = await databases.CreateDbContextAsync().ConfigureAwait(false);
        db.DataProtectionKeys.Add(
            new DataProtectionKey
            {
                FriendlyName = friendlyName,
                Xml = element.ToString(SaveOptions.DisableFormatting),
            }
        );
        await db.SaveChangesAsync().ConfigureAwait(false);
    }
}
