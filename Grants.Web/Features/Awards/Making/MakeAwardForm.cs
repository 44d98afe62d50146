using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Grants.Domain.Deliverables;

namespace Grants.Web.Features.Awards.Making;

public sealed class MakeAwardForm : IValidatableObject
{
    /// <summary>More than any archive holds; keeps a slip of the keyboard out.</summary>
    public const int MostItems = 10_000_000;

    [Required(ErrorMessage = "Give the first day.")]
    public DateOnly? StartsOn { get; set; }

    [Required(ErrorMessage = "Give the last day.")]
    public DateOnly? EndsOn { get; set; }

    /// <summary>None where only documents are promised.</summary>
    public List<MaterialRow> Materials { get; } = [];

    public IReadOnlyList<MaterialPromise> Promises => [.. Materials.Select(m => m.Promise)];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (i, row) in Materials.Index())
            if (row.Problem is { } problem)
                yield return new ValidationResult(
                    string.Create(CultureInfo.InvariantCulture, $"Material {i + 1}: {problem}"),
                    [nameof(Materials)]
                );
        if (Materials.Sum(m => (long)(m.Count ?? 0)) > MostItems)
            yield return new ValidationResult(
                "The counts come to more than 10,000,000 together.",
                [nameof(Materials)]
            );
    }
}

/// <summary>One promised material as it is typed.</summary>
public sealed class MaterialRow
{
    public string Collection { get; set; } = "";

    public string Material { get; set; } = "";

    public int? Count { get; set; }

    public string Unit { get; set; } = "items";

    public string RightsUri { get; set; } = "";

    public MaterialPromise Promise =>
        new(Collection.Trim(), Material.Trim(), Count ?? 0, Unit.Trim(), RightsUri.Trim());

    public string? Problem =>
        string.IsNullOrWhiteSpace(Material) ? "say what it is."
        : Material.Length > 100 ? "say what it is in at most 100 characters."
        : Count is null or < 1 or > MakeAwardForm.MostItems
            ? "give a whole number from 1 to 10,000,000, or remove it."
        : string.IsNullOrWhiteSpace(Unit) || Unit.Length > 40
            ? "say in at most 40 characters what is counted."
        : Collection.Length > 400 || RightsUri.Length > 400
            ? "collection and rights take 400 characters."
        : Promise.CannotPlan()?.Reason;

    public static MaterialRow Of(MaterialPromise promise) =>
        new()
        {
            Collection = promise.Collection,
            Material = promise.Material,
            Count = promise.Count,
            Unit = promise.Unit,
        };
}
