using Grants.Data;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Web.Features.Applications.Form;
using Grants.Web.Platform.Security;
using Grants.Web.Shared.Forms;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Screening;

/// <param name="Sections">Titles.</param>
/// <param name="After">Number of the submission that answered it; null until then.</param>
public sealed record RequestLine(
    string Message,
    IReadOnlyList<string> Sections,
    DateTimeOffset DueAt,
    string AskedByName,
    DateTimeOffset AskedAt,
    int? After,
    DateTimeOffset? EndedAt,
    string? EndedByName,
    bool IsLate
)
{
    public static RequestLine Of(InfoRequest request, FormDefinition form) =>
        new(
            request.Message,
            [.. form.Sections.Where(s => request.Sections.Contains(s.Key)).Select(s => s.Title)],
            request.DueAt,
            request.AskedByName,
            request.AskedAt,
            request.After,
            request.EndedAt,
            request.EndedByName,
            request.IsLate
        );
}

/// <summary>A question with its answers in two submissions, as plain text.</summary>
public sealed record ChangeLine(string Section, string Question, string Before, string After);

/// <param name="Number">Of the submission; what changed is against the one before it.</param>
public sealed record Revision(
    int Number,
    DateTimeOffset SubmittedAt,
    string SubmittedBy,
    IReadOnlyList<ChangeLine> Changes
);

/// <param name="Revisions">The newest first; the first submission isn't one.</param>
public sealed record ApplicationChanges(
    string Zone,
    IReadOnlyList<RequestLine> Requests,
    IReadOnlyList<Revision> Revisions
);

/// <summary>What staff asked for and what the applicant changed from one submission to the next.</summary>
public sealed class ReadChanges(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<ApplicationChanges> RunAsync(Guid applicationId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        var application = await db
            .Applications.AsNoTracking()
            .AsSplitQuery()
            .Include(a => a.Submissions)
            .Include(a => a.InfoRequests)
            .ForStaffAsync(applicationId, actor, db, cancel);
        var form = await db.FormOfAsync(application, cancel);
        var zone = await db
            .Calls.Where(c => c.Id == application.CallId)
            .Select(c => c.Zone)
            .SingleAsync(cancel);
        var people = application.Submissions.Select(s => s.SubmittedById).Distinct().ToList();
        var names = await db
            .Users.Where(u => people.Contains(u.Id))
            .ToDictionaryAsync(u => u.Id, u => u.Name, cancel);
        var submissions = application.Submissions.OrderBy(s => s.Number).ToList();
        return new ApplicationChanges(
            zone,
            [
                .. application
                    .InfoRequests.OrderByDescending(r => r.AskedAt)
                    .Select(r => RequestLine.Of(r, form)),
            ],
            [
                .. submissions
                    .Zip(submissions.Skip(1))
                    .Reverse()
                    .Select(pair => new Revision(
                        pair.Second.Number,
                        pair.Second.SubmittedAt,
                        names[pair.Second.SubmittedById],
                        Between(form, pair.First, pair.Second)
                    )),
            ]
        );
    }

    private static List<ChangeLine> Between(
        FormDefinition form,
        Submission before,
        Submission after
    ) =>
        [
            .. SubmissionChanges
                .Between(
                    form,
                    SubmissionText.Read(before.AnswersJson),
                    SubmissionText.Read(after.AnswersJson)
                )
                .Select(c => new ChangeLine(
                    c.Section,
                    c.Name,
                    AnswerWords.Of(c.Question, c.Before),
                    AnswerWords.Of(c.Question, c.After)
                )),
        ];
}
