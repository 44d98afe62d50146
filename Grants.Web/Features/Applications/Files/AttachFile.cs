using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Applications;
using Grants.Domain.Files;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Web.Features.Applications.Form;
using Grants.Web.Platform.Security;
using Grants.Web.Platform.Storage;
using Grants.Web.Platform.Uploads;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Files;

/// <summary>A file that was sent to a question of a draft is whole: it is kept and becomes part of the answer.</summary>
public sealed class AttachFile(
    IDbContextFactory<GrantsDb> databases,
    IFileStore store,
    IOpenForms open,
    Caller caller
)
{
    /// <summary>Most bytes of a file where the question says nothing.</summary>
    public const long Limit = 100L << 20;

    /// <summary>Throws where this person may not send files to the application now.</summary>
    public async Task AllowAsync(Guid applicationId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        (await FindAsync(db.Applications.AsNoTracking(), applicationId, actor, cancel))
            .CannotEdit(actor)
            .ThrowIfAny();
    }

    /// <summary>Why the announced file won't be taken, from its name and length; its content is looked at when it is there.</summary>
    public async Task<Refusal?> CannotBeginAsync(AnnouncedFile file, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var application = await FindAsync(
            db.Applications.AsNoTracking().Include(a => a.Answers),
            file.OwnerId,
            await caller.ActorAsync(cancel),
            cancel
        );
        if (await QuestionAsync(db, application, file.Place, cancel) is not { } question)
            return new Refusal("The form has no such question for files.");
        return UploadTarget.TooLarge(file, LimitOf(question))
            ?? Application.CannotAttach(
                question,
                AttachedFile.Parse(application.ValueOf(file.Place)),
                file.Name,
                file.Length
            );
    }

    public async Task RunAsync(Upload upload, Stream content, CancellationToken cancel)
    {
        await AllowAsync(upload.OwnerId, cancel);
        var name = FileNames.Clean(upload.Name);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var question = await QuestionOrRefuseAsync(db, upload, cancel);
        var kind = FileContent.Of(content);
        FileContent.Cannot(kind, name, question.Files?.Kinds ?? []).ThrowIfAny();
        content.Position = 0;
        var bytes = await store.StoreAsync(content, LimitOf(question), cancel);
        for (var attempt = 1; ; attempt++)
            try
            {
                await AttachAsync(upload, name, kind!.MediaType, bytes, cancel);
                return;
            }
            catch (DbUpdateException) when (attempt < 5)
            {
                // Somebody saved between our read and our write; both have room.
            }
    }

    private async Task AttachAsync(
        Upload upload,
        string name,
        string mediaType,
        StoredBytes bytes,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var application = await FindAsync(
            db.Applications.Include(a => a.Answers),
            upload.OwnerId,
            stamp.By,
            cancel
        );
        var file = new StoredFile(
            FileOwner.Application,
            application.Id,
            name,
            mediaType,
            bytes.Size,
            bytes.Sha256,
            stamp
        );
        var version = application.AttachFile(
            await db.FormOfAsync(application, cancel),
            upload.Place,
            new AttachedFile(file.Id, name, bytes.Size, bytes.Sha256),
            stamp
        );
        db.Files.Add(file);
        db.Touch(application);
        await db.SaveChangesAsync(cancel);
        open.Tell(application.Id, new FormNews(upload.Place, version));
    }

    private static long LimitOf(Question question) => question.Files?.MaxBytes ?? Limit;

    private async Task<Question> QuestionOrRefuseAsync(
        GrantsDb db,
        Upload upload,
        CancellationToken cancel
    )
    {
        var application = await FindAsync(
            db.Applications.AsNoTracking(),
            upload.OwnerId,
            await caller.ActorAsync(cancel),
            cancel
        );
        return await QuestionAsync(db, application, upload.Place, cancel)
            ?? throw new RefusedException(new Refusal("The form has no such question for files."));
    }

    private static async Task<Question?> QuestionAsync(
        GrantsDb db,
        Application application,
        string key,
        CancellationToken cancel
    ) =>
        (await db.FormOfAsync(application, cancel)).Find(key)
            is { Type: QuestionType.Files } question
            ? question
            : null;

    private static Task<Application> FindAsync(
        IQueryable<Application> applications,
        Guid id,
        Domain.Accounts.Actor actor,
        CancellationToken cancel
    ) =>
        applications
            .OfMine(actor)
            .Include(a => a.InfoRequests)
            .FirstOrNotFoundAsync(a => a.Id == id, "The application", cancel);
}

/// <summary>Takes a file out of a draft's answer. Its bytes stay while an earlier submission names it.</summary>
public sealed class RemoveAttachment(
    IDbContextFactory<GrantsDb> databases,
    IOpenForms open,
    Caller caller
)
{
    public async Task RunAsync(
        Guid applicationId,
        string questionKey,
        Guid fileId,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var application = await db
            .Applications.OfMine(stamp.By)
            .AsSplitQuery()
            .Include(a => a.Answers)
            .Include(a => a.Submissions)
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel);
        var version = application.RemoveFile(
            await db.FormOfAsync(application, cancel),
            questionKey,
            fileId,
            stamp
        );
        var isHandedIn = application.Submissions.Any(s =>
            s.AnswersJson.Contains(fileId.ToString(), StringComparison.OrdinalIgnoreCase)
        );
        if (!isHandedIn && await db.Files.FindAsync([fileId], cancel) is { } file)
            db.Files.Remove(file);
        db.Touch(application);
        await db.SaveChangesAsync(cancel);
        open.Tell(applicationId, new FormNews(questionKey, version));
    }
}
