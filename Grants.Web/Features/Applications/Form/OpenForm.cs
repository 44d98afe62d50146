using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Form;

/// <summary>A draft as its editor opens it.</summary>
/// <param name="Organizations">Names of those registered here; empty where the form asks for none.</param>
/// <param name="CannotEdit">Why nothing can be changed, or null.</param>
/// <param name="CannotSubmit">Why it couldn't be handed in at this moment, apart from what is still missing; or null.</param>
public sealed record OpenedForm(
    Guid ApplicationId,
    Guid EditorId,
    string Organization,
    Call Call,
    FormDefinition Form,
    IReadOnlyDictionary<string, Answer> Answers,
    IReadOnlyList<string> Organizations,
    DateTimeOffset Now,
    Refusal? CannotEdit,
    Refusal? CannotSubmit
)
{
    /// <summary>What staff asked for: only its sections can be changed. Null in a draft.</summary>
    public OpenedRequest? Request { get; init; }

    public required string EditorName { get; init; }

    /// <summary>A later deadline for this application alone.</summary>
    public PersonalExtension? Extension { get; init; }

    /// <summary>Why the sign-off can't be asked for at this moment, apart from what is still missing; or null.</summary>
    public Refusal? CannotRequestSignOff { get; init; }

    /// <summary>The person has to ask an authorized official, who hands it in.</summary>
    public bool AsksForSignOff { get; init; }
}

/// <param name="Sections">Keys of the form's sections.</param>
public sealed record OpenedRequest(IReadOnlyList<string> Sections, string Message, Deadline Due)
{
    /// <summary>What the applicant is asked now; null when nothing is.</summary>
    /// <param name="zone">Of the call.</param>
    public static OpenedRequest? Of(Application application, string zone) =>
        application is { Status: ApplicationStatus.InfoRequested, OpenInfoRequest: { } asked }
            ? new OpenedRequest(asked.Sections, asked.Message, new Deadline(asked.DueAt, zone))
            : null;
}

public sealed class OpenForm(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<OpenedForm> RunAsync(Guid applicationId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var application = await db
            .Applications.AsNoTracking()
            .OfMine(stamp.By)
            .AsSplitQuery()
            .Include(a => a.Answers)
            .Include(a => a.InfoRequests)
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel);
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
            })
            .SingleAsync(cancel);
        var officials = await db.OfficialsOf(application.OrganizationId).CountAsync(cancel);
        return new OpenedForm(
            application.Id,
            stamp.By.Id,
            around.Organization,
            around.Call,
            around.Form,
            application.Answers.ToDictionary(a => a.QuestionKey),
            await db.OrganizationNamesAsync(around.Form, cancel),
            stamp.At,
            application.CannotWrite(stamp.By, around.Call, stamp.At),
            application.Status == ApplicationStatus.InfoRequested
                ? application.CannotAnswerRequest(stamp.By)
                : application.CannotHandIn(stamp.By, around.Call, stamp.At)
        )
        {
            Request = OpenedRequest.Of(application, around.Call.Zone),
            EditorName = stamp.By.Name,
            Extension = application.ExtensionIn(around.Call),
            AsksForSignOff =
                around.Call.NeedsSignOff && !stamp.By.SignsFor(application.OrganizationId),
            CannotRequestSignOff = application.CannotRequestSignOff(
                stamp.By,
                around.Call,
                officials,
                stamp.At
            ),
        };
    }
}
