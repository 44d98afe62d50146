using Grants.Data;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Programs.Calls;

/// <summary>What a program officer writes into a draft. Times are local to the zone.</summary>
/// <param name="DeadlineAt">Null for a rolling call without an end.</param>
/// <param name="AwardCap">In the fund's currency.</param>
public sealed record CallDraft(
    string Title,
    string Slug,
    string Summary,
    string Guidelines,
    DateTime OpensAt,
    DateTime? DeadlineAt,
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

    public int GraceMinutes { get; init; }

    public IReadOnlyList<DateTime> CutOffs { get; init; } = [];

    public IReadOnlyList<DraftMilestone> Milestones { get; init; } = [];

    public CallRules Rules { get; init; } = CallRules.None;

    public IReadOnlyList<EligibilityQuestion> Eligibility { get; init; } = [];

    public bool IsTest { get; init; }

    public IReadOnlyList<string> Testers { get; init; } = [];

    /// <summary>Null for the latest version of the shipped form.</summary>
    public Guid? FormVersionId { get; init; }

    /// <summary>Null for the latest version of the shipped rubric.</summary>
    public Guid? RubricVersionId { get; init; }

    public static CallDraft Of(Call call) => Of(call.Terms, call);

    /// <param name="terms">What the draft says, where it isn't what the call says now.</param>
    public static CallDraft Of(CallTerms terms, Call call) =>
        new(
            terms.Title,
            call.Slug,
            terms.Summary,
            terms.Guidelines,
            new Deadline(terms.OpensAt, terms.Zone).Local,
            terms.Deadline?.Local,
            terms.Zone,
            terms.AwardCap.Amount,
            terms.MinimumReviews,
            call.FundId
        )
        {
            NeedsSignOff = terms.NeedsSignOff,
            ReviewsBlind = terms.ReviewsBlind,
            GraceMinutes = terms.GraceMinutes,
            CutOffs = [.. terms.CutOffs.Select(c => new Deadline(c, terms.Zone).Local)],
            Milestones =
            [
                .. terms.Milestones.Select(m => new DraftMilestone(
                    m.Title,
                    new Deadline(m.At, terms.Zone).Local
                )),
            ],
            Rules = terms.Rules,
            Eligibility = terms.Eligibility,
            IsTest = terms.IsTest,
            Testers = terms.Testers,
            FormVersionId = call.FormVersionId,
            RubricVersionId = call.RubricVersionId,
        };

    public CallTerms Terms(string currency) =>
        new(
            Title,
            Summary,
            Guidelines,
            Deadline.At(OpensAt, Zone).Instant,
            DeadlineAt is { } deadline ? Deadline.At(deadline, Zone) : null,
            new Money(AwardCap, currency),
            MinimumReviews
        )
        {
            Zone = Zone,
            NeedsSignOff = NeedsSignOff,
            ReviewsBlind = ReviewsBlind,
            GraceMinutes = GraceMinutes,
            CutOffs = [.. CutOffs.Select(c => Deadline.At(c, Zone).Instant)],
            Milestones = [.. Milestones.Select(m => m.In(Zone))],
            Rules = Rules,
            Eligibility = Eligibility,
            IsTest = IsTest,
            Testers = Testers,
        };
}

/// <param name="At">Local to the call's zone.</param>
public sealed record DraftMilestone(string Title, DateTime At)
{
    public Milestone In(string zone) => new(Title, Deadline.At(At, zone).Instant);
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
