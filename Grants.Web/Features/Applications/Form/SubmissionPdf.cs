using Grants.Data;
using Grants.Domain.Applications;
using Grants.Domain.Files;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Web.Features.Applications.Packet;
using Grants.Web.Platform.Pdf;
using Grants.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Form;

/// <summary>What was handed in as a stored PDF: it goes out with the receipt and stays as it is.</summary>
public sealed class SubmissionPdf(DocumentRenderers renderers, IFileStore store)
{
    /// <summary>Text and tables; a very long application has some 2 MiB.</summary>
    private const long Limit = 100L << 20;

    /// <summary>
    /// Keeps the bytes at once and adds their row, to be saved with the submission. Bytes whose save is refused afterwards
    /// stay behind unused.
    /// </summary>
    public async Task<StoredFile> KeepAsync(
        GrantsDb db,
        Application application,
        Submission submission,
        Call call,
        FormDefinition form,
        Stamp stamp,
        CancellationToken cancel
    )
    {
        var organization = await db
            .Organizations.Where(o => o.Id == application.OrganizationId)
            .Select(o => o.LegalName)
            .SingleAsync(cancel);
        var document = ApplicationPacket.Make(
            new PacketFacts(
                application.Title,
                application.ReferenceNumber!,
                organization,
                call.Title,
                call.Deadline,
                application.AmountRequested,
                submission.SubmittedAt,
                stamp.By.Name,
                submission.Sha256
            ),
            form,
            SubmissionText.Read(submission.AnswersJson)
        );
        using var bytes = new MemoryStream(await renderers.ToPdfAsync(document, cancel));
        var stored = await store.StoreAsync(bytes, Limit, cancel);
        var file = new StoredFile(
            FileOwner.Application,
            application.Id,
            $"{application.ReferenceNumber}.pdf",
            renderers.Pdf.ContentType,
            stored.Size,
            stored.Sha256,
            stamp
        );
        submission.KeepPdf(file.Id);
        db.Files.Add(file);
        return file;
    }
}
