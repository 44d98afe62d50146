using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Pdf;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Packet;

/// <summary>
/// The submitted application as one PDF, for whoever may read the application, with what was attached if asked for. A reviewer
/// of a call that reviews blind gets it without who applies, whatever they ask for.
/// </summary>
public sealed class PrintApplication(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    DocumentRenderers renderers,
    BindAttachments bind
)
{
    /// <param name="blind">As reviewers of a blind call get it.</param>
    /// <param name="attachments">Append them; a blind one has none, since files can't be masked.</param>
    public async Task<IResult> RunAsync(
        Guid id,
        bool blind,
        bool attachments,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        var application = await db
            .Applications.AsNoTracking()
            .VisibleTo(actor, db)
            .Where(a => a.Status != ApplicationStatus.Draft)
            .Include(a => a.Submissions)
            .FirstOrNotFoundAsync(a => a.Id == id, "The application", cancel);
        var isNamed = await db.Applications.NamedFor(actor, db).AnyAsync(a => a.Id == id, cancel);
        var submission =
            application.Submissions.MaxBy(s => s.Number)
            ?? throw new NotFoundException("The application");
        var around = await db
            .Calls.AsNoTracking()
            .Where(c => c.Id == application.CallId)
            .Select(c => new
            {
                Call = c,
                Form = db.FormVersions.First(f => f.Id == submission.FormVersionId).Definition,
                Organization = db
                    .Organizations.First(o => o.Id == application.OrganizationId)
                    .LegalName,
                By = db.Users.First(u => u.Id == submission.SubmittedById).Name,
            })
            .SingleAsync(cancel);
        var values = SubmissionText.Read(submission.AnswersJson);
        var facts = new PacketFacts(
            application.Title,
            application.ReferenceNumber!,
            around.Organization,
            around.Call.Title,
            around.Call.Deadline,
            application.AmountRequested,
            submission.SubmittedAt,
            around.By,
            submission.Sha256
        );
        if (blind || !isNamed)
        {
            var masked = new Blind(around.Form, values, [around.Organization, around.By]);
            return await FileAsync(
                renderers.ToPdfAsync(
                    ApplicationPacket.Make(
                        facts with
                        {
                            Title = masked.Mask(facts.Title),
                            Organization = Blind.Withheld,
                            SubmittedBy = Blind.Withheld,
                        },
                        masked.Form,
                        masked.Answers
                    ),
                    cancel
                ),
                $"{application.ReferenceNumber}-blind.pdf"
            );
        }
        var packet = ApplicationPacket.Make(facts, around.Form, values);
        return attachments
            ? await FileAsync(
                bind.RunAsync(
                    packet,
                    await BindAttachments.FilesOfAsync(
                        db,
                        application,
                        around.Form,
                        values,
                        cancel
                    ),
                    cancel
                ),
                $"{application.ReferenceNumber}-with-attachments.pdf"
            )
            : await FileAsync(
                renderers.ToPdfAsync(packet, cancel),
                $"{application.ReferenceNumber}.pdf"
            );
    }

    private async Task<IResult> FileAsync(Task<byte[]> pdf, string name) =>
        Results.File(await pdf, renderers.Pdf.ContentType, name);
}
