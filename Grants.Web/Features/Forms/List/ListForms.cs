using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Forms.List;

/// <param name="Versions">The newest first.</param>
public sealed record FormRow(string Name, FormKind Kind, IReadOnlyList<VersionRow> Versions);

/// <param name="Calls">Titles of the calls that ask it.</param>
public sealed record VersionRow(
    Guid Id,
    string Name,
    int Number,
    FormKind Kind,
    bool IsInUse,
    int Applications,
    IReadOnlyList<string> Calls
);

/// <summary>Forms by name, each with its versions and where they are used.</summary>
public sealed class ListForms(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<Page<FormRow>> RunAsync(FormKind? kind, int page, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        (await caller.ActorAsync(cancel)).Cannot(Permission.ManagePrograms).ThrowIfAny();
        var names = await db
            .FormVersions.Where(f => kind == null || f.Kind == kind)
            .Select(f => f.Name)
            .Distinct()
            .OrderBy(n => n)
            .ToPageAsync(page, cancel);
        var shown = names.Rows;
        var versions = await db
            .FormVersions.AsNoTracking()
            .Where(f => shown.Contains(f.Name))
            .OrderByDescending(f => f.Number)
            .Select(f => new VersionRow(
                f.Id,
                f.Name,
                f.Number,
                f.Kind,
                db.InUse().Any(u => u.Id == f.Id),
                db.Applications.Count(a => a.FormVersionId == f.Id),
                db.Calls.Where(c => c.FormVersionId == f.Id)
                    .OrderByDescending(c => c.DeadlineAt)
                    .Select(c => c.Title)
                    .ToList()
            ))
            .ToListAsync(cancel);
        var byName = versions.ToLookup(v => v.Name);
        return new Page<FormRow>(
            [.. shown.Select(n => new FormRow(n, byName[n].First().Kind, [.. byName[n]]))],
            names.Number,
            names.Size,
            names.Total
        );
    }
}
