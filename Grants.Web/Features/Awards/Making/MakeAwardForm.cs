using System.ComponentModel.DataAnnotations;

namespace Grants.Web.Features.Awards.Making;

public sealed class MakeAwardForm
{
    /// <summary>More than any archive holds; keeps a slip of the keyboard out.</summary>
    public const int MostItems = 10_000_000;

    [Required(ErrorMessage = "Give the first day.")]
    public DateOnly? StartsOn { get; set; }

    [Required(ErrorMessage = "Give the last day.")]
    public DateOnly? EndsOn { get; set; }

    [
        Required(ErrorMessage = "Say how many items are promised; 0 where there are none."),
        Range(0, MostItems, ErrorMessage = "Give a whole number from 0 to 10,000,000.")
    ]
    public int? PromisedItems { get; set; }
}
