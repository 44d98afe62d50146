using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Mine;

/// <param name="Form">With the values that stand handed in, to read; null in a draft.</param>
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

    public bool IsTest { get; init; }

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
            .Include(a => a.Decisions)
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
        var extension = around.Call.ExtensionFor(application.OrganizationId, application.Id);
        var told = application.NotifiedAt is not null;
        var status = PublicStatuses.Of(application.Status, told);
        var latest = application.Submissions.MaxBy(s => s.Number);
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
            status == PublicStatus.Draft || latest is null ? null : around.Form,
            latest is null
                ? new Dictionary<string, string>()
                : SubmissionText.Read(latest.AnswersJson),
            application.CannotRecall(stamp.By, around.Call, stamp.At),
            application.CannotWithdraw(stamp.By)
        )
        {
            Extension = extension,
            Grace = around.Call.GraceText,
            CutOff = application.CutOffAt,
            IsTest = application.IsTest,
            CallId = around.Call.Id,
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
