using Grants.Domain.Forms;
using Grants.Domain.Kernel;

namespace Grants.Domain.Programs;

/// <summary>What a call says.</summary>
/// <param name="Deadline">Null for a rolling call without an end.</param>
public sealed record CallTerms(
    string Title,
    string Summary,
    string Guidelines,
    DateTimeOffset OpensAt,
    Deadline? Deadline,
    Money AwardCap,
    int MinimumReviews
)
{
    /// <summary>IANA zone in which every date of the call is announced.</summary>
    public string Zone { get; init; } = Deadline?.Zone ?? "";

    /// <summary>How long after the deadline an application still counts.</summary>
    public int GraceMinutes { get; init; }

    /// <summary>Of a rolling call: each application goes to the next of these instants.</summary>
    public IReadOnlyList<DateTimeOffset> CutOffs { get; init; } = [];

    public IReadOnlyList<Milestone> Milestones { get; init; } = [];

    public CallRules Rules { get; init; } = CallRules.None;

    public IReadOnlyList<EligibilityQuestion> Eligibility { get; init; } = [];

    /// <summary>Whether an authorized official of the applicant has to hand applications in.</summary>
    public bool NeedsSignOff { get; init; }

    /// <summary>Reviewers don't get to know who applies.</summary>
    public bool ReviewsBlind { get; init; }

    /// <summary>Seen by staff and testers only, and counted nowhere.</summary>
    public bool IsTest { get; init; }

    /// <summary>E-mail addresses of people outside the staff who see the call while it is a test.</summary>
    public IReadOnlyList<string> Testers { get; init; } = [];

    /// <summary>The same call at other dates: whatever is dated moves with the opening or, where there is one, the deadline.</summary>
    /// <param name="deadline">Null leaves a rolling call without an end.</param>
    public CallTerms MovedTo(DateTimeOffset opensAt, Deadline? deadline)
    {
        var zone = deadline?.Zone ?? Zone;
        var (from, to) =
            Deadline is { } old && deadline is { } next
                ? (old, next)
                : (new Deadline(OpensAt, Zone), new Deadline(opensAt, zone));
        // Local times move by whole local days and hours, so that 17:00 stays 17:00 across a change of the clocks.
        var by = to.Local - from.Local;
        DateTimeOffset Moved(DateTimeOffset at) =>
            Kernel.Deadline.At(new Deadline(at, Zone).Local + by, zone).Instant;
        return this with
        {
            OpensAt = opensAt,
            Deadline = deadline,
            Zone = zone,
            CutOffs =
            [
                .. CutOffs
                    .Select(Moved)
                    .Where(c => c > opensAt && (deadline is null || c <= deadline.Value.Instant)),
            ],
            Milestones = [.. Milestones.Select(m => m with { At = Moved(m.At) })],
        };
    }
}

/// <summary>A date of a call besides its opening and deadline, such as the meeting.</summary>
/// <param name="Title">Unique in the call; calendars know the date by it.</param>
public sealed record Milestone(string Title, DateTimeOffset At)
{
    public const int MaxTitleLength = 120;

    /// <summary>What calls usually announce.</summary>
    public static IReadOnlyList<string> Usual { get; } =
    [
        "Questions end",
        "Review due",
        "Committee meeting",
        "Notification",
        "Earliest start of projects",
    ];
}

/// <summary>What the match is a share of.</summary>
public enum MatchBase
{
    /// <summary>The whole cost of the project: requested and match together.</summary>
    Total,
    Requested,
}

/// <summary>What a call asks of every budget, besides the cap. Amounts are in the call's currency.</summary>
/// <param name="Minimum">The least that may be asked for.</param>
/// <param name="MatchPercent">What the applicant has to bring, in percent of <paramref name="MatchOf"/>.</param>
/// <param name="CashOnly">Whether match in kind doesn't count.</param>
/// <param name="IndirectPercent">The most for indirect costs, in percent of what is requested for everything else.</param>
public sealed record CallRules(
    decimal? Minimum,
    decimal? MatchPercent,
    MatchBase MatchOf,
    bool CashOnly,
    decimal? IndirectPercent
)
{
    /// <summary>The most that may be asked for in single budget categories.</summary>
    public IReadOnlyList<CategoryCap> Caps { get; init; } = [];

    public static CallRules None { get; } = new(null, null, MatchBase.Total, false, null);

    internal Refusal? Invalid(Money cap)
    {
        if (Minimum is { } least && (least <= 0 || !new Money(least, cap.Currency).IsWholeCents))
            return new Refusal(
                "The least that may be asked for must be more than zero, in whole cents."
            );
        if (Minimum > cap.Amount)
            return new Refusal($"The least that may be asked for is more than the cap of {cap}.");
        if (
            MatchPercent is <= 0
            || MatchOf == MatchBase.Total && MatchPercent >= 100
            || MatchPercent > 1000
        )
            return new Refusal("The match must be more than 0 percent and less than the whole.");
        if (IndirectPercent is < 0 or > 100)
            return new Refusal("The limit on indirect costs must be from 0 to 100 percent.");
        return Caps.Select(c => Invalid(c, cap)).FirstOrDefault(r => r is not null)
            ?? (
                Caps.DistinctBy(c => c.Category).Count() < Caps.Count
                    ? new Refusal("Each budget category can have one limit.")
                    : null
            );
    }

    private static Refusal? Invalid(CategoryCap limit, Money cap)
    {
        if (string.IsNullOrWhiteSpace(limit.Category))
            return new Refusal("Say which budget category each limit is for.");
        if (limit.AtMost < 0 || !new Money(limit.AtMost, cap.Currency).IsWholeCents)
            return new Refusal(
                $"The limit for \"{limit.Category}\" must not be negative, with at most two decimals."
            );
        return limit is { Unit: CapUnit.PercentOfRequested, AtMost: > 100 }
            ? new Refusal($"The limit for \"{limit.Category}\" must be from 0 to 100 percent.")
            : null;
    }

    /// <summary>Null when every limit is about a category that the form's budget has.</summary>
    public Refusal? CannotHold(FormDefinition form)
    {
        var categories = form
            .Questions.Where(q => q.Type == QuestionType.Budget)
            .SelectMany(Budget.CategoriesOf)
            .ToList();
        return
            categories.Count > 0
            && Caps.FirstOrDefault(c => !categories.Contains(c.Category)) is { } unknown
            ? new Refusal(
                $"The form's budget has no category \"{unknown.Category}\". It has: {string.Join(", ", categories)}."
            )
            : null;
    }

    public bool Equals(CallRules? other) =>
        other is not null
        && (Minimum, MatchPercent, MatchOf, CashOnly, IndirectPercent)
            == (
                other.Minimum,
                other.MatchPercent,
                other.MatchOf,
                other.CashOnly,
                other.IndirectPercent
            )
        && Caps.SequenceEqual(other.Caps);

    public override int GetHashCode() =>
        HashCode.Combine(Minimum, MatchPercent, MatchOf, CashOnly, IndirectPercent, Caps.Count);

    /// <summary>One sentence for each rule, as applicants read it.</summary>
    public IEnumerable<string> Sentences(Money cap)
    {
        yield return Minimum is { } least
            ? $"You can ask for {new Money(least, cap.Currency)} to {cap}."
            : $"You can ask for at most {cap}.";
        if (MatchPercent is { } match)
            yield return MatchOf == MatchBase.Total
                ? $"You bring at least {Percent(match)} of the project's whole cost{Kind}."
                : $"You bring at least {Percent(match)} of what you ask for{Kind}.";
        if (IndirectPercent is { } indirect)
            yield return indirect == 0m
                ? "Indirect costs can't be asked for."
                : $"Indirect costs may be at most {Percent(indirect)} of the rest of what you ask for.";
        foreach (var limit in Caps)
            yield return limit.AtMost == 0m
                ? $"\"{limit.Category}\" can't be asked for."
                : $"\"{limit.Category}\" may be at most {Limit(limit, cap)}.";
    }

    private static string Limit(CategoryCap limit, Money cap) =>
        limit.Unit == CapUnit.Amount
            ? new Money(limit.AtMost, cap.Currency).ToString()
            : $"{Percent(limit.AtMost)} of what you ask for";

    private string Kind => CashOnly ? ", in cash" : ", in cash or in kind";

    private static string Percent(decimal percent) =>
        percent.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture) + " %";
}
