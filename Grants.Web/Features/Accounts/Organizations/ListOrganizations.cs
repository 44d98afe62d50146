using System.Runtime.CompilerServices;
using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Accounts.Organizations;

public sealed record OrganizationRow(
    Guid Id,
    string LegalName,
    OrganizationKind Kind,
    string Country,
    string? Region,
    string? IsilCode,
    int People
);

/// <summary>Every applicant organization, by name.</summary>
public sealed class ListOrganizations(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <param name="q">Part of a name or a code; null for all.</param>
    public async Task<Page<OrganizationRow>> RunAsync(string? q, int page, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await (await RowsAsync(db, q, cancel)).ToPageAsync(page, cancel);
    }

    /// <summary>All rows, for the export.</summary>
    public async IAsyncEnumerable<OrganizationRow> AllAsync(
        string? q,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = (await RowsAsync(db, q, cancel)).AsAsyncEnumerable();
        await foreach (var row in rows.WithCancellation(cancel))
            yield return row;
    }

    private async Task<IQueryable<OrganizationRow>> RowsAsync(
        GrantsDb db,
        string? q,
        CancellationToken cancel
    )
    {
        var actor = await caller.ActorAsync(cancel);
        actor.Cannot(Permission.ReadApplications).ThrowIfAny();
        var organizations = db.Organizations.AsNoTracking().VisibleTo(actor);
        if (LikePattern.Containing(q) is { } words)
            organizations = organizations.Where(o =>
                EF.Functions.Like(o.LegalName, words, LikePattern.Escape)
                || EF.Functions.Like(o.IsilCode!, words, LikePattern.Escape)
            );
        return organizations
            .OrderBy(o => o.LegalName)
            .ThenBy(o => o.Id)
            .Select(o => new OrganizationRow(
                o.Id,
                o.LegalName,
                o.Kind,
                o.Country,
                o.Region,
                o.IsilCode,
                o.Members.Count
            ));
    }
}
