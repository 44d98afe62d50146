using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Forms.Building;

/// <param name="Faults">What has to be mended before a call can ask it.</param>
/// <param name="CannotEdit">Why it stays as it is, or null.</param>
/// <param name="CallsToChoose">Draft calls that ask something else.</param>
public sealed record FormDetails(
    Guid Id,
    int Version,
    string Name,
    int Number,
    FormKind Kind,
    FormDefinition Definition,
    IReadOnlyList<FormFault> Faults,
    Refusal? CannotEdit,
    IReadOnlyList<CallUse> Calls,
    int Applications,
    IReadOnlyList<VersionLink> Versions,
    IReadOnlyList<CallUse> CallsToChoose
)
{
    public string Title => $"{Name}, version {Number}";

    public bool IsInUse => Applications > 0 || Calls.Any(c => c.Status != CallStatus.Draft);
}

public sealed record CallUse(Guid Id, string Title, CallStatus Status);

public sealed record VersionLink(Guid Id, int Number);

/// <summary>One version of a form, for whoever builds it.</summary>
public sealed class ReadForm(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<FormDetails> RunAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        actor.Cannot(Permission.ManagePrograms).ThrowIfAny();
        var form = await db
            .FormVersions.AsNoTracking()
            .FirstOrNotFoundAsync(f => f.Id == id, "The form", cancel);
        var calls = await db
            .Calls.Where(c => c.FormVersionId == id || c.Status == CallStatus.Draft)
            .OrderBy(c => c.Title)
            .Select(c => new
            {
                Use = new CallUse(c.Id, c.Title, c.Status),
                Asks = c.FormVersionId == id,
            })
            .ToListAsync(cancel);
        return new FormDetails(
            id,
            form.Version,
            form.Name,
            form.Number,
            form.Kind,
            form.Definition,
            FormRules.Faults(form.Definition, form.Kind),
            FormVersion.CannotEdit(actor, await db.InUse().AnyAsync(f => f.Id == id, cancel)),
            [.. calls.Where(c => c.Asks).Select(c => c.Use)],
            await db.Applications.CountAsync(a => a.FormVersionId == id, cancel),
            await db
                .FormVersions.Where(f => f.Name == form.Name)
                .OrderByDescending(f => f.Number)
                .Select(f => new VersionLink(f.Id, f.Number))
                .ToListAsync(cancel),
            form.Kind == FormKind.Application
                ? [.. calls.Where(c => !c.Asks).Select(c => c.Use)]
                : []
        );
    }
}
