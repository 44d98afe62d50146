using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Deleted;

/// <param name="GoneAt">When it can no longer be restored.</param>
/// <param name="CannotRestore">Why this person may not restore it, or null.</param>
public sealed record DeletedDraft(
    Guid Id,
    string Name,
    string Organization,
    string Call,
    DateTimeOffset DeletedAt,
    DateTimeOffset GoneAt,
    Refusal? CannotRestore
);

/// <summary>Drafts that were thrown away and can still be restored, the newest first.</summary>
public sealed class ListDeleted(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<Page<DeletedDraft>> RunAsync(int page, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var found = await (
            from a in db.Applications.AsNoTracking().OfMine(stamp.By)
            where a.Status == ApplicationStatus.Deleted
            orderby a.DeletedAt descending, a.Id
            select new
            {
                Application = a,
                Organization = db.Organizations.First(o => o.Id == a.OrganizationId).LegalName,
                Call = db.Calls.First(c => c.Id == a.CallId).Title,
            }
        ).ToPageAsync(page, cancel);
        return new Page<DeletedDraft>(
            [
                .. found.Rows.Select(f => new DeletedDraft(
                    f.Application.Id,
                    f.Application.Title.Length > 0 ? f.Application.Title : "New application",
                    f.Organization,
                    f.Call,
                    f.Application.DeletedAt!.Value,
                    f.Application.DeletedAt!.Value + Application.KeptDeleted,
                    f.Application.CannotRestore(stamp.By, stamp.At)
                )),
            ],
            found.Number,
            found.Size,
            found.Total
        );
    }
}
