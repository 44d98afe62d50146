using Grants.Data;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Form;

internal static class DraftQueries
{
    /// <summary>Of organizations to choose from; any other can be typed.</summary>
    private const int MostNames = 2_000;

    /// <summary>Names of organizations to offer; none where the form asks for none.</summary>
    public static async Task<IReadOnlyList<string>> OrganizationNamesAsync(
        this GrantsDb db,
        FormDefinition form,
        CancellationToken cancel
    ) =>
        form.AllQuestions.Any(q =>
            q.Type == QuestionType.Organization
            || q.Columns.Any(c => c.Type == QuestionType.Organization)
        )
            ? await db
                .Organizations.OrderBy(o => o.LegalName)
                .Select(o => o.LegalName)
                .Take(MostNames)
                .ToListAsync(cancel)
            : [];

    /// <summary>The form that the application answers.</summary>
    public static Task<FormDefinition> FormOfAsync(
        this GrantsDb db,
        Application application,
        CancellationToken cancel
    ) =>
        db
            .FormVersions.Where(f => f.Id == application.FormVersionId)
            .Select(f => f.Definition)
            .SingleAsync(cancel);

    /// <summary>
    /// An answer is a row of its own. The application's version moves with it, so that a submission and an answer that meet
    /// can't both win.
    /// </summary>
    public static void Touch(this GrantsDb db, Application application)
    {
        if (db.ChangeTracker.HasChanges())
            db.Entry(application).Property(a => a.Version).IsModified = true;
    }
}
