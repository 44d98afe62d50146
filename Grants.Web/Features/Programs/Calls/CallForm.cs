using System.ComponentModel.DataAnnotations;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Web.Shared;

namespace Grants.Web.Features.Programs.Calls;

/// <summary>A draft as it is typed.</summary>
public sealed class CallForm : IValidatableObject
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

    [Required(ErrorMessage = "Choose the deadline.")]
    public DateTime? DeadlineAt { get; set; }

    [Required(ErrorMessage = "Choose the time zone.")]
    public string? Zone { get; set; }

    [Required(ErrorMessage = "Enter the most that one award may be.")]
    [Range(0.01, 1e12, ErrorMessage = "It must be more than zero.")]
    public decimal? AwardCap { get; set; }

    [Required(ErrorMessage = "Enter how many reviews an application needs.")]
    [Range(1, 20, ErrorMessage = "From 1 to 20.")]
    public int? MinimumReviews { get; set; } = 2;

    public bool NeedsSignOff { get; set; }

    public bool ReviewsBlind { get; set; }

    [Required(ErrorMessage = "Choose the fund.")]
    public Guid? FundId { get; set; }

    public static CallForm From(CallDraft draft) =>
        new()
        {
            Title = draft.Title,
            Slug = draft.Slug,
            Summary = draft.Summary,
            Guidelines = draft.Guidelines,
            OpensAt = draft.OpensAt,
            DeadlineAt = draft.DeadlineAt,
            Zone = draft.Zone,
            AwardCap = Plain(draft.AwardCap),
            MinimumReviews = draft.MinimumReviews,
            NeedsSignOff = draft.NeedsSignOff,
            ReviewsBlind = draft.ReviewsBlind,
            FundId = draft.FundId,
        };

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
            DeadlineAt!.Value,
            Zone!,
            AwardCap!.Value,
            MinimumReviews!.Value,
            FundId!.Value
        )
        {
            NeedsSignOff = NeedsSignOff,
            ReviewsBlind = ReviewsBlind,
        };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (CallSlug.Invalid(Slug ?? "") is { } slug)
            yield return new(slug.Reason, [nameof(Slug)]);
        if (!Deadline.IsZone(Zone ?? ""))
            yield return new("Choose a time zone from the list.", [nameof(Zone)]);
        if (OpensAt >= DeadlineAt)
            yield return new("The deadline must be after the opening.", [nameof(DeadlineAt)]);
    }
}
