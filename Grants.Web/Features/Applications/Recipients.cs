using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Applications;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications;

internal static class Recipients
{
    /// <summary>Whom news of an application goes to: the lead and the organization's officials, each once.</summary>
    public static async Task<IReadOnlyList<Recipient>> OfApplicationAsync(
        this GrantsDb db,
        Application application,
        CancellationToken cancel
    ) =>
        [
            .. (await db.Person(application.LeadId).ToListAsync(cancel))
                .Concat(await db.OfficialsOf(application.OrganizationId).ToListAsync(cancel))
                .DistinctBy(r => r.Id),
        ];
}
