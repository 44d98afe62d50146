using System.ComponentModel.DataAnnotations;
using Grants.Domain.Catalog;

namespace Grants.Web.Features.Catalog.Editing;

/// <summary>A description while it is typed.</summary>
public sealed class DescriptionForm : IValidatableObject
{
    public string? Identifier { get; set; }
    public string? Title { get; set; }
    public string? AlternativeTitle { get; set; }
    public string? Description { get; set; }
    public string? Type { get; set; }
    public string? RightsUri { get; set; }
    public string? RightsNote { get; set; }
    public string? RightsHolder { get; set; }
    public string? CollectionName { get; set; }
    public string? Date { get; set; }
    public string? Creator { get; set; }
    public string? Language { get; set; }
    public string? Subjects { get; set; }
    public string? Places { get; set; }
    public string? People { get; set; }
    public string? Genre { get; set; }
    public string? Extent { get; set; }
    public string? Size { get; set; }
    public string? Link { get; set; }

    public static DescriptionForm Of(CatalogDescription d) =>
        new()
        {
            Identifier = d.Identifier,
            Title = d.Title,
            AlternativeTitle = d.AlternativeTitle,
            Description = d.Description,
            Type = d.Type,
            RightsUri = d.RightsUri,
            RightsNote = d.RightsNote,
            RightsHolder = d.RightsHolder,
            CollectionName = d.CollectionName,
            Date = d.Date,
            Creator = d.Creator,
            Language = d.Language,
            Subjects = d.Subjects,
            Places = d.Places,
            People = d.People,
            Genre = d.Genre,
            Extent = d.Extent,
            Size = d.Size,
            Link = d.Link,
        };

    public CatalogDescription ToDescription() =>
        new()
        {
            Identifier = Text(Identifier),
            Title = Text(Title),
            AlternativeTitle = Text(AlternativeTitle),
            Description = Text(Description),
            Type = Text(Type),
            RightsUri = Text(RightsUri),
            RightsNote = Text(RightsNote),
            RightsHolder = Text(RightsHolder),
            CollectionName = Text(CollectionName),
            Date = Text(Date),
            Creator = Text(Creator),
            Language = Text(Language),
            Subjects = Text(Subjects),
            Places = Text(Places),
            People = Text(People),
            Genre = Text(Genre),
            Extent = Text(Extent),
            Size = Text(Size),
            Link = Text(Link),
        };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        DescriptionCheck
            .Of(ToDescription())
            .Select(f => new ValidationResult(f.Message, [f.Field]));

    private static string Text(string? typed) => typed?.Trim() ?? "";
}
