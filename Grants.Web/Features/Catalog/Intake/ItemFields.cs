using System.Globalization;
using Grants.Domain.Catalog;
using Grants.Domain.Deliverables;
using Grants.Domain.Inspection.Sheets;

namespace Grants.Web.Features.Catalog.Intake;

/// <summary>A delivered item's fields as a description, and what belongs to its images.</summary>
internal sealed class ItemFields
{
    private readonly IReadOnlyDictionary<string, string> _fields;

    private ItemFields(IReadOnlyDictionary<string, string> fields) => _fields = fields;

    /// <summary>Names of its files, in reading order.</summary>
    public IReadOnlyList<string> Files => NamedFiles.Of(Of(MetadataProfile.Files));

    public string AltText => Of(MetadataProfile.AltText);

    /// <summary>The record is shown, its pictures aren't: somebody could be hurt, or the embargo isn't over.</summary>
    public bool WithholdsPictures(DateOnly today) =>
        Of(MetadataProfile.Sensitive) == "yes"
        || DateOnly.TryParseExact(
            Of(MetadataProfile.EmbargoUntil),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var until
        )
            && until > today;

    public static ItemFields Of(BatchItem item) => new(BatchItem.FieldsIn(item.FieldsJson));

    /// <summary>Fields of the metadata profile as a description.</summary>
    public static CatalogDescription Describe(IReadOnlyDictionary<string, string> fields) =>
        new ItemFields(fields).ToDescription();

    public CatalogDescription ToDescription() =>
        new()
        {
            Identifier = Of(MetadataProfile.Identifier),
            Title = Of(MetadataProfile.Title),
            AlternativeTitle = Of(MetadataProfile.AlternativeTitle),
            Description = Of(MetadataProfile.Description),
            Type = Of(MetadataProfile.Type),
            RightsUri = Of(MetadataProfile.Rights),
            RightsNote = Of(MetadataProfile.RightsNote),
            RightsHolder = Of(MetadataProfile.RightsHolder),
            CollectionName = Of(MetadataProfile.Collection),
            Date = DateOf(Of(MetadataProfile.Date)),
            Creator = Of(MetadataProfile.Creator),
            Language = Of(MetadataProfile.Language),
            Subjects = Of(MetadataProfile.Subject),
            Places = Of(MetadataProfile.Place),
            People = Of(MetadataProfile.People),
            Genre = Of(MetadataProfile.Genre),
            Extent = Of(MetadataProfile.Extent),
            Size = Of(MetadataProfile.Size),
            Link = Of(MetadataProfile.Link),
        };

    /// <summary>A sheet says "undated" where a record says nothing.</summary>
    private static string DateOf(string date) =>
        date.Equals("undated", StringComparison.OrdinalIgnoreCase) ? "" : date;

    private string Of(string field) => _fields.GetValueOrDefault(field, "");
}
