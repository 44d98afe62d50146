using System.Text.RegularExpressions;
using Grants.Domain.Inspection.Sheets;
using Grants.Domain.Kernel;

namespace Grants.Domain.Catalog;

/// <param name="Field">Property name of <see cref="CatalogDescription"/>.</param>
/// <param name="Message">What to do about it.</param>
public sealed record DescriptionFault(string Field, string Message);

/// <summary>What is malformed in a description, whether typed or imported. What is merely missing stops publishing, not saving.</summary>
public static partial class DescriptionCheck
{
    private static readonly (
        string Field,
        Func<CatalogDescription, string> Value,
        int Longest
    )[] Lengths =
    [
        (nameof(CatalogDescription.Identifier), d => d.Identifier, 200),
        (nameof(CatalogDescription.Title), d => d.Title, 500),
        (nameof(CatalogDescription.AlternativeTitle), d => d.AlternativeTitle, 1000),
        (nameof(CatalogDescription.Description), d => d.Description, 20_000),
        (nameof(CatalogDescription.RightsNote), d => d.RightsNote, 2000),
        (nameof(CatalogDescription.RightsHolder), d => d.RightsHolder, 400),
        (nameof(CatalogDescription.CollectionName), d => d.CollectionName, 400),
        (nameof(CatalogDescription.Date), d => d.Date, 200),
        (nameof(CatalogDescription.Creator), d => d.Creator, 400),
        (nameof(CatalogDescription.Language), d => d.Language, 200),
        (nameof(CatalogDescription.Subjects), d => d.Subjects, 4000),
        (nameof(CatalogDescription.Places), d => d.Places, 4000),
        (nameof(CatalogDescription.People), d => d.People, 4000),
        (nameof(CatalogDescription.Genre), d => d.Genre, 400),
        (nameof(CatalogDescription.Extent), d => d.Extent, 400),
        (nameof(CatalogDescription.Size), d => d.Size, 400),
        (nameof(CatalogDescription.Link), d => d.Link, 2000),
    ];

    public static IEnumerable<DescriptionFault> Of(CatalogDescription description)
    {
        if (string.IsNullOrWhiteSpace(description.Identifier))
            yield return new(
                nameof(description.Identifier),
                "Enter the institution's own identifier."
            );
        if (string.IsNullOrWhiteSpace(description.Title))
            yield return new(nameof(description.Title), "Enter a title.");
        foreach (var (field, value, longest) in Lengths)
            if (value(description).Length > longest)
                yield return new(
                    field,
                    $"Shorten it to {longest} characters; it has {value(description).Length}."
                );
        if (description.Type.Length > 0 && !DcmiTypes.All.Contains(description.Type))
            yield return new(
                nameof(description.Type),
                $"\"{description.Type}\" is no DCMI type. Use one of {string.Join(", ", DcmiTypes.All)}."
            );
        if (
            description.RightsUri.Length > 0
            && RightsUri.Normalize(description.RightsUri) != description.RightsUri
        )
            yield return new(
                nameof(description.RightsUri),
                "Use the URI of a rightsstatements.org statement or Creative Commons licence, such as http://rightsstatements.org/vocab/InC/1.0/."
            );
        foreach (var code in ManyValues.Of(description.Language).Where(c => !Code().IsMatch(c)))
            yield return new(
                nameof(description.Language),
                $"\"{code}\" is no ISO 639-3 code. Use three letters such as eng, rus, heb or yid."
            );
        if (description.Link.Length > 0 && !WebAddress.Is(description.Link))
            yield return new(
                nameof(description.Link),
                "Enter a web address that begins with https:// or http://."
            );
    }

    [GeneratedRegex("^[a-z]{3}$")]
    private static partial Regex Code();
}
