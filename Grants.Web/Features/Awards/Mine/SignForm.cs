using System.ComponentModel.DataAnnotations;

namespace Grants.Web.Features.Awards.Mine;

public sealed class SignForm
{
    [Required(ErrorMessage = "Type your name to sign."), StringLength(200)]
    public string? Name { get; set; }

    [Required(ErrorMessage = "Say in which office you sign."), StringLength(200)]
    public string? Office { get; set; }
}
