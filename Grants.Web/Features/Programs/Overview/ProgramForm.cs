using System.ComponentModel.DataAnnotations;

namespace Grants.Web.Features.Programs.Overview;

public sealed class ProgramForm
{
    [Required(ErrorMessage = "Enter the program's name.")]
    [StringLength(200, ErrorMessage = "At most 200 characters.")]
    public string? Name { get; set; }

    [StringLength(4000, ErrorMessage = "At most 4,000 characters.")]
    public string? Summary { get; set; }
}
