using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Forms.Moving;

/// <summary>
/// A published call asks another version of its form from now on, and every draft goes on with it; one that waits for the
/// sign-off becomes a draft again. Leads and, where they were to sign, officials are told what changed for them.
/// </summary>
public sealed class MoveDrafts(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    SiteAddress site
)
{
    /// <returns>How many drafts were moved.</returns>
    public async Task<int> RunAsync(Guid formVersionId, Guid callId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        stamp.By.Cannot(Permission.ManagePrograms).ThrowIfAny();
        var moved = 0;
        await db.InTransactionAsync(
            async () =>
            {
                var form = await db
                    .FormVersions.AsNoTracking()
                    .FirstOrNotFoundAsync(f => f.Id == formVersionId, "The form", cancel);
                var call = await db.Calls.FirstOrNotFoundAsync(
                    c => c.Id == callId && c.Status == CallStatus.Published,
                    "The call",
                    cancel
                );
                var before = await db
                    .FormVersions.AsNoTracking()
                    .SingleAsync(f => f.Id == call.FormVersionId, cancel);
                if (before.Name != form.Name)
                    throw new RefusedException(
                        new Refusal($"{call.Title} asks another form, \"{before.Name}\".")
                    );
                form.CannotBeAsked().ThrowIfAny();
                call.UseForm(form.Id, $"{form.Name}, version {form.Number}", stamp);
                moved = await MoveAsync(db, call, form, stamp, cancel);
                await db.SaveChangesAsync(cancel);
            },
            cancel
        );
        return moved;
    }

    private async Task<int> MoveAsync(
        GrantsDb db,
        Call call,
        FormVersion form,
        Stamp stamp,
        CancellationToken cancel
    )
    {
        var drafts = await db
            .Applications.Where(a => a.CallId == call.Id && a.FormVersionId != form.Id)
            .Unsent()
            .Include(a => a.Answers)
            .ToListAsync(cancel);
        var earlier = drafts.Select(d => d.FormVersionId).Distinct().ToList();
        var definitions = await db
            .FormVersions.Where(f => earlier.Contains(f.Id))
            .ToDictionaryAsync(f => f.Id, f => f.Definition, cancel);
        foreach (var draft in drafts)
        {
            var change = FormChange.Between(
                definitions[draft.FormVersionId],
                form.Definition,
                draft.ValueOf,
                call.BudgetRules
            );
            var waited = draft.Status == ApplicationStatus.AwaitingSignOff;
            if (waited)
                draft.SendBack($"The form changed to version {form.Number}.", stamp);
            draft.MoveToForm(
                form.Id,
                form.Definition,
                $"version {form.Number}: {change.Added.Count} added, {change.Removed.Count} no longer asked, {change.NotFitting.Count} to mend",
                stamp
            );
            var told = await db.Person(draft.LeadId).ToListAsync(cancel);
            if (waited)
                told.AddRange(await db.OfficialsOf(draft.OrganizationId).ToListAsync(cancel));
            foreach (var to in told.DistinctBy(p => p.Id))
                db.Mail.Add(
                    FormsMails.FormChanged(to, draft, waited, call, change, site, stamp.At)
                );
        }
        return drafts.Count;
    }
}

internal static class UnsentApplications
{
    /// <summary>Drafts, and those that wait for the sign-off.</summary>
    public static IQueryable<Application> Unsent(this IQueryable<Application> applications) =>
        applications.Where(a =>
            a.Status == ApplicationStatus.Draft || a.Status == ApplicationStatus.AwaitingSignOff
        );
}
