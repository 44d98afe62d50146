using Grants.Data;
using Grants.Domain.Applications;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Mine;

/// <param name="Number">1 for the first; each recall and new submission makes one more.</param>
public sealed record SubmissionLine(
    int Number,
    DateTimeOffset At,
    string By,
    string Sha256,
    Guid? PdfId
);

internal static class SubmissionLines
{
    /// <summary>Newest first, with the names of who handed in.</summary>
    public static async Task<IReadOnlyList<SubmissionLine>> LinesOfAsync(
        this GrantsDb db,
        IReadOnlyList<Submission> submissions,
        CancellationToken cancel
    )
    {
        var people = submissions.Select(s => s.SubmittedById).Distinct().ToList();
        var names = await db
            .Users.Where(u => people.Contains(u.Id))
            .Select(u => new { u.Id, u.Name })
            .ToDictionaryAsync(u => u.Id, u => u.Name, cancel);
        return
        [
            .. submissions
                .OrderByDescending(s => s.Number)
                .Select(s => new SubmissionLine(
                    s.Number,
                    s.SubmittedAt,
                    names.GetValueOrDefault(s.SubmittedById, ""),
                    s.Sha256,
                    s.PdfId
                )),
        ];
    }
}
