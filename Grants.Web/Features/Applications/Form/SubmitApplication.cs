using System.Globalization;
using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Applications;
using Grants.Domain.Files;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Form;

/// <param name="Sha256">Of the text that was handed in.</param>
public sealed record Receipt(string ReferenceNumber, DateTimeOffset SubmittedAt, string Sha256);

/// <summary>
/// Hands the draft in: checks everything once more, keeps what was handed in, gives the reference number and writes the
/// receipts. Handing in twice gives the first receipt again.
/// </summary>
public sealed class SubmitApplication(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    SubmissionPdf pdf,
    CurrentFunder funder,
    SiteAddress site
)
{
    /// <param name="seen">Question key to the version of the answer that the person saw.</param>
    /// <exception cref="RefusedException">It is late, incomplete, or somebody changed an answer meanwhile.</exception>
    public async Task<Receipt> RunAsync(
        Guid applicationId,
        IReadOnlyDictionary<string, int> seen,
        CancellationToken cancel
    )
    {
        // The moment of the request counts, not the moment at which its turn to write came.
        var stamp = await caller.StampAsync(cancel);
        for (var attempt = 1; ; attempt++)
            try
            {
                return await SubmitAsync(applicationId, seen, stamp, cancel);
            }
            catch (DbUpdateException) when (attempt < 5)
            {
                // Another save came between. Looking again either finds it handed in or says what changed.
            }
    }

    /// <summary>
    /// The PDF of the receipt takes longest, so it is printed between two short transactions: the first checks and gives the
    /// number, the second checks once more and hands in. While one prints, nobody waits for the turn to write.
    /// </summary>
    private async Task<Receipt> SubmitAsync(
        Guid applicationId,
        IReadOnlyDictionary<string, int> seen,
        Stamp stamp,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        Receipt? receipt = null;
        (Application Application, Call Call, FormDefinition Form)? ready = null;
        await InTurnAsync(
            db,
            applicationId,
            stamp,
            async application =>
            {
                receipt = ReceiptOf(application);
                if (receipt is null)
                    ready = await NumberAsync(db, application, seen, stamp, cancel);
            },
            cancel
        );
        if (ready is not { } draft)
            return receipt!;
        var printed = await pdf.PrintAsync(
            db,
            draft.Application,
            draft.Call,
            draft.Form,
            stamp,
            cancel
        );
        db.ChangeTracker.Clear();
        await InTurnAsync(
            db,
            applicationId,
            stamp,
            async application =>
            {
                if (ReceiptOf(application) is null)
                    await HandInAsync(db, application, printed, seen, stamp, cancel);
                receipt = ReceiptOf(application);
            },
            cancel
        );
        return receipt!;
    }

    private static Task InTurnAsync(
        GrantsDb db,
        Guid applicationId,
        Stamp stamp,
        Func<Application, Task> act,
        CancellationToken cancel
    ) =>
        db.InTransactionAsync(
            async () =>
            {
                await act(
                    await db
                        .Applications.OfMine(stamp.By)
                        .AsSplitQuery()
                        .Include(a => a.Answers)
                        .Include(a => a.Submissions)
                        .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel)
                );
                await db.SaveChangesAsync(cancel);
            },
            cancel
        );

    private async Task<(Application, Call, FormDefinition)> NumberAsync(
        GrantsDb db,
        Application application,
        IReadOnlyDictionary<string, int> seen,
        Stamp stamp,
        CancellationToken cancel
    )
    {
        var (call, form) = await ReadyAsync(db, application, seen, stamp, cancel);
        var number =
            application.ReferenceNumber
            ?? await NextNumberAsync(
                db,
                call.IsTest
                    ? "TEST"
                    : Funder.ReferencePrefix((await funder.GetAsync(cancel)).ShortName),
                new Deadline(stamp.At, call.Zone),
                cancel
            );
        application.TakeNumber(number, call, form, stamp);
        return (application, call, form);
    }

    private async Task HandInAsync(
        GrantsDb db,
        Application application,
        PrintedAnswers printed,
        IReadOnlyDictionary<string, int> seen,
        Stamp stamp,
        CancellationToken cancel
    )
    {
        var (call, form) = await ReadyAsync(db, application, seen, stamp, cancel);
        application.Submit(call, form, application.ReferenceNumber!, stamp);
        var submission = application.StandingSubmission()!;
        var file = pdf.Keep(db, application, submission, printed, stamp);
        await WriteReceiptsAsync(
            db,
            application,
            call,
            file,
            (await funder.GetAsync(cancel)).Name,
            stamp,
            cancel
        );
    }

    /// <exception cref="RefusedException">It can't be handed in as it is.</exception>
    private static async Task<(Call Call, FormDefinition Form)> ReadyAsync(
        GrantsDb db,
        Application application,
        IReadOnlyDictionary<string, int> seen,
        Stamp stamp,
        CancellationToken cancel
    )
    {
        var call = await db.Calls.SingleAsync(c => c.Id == application.CallId, cancel);
        var form = await db.FormOfAsync(application, cancel);
        application.CannotSubmit(stamp.By, call, form, stamp.At).ThrowIfAny();
        application.ChangedSince(seen, form).ThrowIfAny();
        await RefuseLostFilesAsync(db, application, form, cancel);
        return (call, form);
    }

    /// <summary>Each attached file is one that was sent to this application, with the bytes that the answer names.</summary>
    private static async Task RefuseLostFilesAsync(
        GrantsDb db,
        Application application,
        FormDefinition form,
        CancellationToken cancel
    )
    {
        var stored = await db
            .Files.Where(f => f.Owner == FileOwner.Application && f.OwnerId == application.Id)
            .ToDictionaryAsync(f => f.Id, f => f.Sha256, cancel);
        foreach (
            var file in application
                .Answers.Where(a => form.Find(a.QuestionKey)?.Type == QuestionType.Files)
                .SelectMany(a => AttachedFile.Parse(a.Value))
        )
            if (stored.GetValueOrDefault(file.Id) != file.Sha256)
                throw new RefusedException(
                    new Refusal(
                        $"\"{file.Name}\" isn't there any more. Remove it and send it again."
                    )
                );
    }

    private async Task WriteReceiptsAsync(
        GrantsDb db,
        Application application,
        Call call,
        StoredFile file,
        string funderName,
        Stamp stamp,
        CancellationToken cancel
    )
    {
        var text = ApplicationsMails.Receipt(
            application,
            application.StandingSubmission()!,
            call,
            stamp.By.Name,
            funderName,
            site
        );
        foreach (var to in await db.OfApplicationAsync(application, cancel))
            db.Mail.Add(text.To(to, application, stamp.At, file.Id));
    }

    /// <summary>"SJMAP-2026-0001": the year is the one that the call's zone has. Tests have a series of their own.</summary>
    private static async Task<string> NextNumberAsync(
        GrantsDb db,
        string prefix,
        Deadline received,
        CancellationToken cancel
    )
    {
        var series = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{received.Local.Year}");
        var number = await db.NextNumberAsync($"application {series}", cancel);
        return string.Create(CultureInfo.InvariantCulture, $"{series}-{number:0000}");
    }

    /// <summary>Null while it isn't handed in.</summary>
    private static Receipt? ReceiptOf(Application application) =>
        application.StandingSubmission() is { } submission
            ? new Receipt(application.ReferenceNumber!, submission.SubmittedAt, submission.Sha256)
            : null;
}
