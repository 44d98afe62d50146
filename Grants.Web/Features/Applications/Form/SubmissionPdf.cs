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
    /// Prints what would be handed in now and keeps the bytes at once; their row comes with the submission. Bytes of a
    /// submission that is refused afterwards stay behind unused.
    /// </summary>
    /// <param name="application">With its answers and reference number.</param>
    public async Task<PrintedAnswers> PrintAsync(
        GrantsDb db,
        Application application,
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
        var (json, sha256) = SubmissionText.Of(new FormReading(form, application.ValueOf));
        var document = ApplicationPacket.Make(
            new PacketFacts(
                application.Title,
                application.ReferenceNumber!,
                organization,
                call.Title,
                call.Zone,
                application.AmountRequested,
                stamp.At,
                stamp.By.Name,
                sha256
            ),
            form,
            SubmissionText.Read(json)
        );
        using var bytes = new MemoryStream(await renderers.ToPdfAsync(document, cancel));
        return new PrintedAnswers(await store.StoreAsync(bytes, Limit, cancel), sha256);
    }

    /// <summary>Adds the row of the print, to be saved with the submission that it shows.</summary>
    /// <exception cref="RefusedException">Something else was handed in than printed.</exception>
    public StoredFile Keep(
        GrantsDb db,
        Application application,
        Submission submission,
        PrintedAnswers printed,
        Stamp stamp
    )
    {
        if (submission.Sha256 != printed.AnswersSha256)
            throw new RefusedException(
                new Refusal(
                    "The form changed while you handed it in. Look at the change, then hand it in again."
                )
            );
        var file = new StoredFile(
            FileOwner.Application,
            application.Id,
            $"{application.ReferenceNumber}.pdf",
            renderers.Pdf.ContentType,
            printed.Bytes.Size,
            printed.Bytes.Sha256,
            stamp
        );
        submission.KeepPdf(file.Id);
        db.Files.Add(file);
        return file;
    }
}

/// <param name="AnswersSha256">Of the answers that the PDF shows.</param>
public sealed record PrintedAnswers(StoredBytes Bytes, string AnswersSha256);
