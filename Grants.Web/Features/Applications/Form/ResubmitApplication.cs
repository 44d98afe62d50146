using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Kernel;
using Grants.Web.Features.Applications.Screening;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Form;

/// <summary>
/// The applicant hands in what staff asked for: another revision is kept, staff are told, and screening goes on. Handing in
/// twice is refused by the state.
/// </summary>
public sealed class ResubmitApplication(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    CurrentFunder funder,
    SubmissionPdf pdf,
    SiteAddress site
)
{
    /// <param name="seen">Question key to the version of the answer that the person saw.</param>
    /// <exception cref="RefusedException">Something is missing, or somebody changed an answer meanwhile.</exception>
    public async Task RunAsync(
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
                await ResubmitAsync(applicationId, seen, stamp, cancel);
                return;
            }
            catch (DbUpdateException) when (attempt < 5)
            {
                // Another save came between. Looking again either finds it handed in or says what changed.
            }
    }

    private async Task ResubmitAsync(
        Guid applicationId,
        IReadOnlyDictionary<string, int> seen,
        Stamp stamp,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var application = await db
            .Applications.OfMine(stamp.By)
            .AsSplitQuery()
            .Include(a => a.Answers)
            .Include(a => a.Submissions)
            .Include(a => a.InfoRequests)
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel);
        var call = await db.Calls.SingleAsync(c => c.Id == application.CallId, cancel);
        var form = await db.FormOfAsync(application, cancel);
        var request = application.OpenInfoRequest;
        application.CannotAnswerRequest(stamp.By).ThrowIfAny();
        application.ChangedSince(seen, form).ThrowIfAny();
        application.Resubmit(call, form, stamp);

        var submission = application.Submissions.MaxBy(s => s.Number)!;
        var printed = await pdf.PrintAsync(db, application, call, form, stamp, cancel);
        var file = pdf.Keep(db, application, submission, printed, stamp);
        var receipt = ScreeningMails.ResubmitReceipt(
            application,
            submission,
            call.Zone,
            stamp.By.Name,
            (await funder.GetAsync(cancel)).Name,
            site
        );
        foreach (var to in await db.OfApplicationAsync(application, cancel))
            db.Mail.Add(receipt.To(to, application, stamp.At, file.Id));
        var news = ScreeningMails.Resubmitted(application, request?.IsLate == true, site);
        var staff = new[] { application.AssigneeId, request?.AskedById }.OfType<Guid>().ToList();
        foreach (
            var to in await db.ScreenersOf(application)
                .Where(p => staff.Contains(p.Id))
                .ToListAsync(cancel)
        )
            db.Mail.Add(news.To(to, application, stamp.At));
        await db.SaveChangesAsync(cancel);
    }
}
