using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Applications;
using Grants.Domain.Documents;
using Grants.Web.Features.Applications.Packet;
using Grants.Web.Platform.Pdf;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Form;

/// <summary>A draft as it stands at this moment, for its own people, and marked as a draft.</summary>
public sealed class PrintDraft(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    DocumentRenderers renderers
)
{
    public async Task<IResult> HtmlAsync(Guid applicationId, CancellationToken cancel)
    {
        using var page = new MemoryStream();
        await renderers.Html.RenderAsync(await DocumentAsync(applicationId, cancel), page, cancel);
        return Results.Bytes(page.ToArray(), $"{renderers.Html.ContentType}; charset=utf-8");
    }

    public async Task<IResult> PdfAsync(Guid applicationId, CancellationToken cancel) =>
        Results.File(
            await renderers.ToPdfAsync(await DocumentAsync(applicationId, cancel), cancel),
            renderers.Pdf.ContentType,
            "draft.pdf"
        );

    private async Task<PrintDocument> DocumentAsync(Guid applicationId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var application = await db
            .Applications.AsNoTracking()
            .OfMine(stamp.By)
            .AsSplitQuery()
            .Include(a => a.Answers)
            .Include(a => a.InfoRequests)
            .Where(a =>
                a.Status == ApplicationStatus.Draft
                || a.Status == ApplicationStatus.AwaitingSignOff
                || a.Status == ApplicationStatus.InfoRequested
            )
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The draft", cancel);
        var form = await db.FormOfAsync(application, cancel);
        var around = await db
            .Calls.AsNoTracking()
            .Where(c => c.Id == application.CallId)
            .Select(c => new
            {
                Call = c,
                Organization = db
                    .Organizations.First(o => o.Id == application.OrganizationId)
                    .LegalName,
            })
            .SingleAsync(cancel);
        var request = OpenedRequest.Of(application, around.Call.Zone);
        var title = application.Title.Length > 0 ? application.Title : "New application";
        return new PrintDocument(
            title,
            around.Organization,
            "en",
            stamp.At,
            $"Draft, {around.Organization}",
            [
                new Heading(1, title),
                new KeyValues([
                    new(
                        "State",
                        request is null
                            ? "Draft: not handed in"
                            : "With changes that aren't handed in yet"
                    ),
                    new("Organization", around.Organization),
                    new("Call", around.Call.Title),
                    new(
                        request is null ? "Deadline" : "Changes due",
                        request?.Due.ToString()
                            ?? around
                                .Call.DeadlineFor(application.ExtensionIn(around.Call), stamp.At)
                                ?.ToString()
                            ?? "None: open until it is closed"
                    ),
                    new("Requested", application.AmountRequested.ToString()),
                    new("As of", around.Call.Say(stamp.At)),
                ]),
                .. ApplicationPacket.Body(
                    form,
                    application.Answers.ToDictionary(a => a.QuestionKey, a => a.Value)
                ),
            ]
        )
        {
            Header = "Draft",
        };
    }
}
