using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Web.Features.Applications.Form;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Mine;

/// <param name="Form">With the values to read: those that stand handed in, or that wait for the sign-off; null in a draft.</param>
/// <param name="Granted">Once the applicant was told; null before, and unless approved.</param>
/// <param name="Decision">The decision's word, once the applicant was told.</param>
public sealed record MyApplicationDetails(
    Guid Id,
    string Title,
    string Organization,
    string CallTitle,
    DateTimeOffset? DeadlineAt,
    string Zone,
    DateTimeOffset Now,
    PublicStatus Status,
    string? ReferenceNumber,
    Money AmountRequested,
    string Lead,
    string? Decision,
    Money? Granted,
    IReadOnlyList<SubmissionLine> Submissions,
    FormDefinition? Form,
    IReadOnlyDictionary<string, string> Values,
    Refusal? CannotRecall,
    Refusal? CannotWithdraw
)
{
    public Guid CallId { get; init; }

    /// <summary>A later deadline for this application alone.</summary>
    public PersonalExtension? Extension { get; init; }

    /// <summary>The call's grace in words.</summary>
    public string Grace { get; init; } = "";

    /// <summary>Of a rolling call, the collection that it was handed in for.</summary>
    public DateTimeOffset? CutOff { get; init; }

    /// <summary>What staff ask for now; null when nothing is.</summary>
    public OpenedRequest? Request { get; init; }

    public bool IsTest { get; init; }

    /// <summary>Complete, and waiting for an authorized official.</summary>
    public bool AwaitsSignOff { get; init; }

    /// <summary>Question key to the version of the answer that is shown, for handing it in as it is read here.</summary>
    public IReadOnlyDictionary<string, int> Seen { get; init; } = new Dictionary<string, int>();

    public DateTimeOffset? RestorableUntil { get; init; }

    public IReadOnlyList<SameCallApplication> SameCall { get; init; } = [];

    public required Refusal? CannotHandIn { get; init; }

    public required Refusal? CannotReturnToDraft { get; init; }

    public required Refusal? CannotDelete { get; init; }

    public required Refusal? CannotRestore { get; init; }

    public bool IsWriting => Status == PublicStatus.Draft && !AwaitsSignOff;

    public string Name => Title.Length > 0 ? Title : "New application";
}

/// <summary>One application as its applicant may see it.</summary>
public sealed class FindMyApplication(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<MyApplicationDetails> RunAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var application = await db
            .Applications.AsNoTracking()
            .AsSplitQuery()
            .OfMine(stamp.By)
            .Include(a => a.Submissions)
            .Include(a => a.Answers)
            .Include(a => a.Decisions)
            .Include(a => a.InfoRequests)
            .FirstOrNotFoundAsync(a => a.Id == id, "The application", cancel);
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
                Lead = db.Users.First(u => u.Id == application.LeadId).Name,
            })
            .SingleAsync(cancel);
        var extension = application.ExtensionIn(around.Call);
        var told = application.NotifiedAt is not null;
        var status = PublicStatuses.Of(application.Status, told);
        var latest = application.Submissions.MaxBy(s => s.Number);
        var signing = application.Status == ApplicationStatus.AwaitingSignOff;
        return new MyApplicationDetails(
            application.Id,
            application.Title,
            around.Organization,
            around.Call.Title,
            around.Call.DeadlineFor(extension, stamp.At)?.Instant,
            around.Call.Zone,
            stamp.At,
            status,
            application.ReferenceNumber,
            application.AmountRequested,
            around.Lead,
            told && status == PublicStatus.DecisionMade ? Said(application.Status) : null,
            told ? application.Granted : null,
            await db.LinesOfAsync(application.Submissions, cancel),
            signing || status != PublicStatus.Draft && latest is not null ? around.Form : null,
            signing ? application.Answers.ToDictionary(a => a.QuestionKey, a => a.Value)
                : latest is null ? new Dictionary<string, string>()
                : SubmissionText.Read(latest.AnswersJson),
            application.CannotRecall(stamp.By, around.Call, stamp.At),
            application.CannotWithdraw(stamp.By)
        )
        {
            Extension = extension,
            Grace = around.Call.GraceText,
            CutOff = application.CutOffAt,
            Request = OpenedRequest.Of(application, around.Call.Zone),
            IsTest = application.IsTest,
            CallId = around.Call.Id,
            AwaitsSignOff = signing,
            Seen = application.Answers.ToDictionary(a => a.QuestionKey, a => a.Version),
            RestorableUntil = application.DeletedAt + Application.KeptDeleted,
            SameCall = await db.OthersInCallAsync(application, stamp.By, cancel),
            CannotHandIn = application.CannotHandIn(stamp.By, around.Call, stamp.At),
            CannotReturnToDraft = application.CannotReturnToDraft(stamp.By),
            CannotDelete = application.CannotDelete(stamp.By),
            CannotRestore = application.CannotRestore(stamp.By, stamp.At),
        };
    }

    private static string Said(ApplicationStatus status) =>
        status switch
        {
            ApplicationStatus.Approved => "Approved",
            ApplicationStatus.Declined => "Not funded",
            _ => "Not eligible",
        };
}
