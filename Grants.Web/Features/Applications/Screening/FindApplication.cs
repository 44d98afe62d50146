using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Web.Features.Applications.Mine;
using Grants.Web.Features.Applications.Notifying;
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
    Refusal? CannotTell
)
{
    /// <summary>Who handles it, and who could.</summary>
    public required ScreenerChoice Screener { get; init; }

    /// <summary>What the applicant is asked for now; null when nothing is.</summary>
    public RequestLine? OpenRequest { get; init; }

    /// <summary>While it is ineligible.</summary>
    public IneligibilityReason? Ineligible { get; init; }

    /// <summary>What of the checklist isn't met, in words; empty when everything is.</summary>
    public string Unmet { get; init; } = "";

    public int OpenFlags { get; init; }
}

/// <param name="Current">Null while nobody handles it.</param>
/// <param name="CannotAssign">Why this person can't give it to somebody.</param>
public sealed record ScreenerChoice(
    Recipient? Current,
    IReadOnlyList<Recipient> Others,
    Refusal? CannotAssign
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
        nameof(Application.RequestInfo),
        nameof(Application.StopWaiting),
    ];

    public async Task<ApplicationDetails> RunAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var actor = stamp.By;
        var application = await db
            .Applications.AsNoTracking()
            .AsSplitQuery()
            .Include(a => a.Submissions)
            .Include(a => a.InfoRequests)
            .Include(a => a.Flags)
            .ForStaffAsync(id, actor, db, cancel);
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
            application.CannotTell(actor)
        )
        {
            Screener = await ScreenerAsync(db, application, actor, cancel),
            OpenRequest = application
                is { Status: ApplicationStatus.InfoRequested, OpenInfoRequest: { } open }
                ? RequestLine.Of(open, around.Form)
                : null,
            Ineligible = IneligibilityReason.Of(application.IneligibleCode),
            Unmet =
                application.Status == ApplicationStatus.Screening
                    ? await db.UnmetAsync(id, stamp, cancel)
                    : "",
            OpenFlags = application.Flags.Count(f => f.IsOpen),
        };
    }

    private static async Task<ScreenerChoice> ScreenerAsync(
        GrantsDb db,
        Application application,
        Actor actor,
        CancellationToken cancel
    )
    {
        var able = await db.ScreenersOf(application).ToListAsync(cancel);
        var current = application.AssigneeId is not { } id
            ? null
            : able.Find(p => p.Id == id)
                // Somebody who lost the role since still shows as the one who has it.
                ?? await db
                    .Users.Where(u => u.Id == id)
                    .Select(u => new Recipient
                    {
                        Id = u.Id,
                        Name = u.Name,
                        Email = u.Email!,
                    })
                    .SingleAsync(cancel);
        return new ScreenerChoice(
            current,
            [.. able.Where(p => p.Id != current?.Id)],
            application.CannotKeepRecord(actor)
        );
    }
}
