using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Applications;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Form;

/// <param name="Version">The answer's version now; the next save is based on it.</param>
public readonly record struct SavedAnswer(int Version, DateTimeOffset At);

/// <summary>Saves one answer as it is typed, complete or not.</summary>
public sealed class SaveAnswer(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    IOpenForms open
)
{
    /// <param name="basedOn">The answer's version that the editor saw, 0 for none.</param>
    /// <exception cref="AnswerConflictException">Somebody else saved another text since.</exception>
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
                // Somebody saved between our read and our write. Looking again lets the rule tell whether that matters.
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
        var application = await db
            .Applications.OfMine(stamp.By)
            .AsSplitQuery()
            .Include(a => a.Answers)
            .Include(a => a.InfoRequests)
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel);
        var form = await db.FormOfAsync(application, cancel);

        var version = application.SaveAnswer(form, questionKey, value, basedOn, stamp);

        db.Touch(application);
        await db.SaveChangesAsync(cancel);
        open.Tell(applicationId, new FormNews(questionKey, version));
        return new SavedAnswer(version, stamp.At);
    }
}
