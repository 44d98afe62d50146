using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Pdf;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Packet;

/// <summary>The submitted application as one PDF, for whoever may read the application.</summary>
public sealed class PrintApplication(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    DocumentRenderers renderers
)
{
    public async Task<IResult> RunAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        var application = await db
            .Applications.AsNoTracking()
            .VisibleTo(actor, db)
            .Where(a => a.Status != ApplicationStatus.Draft)
            .Include(a => a.Submissions)
            .FirstOrNotFoundAsync(a => a.Id == id, "The application", cancel);
        var submission =
            application.Submissions.MaxBy(s => s.Number)
            ?? throw new NotFoundException("The application");
        var around = await db
            .Calls.AsNoTracking()
            .Where(c => c.Id == application.CallId)
            .Select(c => new
            {
                Call = c,
                Form = db.FormVersions.First(f => f.Id == application.FormVersionId).Definition,
                Organization = db
                    .Organizations.First(o => o.Id == application.OrganizationId)
                    .LegalName,
                By = db.Users.First(u => u.Id == submission.SubmittedById).Name,
            })
            .SingleAsync(cancel);
        var packet = ApplicationPacket.Make(
            new PacketFacts(
                application.Title,
                application.ReferenceNumber!,
                around.Organization,
                around.Call.Title,
                around.Call.Zone,
                application.AmountRequested,
                submission.SubmittedAt,
                around.By,
                submission.Sha256
            ),
            around.Form,
            SubmissionText.Read(submission.AnswersJson)
        );
        return Results.File(
            await renderers.ToPdfAsync(packet, cancel),
            renderers.Pdf.ContentType,
            $"{application.ReferenceNumber}.pdf"
        );
    }
}
