using Grants.Data;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Web.Features.Applications.Form;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Screening;

/// <summary>Keeps one answer of an application's checklist as soon as it is given. The first one begins the checklist.</summary>
public sealed class AnswerChecklist(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <param name="basedOn">The answer's version that the person saw, 0 for none.</param>
    /// <exception cref="AnswerConflictException">A colleague saved another answer since.</exception>
    public async Task<SavedAnswer> RunAsync(
        Guid applicationId,
        string questionKey,
        string value,
        int basedOn,
        CancellationToken cancel
    )
    {
        for (var attempt = 1; ; attempt++)
            try
            {
                return await SaveAsync(applicationId, questionKey, value, basedOn, cancel);
            }
            catch (DbUpdateException) when (attempt < 5)
            {
                // A colleague saved between our read and our write; looking again tells whether that matters.
            }
    }

    private async Task<SavedAnswer> SaveAsync(
        Guid applicationId,
        string questionKey,
        string value,
        int basedOn,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var application = await db.Applications.ForStaffAsync(applicationId, stamp.By, db, cancel);
        var checklist = await db
            .ScreeningChecklists.Include(c => c.Answers)
            .FirstOrDefaultAsync(c => c.ApplicationId == applicationId, cancel);
        var form = checklist is null
            ? await db.CurrentChecklistAsync(stamp, cancel)
            : await db.FormVersions.SingleAsync(f => f.Id == checklist.FormVersionId, cancel);
        if (checklist is null)
            db.Add(checklist = new ScreeningChecklist(applicationId, form));
        var answer = checklist.Answer(
            form.Definition,
            application,
            questionKey,
            value,
            basedOn,
            stamp
        );
        await db.SaveChangesAsync(cancel);
        return new SavedAnswer(answer.Version, stamp.At);
    }
}

/// <param name="Answers">By the answer's key, with who gave them.</param>
/// <param name="Organizations">Names of those registered here; empty where the form asks for none.</param>
/// <param name="Unmet">In words; empty when everything is met.</param>
public sealed record ChecklistDetails(
    Guid ApplicationId,
    Guid ReaderId,
    FormDefinition Form,
    IReadOnlyDictionary<string, ChecklistAnswer> Answers,
    IReadOnlyList<string> Organizations,
    string Unmet,
    Refusal? CannotAnswer
);

/// <summary>The checklist of one application, with who answered what.</summary>
public sealed class ReadChecklist(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<ChecklistDetails> RunAsync(Guid applicationId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var application = await db
            .Applications.AsNoTracking()
            .ForStaffAsync(applicationId, stamp.By, db, cancel);
        var checklist = await db
            .ScreeningChecklists.AsNoTracking()
            .Include(c => c.Answers)
            .FirstOrDefaultAsync(c => c.ApplicationId == applicationId, cancel);
        // Nothing is saved here: the shipped form that this may add stays in memory.
        var form = checklist is null
            ? (await db.CurrentChecklistAsync(stamp, cancel)).Definition
            : await db
                .FormVersions.Where(f => f.Id == checklist.FormVersionId)
                .Select(f => f.Definition)
                .SingleAsync(cancel);
        var answers = (checklist?.Answers ?? []).ToDictionary(a => a.QuestionKey);
        var reading = new FormReading(form, key => answers.GetValueOrDefault(key)?.Value ?? "");
        var (open, failed) = ScreeningChecklist.Count(reading);
        return new ChecklistDetails(
            applicationId,
            stamp.By.Id,
            form,
            answers,
            await db.OrganizationNamesAsync(form, cancel),
            ScreeningChecklist.Unmet(open, failed),
            ScreeningChecklist.CannotAnswer(stamp.By, application)
        );
    }
}
