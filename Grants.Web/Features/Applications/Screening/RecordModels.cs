using System.ComponentModel.DataAnnotations;
using Grants.Domain.Applications;

namespace Grants.Web.Features.Applications.Screening;

/// <summary>A note as it is typed.</summary>
public sealed class NoteModel
{
    [Required(ErrorMessage = "Write the note first.")]
    [StringLength(InternalNote.MaxTextLength, ErrorMessage = "At most 10,000 characters.")]
    public string? Text { get; set; }
}

/// <summary>A flag as it is typed.</summary>
public sealed class FlagModel
{
    public FlagKind Kind { get; set; } = FlagKind.Other;

    [Required(ErrorMessage = "Say what the flag is about.")]
    [StringLength(ApplicationFlag.MaxTextLength, ErrorMessage = "At most 2,000 characters.")]
    public string? Text { get; set; }
}
