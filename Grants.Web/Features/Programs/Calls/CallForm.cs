using System.ComponentModel.DataAnnotations;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Web.Shared;

namespace Grants.Web.Features.Programs.Calls;

/// <summary>A draft as it is typed.</summary>
public sealed class CallForm
{
    private string? _title;

    /// <summary>Until somebody writes an address of their own, it follows the title.</summary>
    [Required(ErrorMessage = "Enter the title.")]
    [StringLength(200, ErrorMessage = "At most 200 characters.")]
    public string? Title
    {
        get => _title;
        set
        {
            if (string.IsNullOrEmpty(Slug) || Slug == CallSlug.From(_title ?? ""))
                Slug = CallSlug.From(value ?? "");
            _title = value;
        }
    }

    [Required(ErrorMessage = "Enter the last part of its public address.")]
    [StringLength(CallSlug.MaxLength, ErrorMessage = "At most 120 characters.")]
    public string? Slug { get; set; }

    [StringLength(4000, ErrorMessage = "At most 4,000 characters.")]
    public string? Summary { get; set; }

    [StringLength(MarkdownField.MaxLength, ErrorMessage = "At most 60,000 characters.")]
    public string? Guidelines { get; set; }

    [Required(ErrorMessage = "Choose when it opens.")]
    public DateTime? OpensAt { get; set; }

    public DateTime? DeadlineAt { get; set; }

    /// <summary>Applications are taken until the call is closed, or collected at several dates.</summary>
    public bool IsRolling { get; set; }

    [Required(ErrorMessage = "Choose the time zone.")]
    public string? Zone { get; set; }

    [Required(ErrorMessage = "Enter the grace, 0 for none.")]
    [Range(0, Grace.Most, ErrorMessage = "From 0 to 2,880 minutes, which is two days.")]
    public int? GraceMinutes { get; set; } = 0;

    public List<CutOffRow> CutOffs { get; } = [];

    public List<MilestoneRow> Milestones { get; } = [];

    [Required(ErrorMessage = "Enter the most that one award may be.")]
    [Range(0.01, 1e12, ErrorMessage = "It must be more than zero.")]
    public decimal? AwardCap { get; set; }

    [Range(0.01, 1e12, ErrorMessage = "It must be more than zero.")]
    public decimal? Minimum { get; set; }

    [Range(0.01, 1000, ErrorMessage = "It must be more than 0 percent.")]
    public decimal? MatchPercent { get; set; }

    public MatchBase MatchOf { get; set; }

    public bool CashOnly { get; set; }

    [Range(0, 100, ErrorMessage = "From 0 to 100 percent.")]
    public decimal? IndirectPercent { get; set; }

    public List<CapRow> Caps { get; } = [];

    public List<EligibilityRow> Eligibility { get; } = [];

    [Required(ErrorMessage = "Enter how many reviews an application needs.")]
    [Range(1, 20, ErrorMessage = "From 1 to 20.")]
    public int? MinimumReviews { get; set; } = 2;

    public bool NeedsSignOff { get; set; }

    public bool ReviewsBlind { get; set; }

    [Required(ErrorMessage = "Choose the fund.")]
    public Guid? FundId { get; set; }

    /// <summary>Null for the shipped form, as is the rubric.</summary>
    public Guid? FormVersionId { get; set; }

    public Guid? RubricVersionId { get; set; }

    public bool IsTest { get; set; }

    /// <summary>One address a line.</summary>
    [StringLength(4000, ErrorMessage = "At most 4,000 characters.")]
    public string? Testers { get; set; }

    /// <summary>Starts with the shipped must-haves.</summary>
    public static CallForm New()
    {
        var form = new CallForm();
        form.Eligibility.AddRange(Domain.Programs.Eligibility.Default.Select(EligibilityRow.From));
        return form;
    }

    public static CallForm From(CallDraft draft)
    {
        var form = new CallForm
        {
            Title = draft.Title,
            Slug = draft.Slug,
            Summary = draft.Summary,
            Guidelines = draft.Guidelines,
            OpensAt = draft.OpensAt,
            DeadlineAt = draft.DeadlineAt,
            IsRolling = draft.DeadlineAt is null || draft.CutOffs.Count > 0,
            Zone = draft.Zone,
            GraceMinutes = draft.GraceMinutes,
            AwardCap = Plain(draft.AwardCap),
            Minimum = draft.Rules.Minimum,
            MatchPercent = draft.Rules.MatchPercent,
            MatchOf = draft.Rules.MatchOf,
            CashOnly = draft.Rules.CashOnly,
            IndirectPercent = draft.Rules.IndirectPercent,
            MinimumReviews = draft.MinimumReviews,
            NeedsSignOff = draft.NeedsSignOff,
            ReviewsBlind = draft.ReviewsBlind,
            FundId = draft.FundId,
            FormVersionId = draft.FormVersionId,
            RubricVersionId = draft.RubricVersionId,
            IsTest = draft.IsTest,
            Testers = string.Join('\n', draft.Testers),
        };
        form.CutOffs.AddRange(draft.CutOffs.Select(c => new CutOffRow { At = c }));
        form.Milestones.AddRange(draft.Milestones.Select(MilestoneRow.From));
        form.Caps.AddRange(draft.Rules.Caps.Select(CapRow.From));
        form.Eligibility.AddRange(draft.Eligibility.Select(EligibilityRow.From));
        return form;
    }

    /// <summary>Whole amounts without decimals, however the database keeps them.</summary>
    private static decimal Plain(decimal amount) =>
        decimal.Truncate(amount) == amount ? decimal.Truncate(amount) : amount;

    public CallDraft ToDraft() =>
        new(
            Title!,
            Slug!,
            Summary ?? "",
            Guidelines ?? "",
            OpensAt!.Value,
            DeadlineAt,
            Zone!,
            AwardCap!.Value,
            MinimumReviews!.Value,
            FundId!.Value
        )
        {
            NeedsSignOff = NeedsSignOff,
            ReviewsBlind = ReviewsBlind,
            GraceMinutes = GraceMinutes!.Value,
            CutOffs = IsRolling ? [.. CutOffs.Select(c => c.At!.Value)] : [],
            Milestones = [.. Milestones.Select(m => m.ToDraft())],
            Rules = new CallRules(Minimum, MatchPercent, MatchOf, CashOnly, IndirectPercent)
            {
                Caps = [.. Caps.Select(c => c.ToCap())],
            },
            Eligibility = [.. Eligibility.Select(e => e.ToQuestion())],
            IsTest = IsTest,
            Testers = TesterAddresses,
            FormVersionId = FormVersionId,
            RubricVersionId = RubricVersionId,
        };

    /// <summary>
    /// What depends on more than one field, to be said at the fields together with what single fields lack: the record, its
    /// property and the sentence.
    /// </summary>
    public IEnumerable<(object Record, string Property, string Problem)> Problems() =>
        [
            .. OwnProblems().Select(p => ((object)this, p.Property, p.Problem)),
            .. IsRolling ? CutOffs.SelectMany(c => c.Problems(OpensAt, DeadlineAt)) : [],
            .. Milestones.SelectMany(m => m.Problems(Milestones)),
            .. Caps.SelectMany(c => c.Problems(Caps)),
            .. Eligibility.SelectMany(e => e.Problems()),
        ];

    private IEnumerable<(string Property, string Problem)> OwnProblems()
    {
        if (CallSlug.Invalid(Slug ?? "") is { } slug)
            yield return (nameof(Slug), slug.Reason);
        if (Zone is { Length: > 0 } && !Deadline.IsZone(Zone))
            yield return (nameof(Zone), "Choose a time zone from the list.");
        if (DeadlineAt is null && !IsRolling)
            yield return (nameof(DeadlineAt), "Choose the deadline.");
        if (OpensAt >= DeadlineAt)
            yield return (nameof(DeadlineAt), "The deadline must be after the opening.");
        if (Minimum > AwardCap)
            yield return (nameof(Minimum), "It can't be more than the cap.");
        if (MatchOf == MatchBase.Total && MatchPercent >= 100)
            yield return (nameof(MatchPercent), "It must be less than the whole cost.");
        if (TesterAddresses.FirstOrDefault(t => !EmailAddress.IsValid(t)) is { } wrong)
            yield return (nameof(Testers), $"\"{wrong}\" isn't an e-mail address.");
    }

    private IReadOnlyList<string> TesterAddresses =>
        (Testers ?? "").Split(
            ['\n', ',', ';', ' '],
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
}
