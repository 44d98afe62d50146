using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Awards;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Awards.Agreement;

internal static class Grantee
{
    /// <summary>Who is told of an award: the organization's officials, and the lead of the application.</summary>
    public static async Task<IReadOnlyList<Recipient>> GranteeAsync(
        this GrantsDb db,
        Award award,
        CancellationToken cancel
    )
    {
        var lead = await db
            .Applications.Where(a => a.Id == award.ApplicationId)
            .Select(a => a.LeadId)
            .FirstAsync(cancel);
        var officials = await db.OfficialsOf(award.OrganizationId).ToListAsync(cancel);
        var leads = await db.Person(lead).ToListAsync(cancel);
        return [.. officials.Concat(leads).DistinctBy(r => r.Id)];
    }
}
