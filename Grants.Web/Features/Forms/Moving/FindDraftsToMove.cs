using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Forms.Moving;

/// <param name="Calls">Published calls that ask an earlier version, with their drafts.</param>
/// <param name="CannotMove">Why nothing can be moved to this version, or null.</param>
public sealed record DraftsToMove(
    string Title,
    IReadOnlyList<CallToMove> Calls,
    Refusal? CannotMove
);

/// <param name="From">Number of the version that the call asks now.</param>
public sealed record CallToMove(Guid Id, string Title, int From, IReadOnlyList<DraftToMove> Drafts);

public sealed record DraftToMove(
    Guid Id,
    string Title,
    string Organization,
    string Lead,
    bool AwaitsSignOff,
    FormChange Change
);

/// <summary>What would change for each draft, were it to go on with this version.</summary>
public sealed class FindDraftsToMove(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<DraftsToMove> RunAsync(Guid formVersionId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        (await caller.ActorAsync(cancel)).Cannot(Permission.ManagePrograms).ThrowIfAny();
        var form = await db
            .FormVersions.AsNoTracking()
            .FirstOrNotFoundAsync(f => f.Id == formVersionId, "The form", cancel);
        var calls = await db
            .Calls.AsNoTracking()
            .Where(c => c.Status == CallStatus.Published && c.FormVersionId != form.Id)
            .Join(
                db.FormVersions.Where(f => f.Name == form.Name),
                c => c.FormVersionId,
                f => f.Id,
                (c, f) => new { Call = c, f.Number }
            )
            .OrderBy(c => c.Call.Title)
            .ToListAsync(cancel);
        List<CallToMove> found = [];
        foreach (var call in calls)
            found.Add(
                new CallToMove(
                    call.Call.Id,
                    call.Call.Title,
                    call.Number,
                    await DraftsAsync(db, call.Call, form.Definition, cancel)
                )
            );
        return new DraftsToMove($"{form.Name}, version {form.Number}", found, form.CannotBeAsked());
    }

    private static async Task<IReadOnlyList<DraftToMove>> DraftsAsync(
        GrantsDb db,
        Call call,
        FormDefinition form,
        CancellationToken cancel
    )
    {
        var drafts = await db
            .Applications.AsNoTracking()
            .Where(a => a.CallId == call.Id)
            .Unsent()
            .Include(a => a.Answers)
            .OrderBy(a => a.Id)
            .ToListAsync(cancel);
        var (forms, organizations, people) = (
            drafts.Select(d => d.FormVersionId).Distinct().ToList(),
            drafts.Select(d => d.OrganizationId).ToList(),
            drafts.Select(d => d.LeadId).ToList()
        );
        var definitions = await db
            .FormVersions.Where(f => forms.Contains(f.Id))
            .ToDictionaryAsync(f => f.Id, f => f.Definition, cancel);
        var names = await db
            .Organizations.Where(o => organizations.Contains(o.Id))
            .ToDictionaryAsync(o => o.Id, o => o.LegalName, cancel);
        var leads = await db
            .Users.Where(u => people.Contains(u.Id))
            .ToDictionaryAsync(u => u.Id, u => u.Name, cancel);
        return
        [
            .. drafts.Select(d => new DraftToMove(
                d.Id,
                d.Title,
                names[d.OrganizationId],
                leads[d.LeadId],
                d.Status == ApplicationStatus.AwaitingSignOff,
                FormChange.Between(definitions[d.FormVersionId], form, d.ValueOf, call.BudgetRules)
            )),
        ];
    }
}
