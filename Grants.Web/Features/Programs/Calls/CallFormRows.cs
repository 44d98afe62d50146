using Grants.Domain.Forms;
using Grants.Domain.Programs;

namespace Grants.Web.Features.Programs.Calls;

/// <summary>A cut-off as it is typed, local to the call's zone.</summary>
public sealed class CutOffRow
{
    public DateTime? At { get; set; }

    public IEnumerable<(object Row, string Property, string Problem)> Problems(
        DateTime? opens,
        DateTime? deadline
    )
    {
        if (At is null)
            yield return (this, nameof(At), "Choose the date, or remove it.");
        else if (At <= opens)
            yield return (this, nameof(At), "It must be after the opening.");
        else if (At > deadline)
            yield return (this, nameof(At), "It can't be after the deadline.");
    }
}

/// <summary>A milestone as it is typed, local to the call's zone.</summary>
public sealed class MilestoneRow
{
    public string? Name { get; set; }

    public DateTime? At { get; set; }

    public static MilestoneRow From(DraftMilestone milestone) =>
        new() { Name = milestone.Title, At = milestone.At };

    public DraftMilestone ToDraft() => new(Name!.Trim(), At!.Value);

    public IEnumerable<(object Row, string Property, string Problem)> Problems(
        IReadOnlyList<MilestoneRow> all
    )
    {
        if (string.IsNullOrWhiteSpace(Name))
            yield return (this, nameof(Name), "Name it, or remove it.");
        else if (Name.Length > Milestone.MaxTitleLength)
            yield return (this, nameof(Name), "At most 120 characters.");
        else if (all.Any(o => o != this && o.Name?.Trim() == Name.Trim()))
            yield return (this, nameof(Name), "Another one has the same name.");
        if (At is null)
            yield return (this, nameof(At), "Choose the date.");
    }
}

/// <summary>The limit of a budget category as it is typed.</summary>
public sealed class CapRow
{
    public string? Category { get; set; }

    public decimal? AtMost { get; set; }

    public CapUnit Unit { get; set; }

    public static CapRow From(CategoryCap cap) =>
        new()
        {
            Category = cap.Category,
            AtMost = cap.AtMost,
            Unit = cap.Unit,
        };

    public CategoryCap ToCap() => new(Category!.Trim(), AtMost!.Value, Unit);

    public IEnumerable<(object Row, string Property, string Problem)> Problems(
        IReadOnlyList<CapRow> all
    )
    {
        if (string.IsNullOrWhiteSpace(Category))
            yield return (this, nameof(Category), "Choose the category, or remove the limit.");
        else if (all.Any(o => o != this && o.Category?.Trim() == Category.Trim()))
            yield return (this, nameof(Category), "It has another limit already.");
        if (AtMost is not >= 0)
            yield return (this, nameof(AtMost), "Enter the limit, 0 for nothing.");
        else if (Unit == CapUnit.PercentOfRequested && AtMost > 100)
            yield return (this, nameof(AtMost), "At most 100 percent.");
    }
}

/// <summary>An eligibility question as it is typed.</summary>
public sealed class EligibilityRow
{
    /// <summary>Stays when the text changes.</summary>
    public string Key { get; init; } = Guid.CreateVersion7().ToString("n")[^12..];

    public string? Text { get; set; }

    public bool NeedsYes { get; set; } = true;

    public string? Otherwise { get; set; }

    public static EligibilityRow From(EligibilityQuestion question) =>
        new()
        {
            Key = question.Key,
            Text = question.Text,
            NeedsYes = question.NeedsYes,
            Otherwise = question.Otherwise,
        };

    public EligibilityQuestion ToQuestion() => new(Key, Text!.Trim(), NeedsYes, Otherwise!.Trim());

    public IEnumerable<(object Row, string Property, string Problem)> Problems()
    {
        foreach (
            var (name, value) in new[] { (nameof(Text), Text), (nameof(Otherwise), Otherwise) }
        )
            if (string.IsNullOrWhiteSpace(value))
                yield return (
                    this,
                    name,
                    name == nameof(Text)
                        ? "Ask something, or remove it."
                        : "Say what somebody is told who can't answer so."
                );
            else if (value.Length > EligibilityQuestion.MaxLength)
                yield return (this, name, "At most 1,000 characters.");
    }
}
