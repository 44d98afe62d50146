using System.ComponentModel.DataAnnotations;
using Grants.Domain.Catalog;

namespace Grants.Web.Features.Catalog.Names;

/// <summary>A known name while it is typed.</summary>
public sealed class NameForm
{
    public NameKind Kind { get; set; }

    [Required(ErrorMessage = "Write the name.")]
    [StringLength(NameKey.MaxLength, ErrorMessage = "At most 300 characters.")]
    public string? Name { get; set; }

    /// <summary>A line each.</summary>
    public string? Variants { get; set; }

    [StringLength(400, ErrorMessage = "At most 400 characters.")]
    public string? SourceUri { get; set; }

    [StringLength(2000, ErrorMessage = "At most 2000 characters.")]
    public string? Note { get; set; }

    public static NameForm Of(NameText text) =>
        new()
        {
            Kind = text.Kind,
            Name = text.Name,
            Variants = string.Join('\n', text.Variants),
            SourceUri = text.SourceUri,
            Note = text.Note,
        };

    public NameText ToText() =>
        new(
            Kind,
            Name ?? "",
            (Variants ?? "").Split('\n', StringSplitOptions.TrimEntries),
            SourceUri ?? "",
            Note ?? ""
        );
}
