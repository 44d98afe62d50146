using Grants.Data;
using Grants.Domain.Accounts;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Forms.List;

/// <summary>The first version of a new form: empty, or with what another version asks.</summary>
public sealed class CreateForm(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <param name="from">A version to copy, or null for an empty form.</param>
    /// <returns>The version's id.</returns>
    public async Task<Guid> RunAsync(
        string name,
        FormKind kind,
        Guid? from,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        stamp.By.Cannot(Permission.ManagePrograms).ThrowIfAny();
        if (string.IsNullOrWhiteSpace(name))
            throw new RefusedException(new Refusal("Give the form a name."));
        var copied = await db
            .FormVersions.AsNoTracking()
            .FirstOrDefaultAsync(f => f.Id == from, cancel);
        var form = new FormVersion(
            name.Trim(),
            1,
            copied?.Kind ?? kind,
            copied?.Definition ?? Empty(kind),
            stamp
        );
        await db.InTransactionAsync(
            async () =>
            {
                if (await db.FormVersions.AnyAsync(f => f.Name == form.Name, cancel))
                    throw new RefusedException(
                        new Refusal($"There is a form called \"{form.Name}\" already.")
                    );
                db.FormVersions.Add(form);
                await db.SaveChangesAsync(cancel);
            },
            cancel
        );
        return form.Id;
    }

    private static FormDefinition Empty(FormKind kind) =>
        new([
            new FormSection(
                "first",
                kind == FormKind.Application ? "Project" : "Questions",
                "",
                kind == FormKind.Application
                    ?
                    [
                        new Question("first.title", "Project title", QuestionType.ShortText)
                        {
                            Required = true,
                            Purpose = QuestionPurpose.Title,
                        },
                    ]
                    : []
            ),
        ]);
}
