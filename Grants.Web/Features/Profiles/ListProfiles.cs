using System.Runtime.CompilerServices;
using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Csv;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Profiles;

/// <param name="Deliverables">That promise this or an older version.</param>
public sealed record ProfileRow(
    Guid Id,
    string Key,
    int Number,
    string Edition,
    string Level,
    string Material,
    int Deliverables
);

/// <param name="Editions">All there are, for the filter.</param>
public sealed record ProfileList(Page<ProfileRow> Page, IReadOnlyList<string> Editions);

/// <summary>The newest version of each technical profile: a page of them, or all for the export.</summary>
public sealed class ListProfiles(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<ProfileList> RunAsync(
        string? text,
        string? edition,
        int page,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        return new ProfileList(
            await Rows(db, actor, text, edition).ToPageAsync(page, cancel),
            await db
                .ProfileVersions.Select(p => p.Edition)
                .Distinct()
                .OrderBy(e => e)
                .ToListAsync(cancel)
        );
    }

    public CsvDownload<ProfileRow> Export(
        string? text,
        string? edition,
        CancellationToken cancel
    ) =>
        new(
            "technical-profiles.csv",
            [
                new("Profile", p => p.Key),
                new("Version", p => p.Number),
                new("Edition", p => p.Edition),
                new("Level", p => p.Level),
                new("Material", p => p.Material),
                new("Deliverables", p => p.Deliverables),
            ],
            AllAsync(text, edition, cancel)
        );

    private async IAsyncEnumerable<ProfileRow> AllAsync(
        string? text,
        string? edition,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = Rows(db, await caller.ActorAsync(cancel), text, edition).AsAsyncEnumerable();
        await foreach (var row in rows.WithCancellation(cancel))
            yield return row;
    }

    private static IQueryable<ProfileRow> Rows(
        GrantsDb db,
        Actor actor,
        string? text,
        string? edition
    )
    {
        actor.Cannot(Permission.ReadAwards).ThrowIfAny();
        var like = LikePattern.Containing(text);
        return db.NewestProfiles()
            .Where(p => string.IsNullOrEmpty(edition) || p.Edition == edition)
            .Where(p =>
                like == null
                || EF.Functions.Like(p.Material, like, LikePattern.Escape)
                || EF.Functions.Like(p.Key, like, LikePattern.Escape)
            )
            .OrderBy(p => p.Edition)
            .ThenBy(p => p.Material)
            .ThenBy(p => p.Key)
            .ThenBy(p => p.Id)
            .Select(p => new ProfileRow(
                p.Id,
                p.Key,
                p.Number,
                p.Edition,
                p.Level,
                p.Material,
                db.Deliverables.Count(d =>
                    d.Profiles.Any(c =>
                        db.ProfileVersions.Any(v => v.Id == c.ProfileVersionId && v.Key == p.Key)
                    )
                    || d.Materials.Any(l =>
                        db.ProfileVersions.Any(v => v.Id == l.ProfileVersionId && v.Key == p.Key)
                    )
                )
            ));
    }
}
