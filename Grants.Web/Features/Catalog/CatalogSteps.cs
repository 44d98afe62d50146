using Grants.Data;
using Grants.Domain.Accounts;
using Grants.Domain.Catalog;
using Grants.Web.Shared.NextSteps;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Catalog;

/// <summary>Drafts that an editor checks and publishes.</summary>
internal sealed class CatalogSteps(IDbContextFactory<GrantsDb> databases) : INextSteps
{
    public async Task<IReadOnlyList<NextStep>> RunAsync(Actor actor, CancellationToken cancel)
    {
        if (!actor.May(Permission.EditCatalog))
            return [];
        await using var db = await databases.CreateDbContextAsync(cancel);
        return
        [
            .. NextStep.Of(
                await db.CatalogRecords.CountAsync(r => r.Status == CatalogStatus.Draft, cancel),
                "Check and publish",
                "draft record",
                "draft records",
                CatalogRoutes.Drafts
            ),
        ];
    }
}
