using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Web.Features.Applications.Mine;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Screening;

public sealed record ApplicantFacts(
    string Name,
    OrganizationKind Kind,
    string Country,
    string? RegistrationNumber,
    string? IsilCode,
    string? Website,
    string Lead,
    string LeadEmail
);

/// <param name="Values">Of the latest submission: what was handed in, not what may be in a recalled draft.</param>
/// <param name="Missing">What the form check says about the handed-in answers today.</param>
/// <param name="Cannot">Verb of screening to why not; null when it may be done.</param>
public sealed record ApplicationDetails(
    Guid Id,
    int Version,
    string Title,
    string? ReferenceNumber,
    ApplicationStatus Status,
    bool IsTold,
    Money AmountRequested,
    string CallTitle,
    string Zone,
    ApplicantFacts Applicant,
    IReadOnlyList<SubmissionLine> Submissions,
    FormDefinition Form,
    IReadOnlyDictionary<string, string> Values,
    IReadOnlyList<FormProblem> Missing,
    IReadOnlyDictionary<string, Refusal?> Cannot,
    Refusal? CannotNotify
);

/// <summary>One application for the staff of the funder.</summary>
public sealed class FindApplication(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    private static readonly string[] Verbs =
    [
        nameof(Application.BeginScreening),
        nameof(Application.PassScreening),
        nameof(Application.MarkIneligible),
        nameof(Application.Reinstate),
    ];

    public async Task<ApplicationDetails> RunAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        var application = await db
            .Applications.AsNoTracking()
            .VisibleTo(actor, db)
            .OfOthers(actor)
            .Include(a => a.Submissions)
            .FirstOrNotFoundAsync(a => a.Id == id, "The application", cancel);
        var around = await db
            .Organizations.AsNoTracking()
            .Where(o => o.Id == application.OrganizationId)
            .Select(o => new
            {
                Applicant = new ApplicantFacts(
                    o.LegalName,
                    o.Kind,
                    o.Country,
                    o.RegistrationNumber,
                    o.IsilCode,
                    o.Website,
                    db.Users.First(u => u.Id == application.LeadId).Name,
                    db.Users.First(u => u.Id == application.LeadId).Email!
                ),
                Form = db.FormVersions.First(f => f.Id == application.FormVersionId).Definition,
            })
            .SingleAsync(cancel);
        var call = await db
            .Calls.AsNoTracking()
            .SingleAsync(c => c.Id == application.CallId, cancel);
        var values = SubmissionText.Read(application.Submissions.MaxBy(s => s.Number)!.AnswersJson);
        return new ApplicationDetails(
            application.Id,
            application.Version,
            application.Title,
            application.ReferenceNumber,
            application.Status,
            application.NotifiedAt is not null,
            application.AmountRequested,
            call.Title,
            call.Zone,
            around.Applicant,
            await db.LinesOfAsync(application.Submissions, cancel),
            around.Form,
            values,
            FormCheck.Incomplete(new FormReading(around.Form, values), call.BudgetRules),
            Verbs.ToDictionary(v => v, v => application.CannotScreen(actor, v)),
            application.CannotNotify(actor)
        );
    }
}
