using Grants.Data;
using Grants.Domain.Accounts;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Forms.Exchange;

/// <summary>What a file would become.</summary>
/// <param name="Form">Null when it can't be read.</param>
/// <param name="Number">1 for a new form; otherwise the next version of the form of the same name.</param>
public sealed record ImportPlan(ExchangedForm? Form, int Number, IReadOnlyList<FormFault> Faults);

/// <summary>A file becomes a new form, or the next version of the form of the same name. Looked at first, then taken in.</summary>
public sealed class ImportForm(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <summary>Of the file.</summary>
    public const int MaxBytes = 2_000_000;

    public async Task<ImportPlan> PlanAsync(string json, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        (await caller.ActorAsync(cancel)).Cannot(Permission.ManagePrograms).ThrowIfAny();
        var (form, faults) = await ReadAsync(db, json, cancel);
        return new ImportPlan(
            form,
            form is null ? 0 : await db.NextFormNumberAsync(form.Name, cancel),
            faults
        );
    }

    /// <returns>The version's id.</returns>
    public async Task<Guid> RunAsync(string json, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        stamp.By.Cannot(Permission.ManagePrograms).ThrowIfAny();
        var (form, faults) = await ReadAsync(db, json, cancel);
        if (form is null)
            throw new RefusedException(new Refusal($"The file can't be taken in. {faults[0]}"));
        FormVersion? made = null;
        await db.InTransactionAsync(
            async () =>
            {
                made = new FormVersion(
                    form.Name,
                    await db.NextFormNumberAsync(form.Name, cancel),
                    form.Kind,
                    form.Definition,
                    stamp
                );
                db.FormVersions.Add(made);
                await db.SaveChangesAsync(cancel);
            },
            cancel
        );
        return made!.Id;
    }

    /// <summary>All versions of a form are for the same.</summary>
    private static async Task<(ExchangedForm? Form, IReadOnlyList<FormFault> Faults)> ReadAsync(
        GrantsDb db,
        string json,
        CancellationToken cancel
    )
    {
        var (form, faults) = FormJson.Read(json);
        if (
            form is null
            || !await db.FormVersions.AnyAsync(
                f => f.Name == form.Name && f.Kind != form.Kind,
                cancel
            )
        )
            return (form, faults);
        return (
            null,
            [
                new FormFault(
                    "kind",
                    $"There is a form \"{form.Name}\" for something else. Change the name in the file."
                ),
            ]
        );
    }
}
