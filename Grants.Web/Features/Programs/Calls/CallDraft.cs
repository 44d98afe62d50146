using Grants.Data;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Programs.Calls;

/// <summary>What a program officer writes into a draft. Times are local to the zone.</summary>
/// <param name="AwardCap">In the fund's currency.</param>
public sealed record CallDraft(
    string Title,
    string Slug,
    string Summary,
    string Guidelines,
    DateTime OpensAt,
    DateTime DeadlineAt,
    string Zone,
    decimal AwardCap,
    int MinimumReviews,
    Guid FundId
)
{
    /// <summary>Whether an authorized official of the applicant has to hand applications in.</summary>
    public bool NeedsSignOff { get; init; }

    /// <summary>Reviewers don't get to know who applies.</summary>
    public bool ReviewsBlind { get; init; }

    public CallTerms Terms(string currency) =>
        new(
            Title,
            Summary,
            Guidelines,
            Deadline.At(OpensAt, Zone).Instant,
            Deadline.At(DeadlineAt, Zone),
            new Money(AwardCap, currency),
            MinimumReviews
        )
        {
            NeedsSignOff = NeedsSignOff,
            ReviewsBlind = ReviewsBlind,
        };
}

internal static class CallSlugs
{
    /// <exception cref="RefusedException">Another call has this address.</exception>
    public static async Task RefuseTakenSlugAsync(
        this GrantsDb db,
        string slug,
        Guid? own,
        CancellationToken cancel
    )
    {
        var taken = await db
            .Calls.Where(c => c.Slug == slug && c.Id != own)
            .Select(c => c.Title)
            .FirstOrDefaultAsync(cancel);
        if (taken is not null)
            throw new RefusedException(
                new Refusal($"\"{taken}\" has the address {slug} already. Choose another.")
            );
    }
}
