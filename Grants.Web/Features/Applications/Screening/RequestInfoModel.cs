using System.ComponentModel.DataAnnotations;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;

namespace Grants.Web.Features.Applications.Screening;

/// <summary>A request for more information as it is typed.</summary>
public sealed class RequestInfoModel : IValidatableObject
{
    private readonly HashSet<string> _sections = [];

    /// <summary>Keys of the form's sections.</summary>
    public IReadOnlyCollection<string> Sections => _sections;

    [Required(ErrorMessage = "Choose until which day.")]
    public DateOnly? DueOn { get; set; }

    [Required(ErrorMessage = "Write what you ask for.")]
    [StringLength(InfoRequest.MaxMessageLength, ErrorMessage = "At most 10,000 characters.")]
    public string? Message { get; set; }

    /// <summary>What is to fill in before it can be sent; null when nothing is.</summary>
    public Refusal? Incomplete
    {
        get
        {
            List<ValidationResult> faults = [];
            return Validator.TryValidateObject(this, new(this), faults, validateAllProperties: true)
                ? null
                : new Refusal(faults[0].ErrorMessage!);
        }
    }

    /// <summary>What is asked of others than before can't be changed in their forms.</summary>
    public void Keep(IReadOnlyCollection<string> offered) =>
        _sections.RemoveWhere(s => !offered.Contains(s));

    public void Choose(string section, bool yes)
    {
        if (yes)
            _sections.Add(section);
        else
            _sections.Remove(section);
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (_sections.Count == 0)
            yield return new("Choose at least one section.", [nameof(Sections)]);
    }
}

/// <summary>Why an application is ineligible, as it is typed.</summary>
public sealed class IneligibleModel
{
    [Required(ErrorMessage = "Choose which condition it doesn't meet.")]
    public string? Code { get; set; }

    [Required(ErrorMessage = "Say what you found.")]
    [StringLength(2000, ErrorMessage = "At most 2,000 characters.")]
    public string? Reason { get; set; }
}
