namespace Grants.Domain.Inspection.Sheets;

/// <summary>
/// What a metadata sheet may and must say of each item: data, with an edition of its own. The names below are also the keys of
/// the JSON object in BatchItem.FieldsJson, so what makes catalog records of items reads them from there; every field is a
/// string, and fields that are empty are left out. Repeated values are separated by ";".
/// </summary>
/// <param name="Name">With its edition, such as "Core 1.0".</param>
public sealed partial record MetadataProfile(string Name, IReadOnlyList<MetadataField> Fields)
{
    /// <summary>How findings name it as the source of a rule.</summary>
    public string Rule => $"Metadata profile {Name}";

    public const string Identifier = "identifier";
    public const string Title = "title";
    public const string Type = "type";
    public const string Rights = "rights";
    public const string Collection = "collection";

    /// <summary>Names of the item's files, separated by ";", in reading order.</summary>
    public const string Files = "files";
    public const string AlternativeTitle = "alternative_title";
    public const string Date = "date";
    public const string Creator = "creator";
    public const string Description = "description";
    public const string Subject = "subject";
    public const string Place = "place";
    public const string People = "people";
    public const string Language = "language";
    public const string Genre = "genre";
    public const string Extent = "extent";

    /// <summary>Width x height of the original with its unit; the resolution check reads it.</summary>
    public const string Size = "size";
    public const string Link = "link";
    public const string RightsNote = "rights_note";
    public const string RightsHolder = "rights_holder";

    public const string Contributor = "contributor";
    public const string Thumbnail = "thumbnail";
    public const string Sensitive = "sensitive";
    public const string EmbargoUntil = "embargo_until";
    public const string Transcript = "transcript";
    public const string DigitizedOn = "digitized_on";
    public const string Specification = "specification";
    public const string GrantNumber = "grant_number";

    /// <summary>Words for people who don't see the picture.</summary>
    public const string AltText = "alt_text";

    /// <summary>SHA-256 of each file, in the order of <see cref="Files"/>.</summary>
    public const string Checksum = "checksum";

    /// <summary>Characters of a heading that can be given a meaning.</summary>
    public const int MaxHeading = 200;

    /// <summary>Heading of the column that a checked sheet goes back with.</summary>
    public const string Errors = "errors";

    /// <summary>Heading of the column that a checked sheet goes back with.</summary>
    public const string Warnings = "warnings";

    /// <summary>Whether a column was added by the check and says nothing of the item.</summary>
    public static bool IsAnnotation(string heading) => Normalized(heading) is Errors or Warnings;

    /// <summary>The field that a heading means, or null.</summary>
    public MetadataField? Find(string heading)
    {
        if (heading.Length == 0)
            return null;
        var normalized = Normalized(heading);
        return Fields.FirstOrDefault(f => f.Name == normalized)
            ?? Fields.FirstOrDefault(f => f.Aliases.Contains(normalized));
    }

    /// <summary>
    /// The field's name that a heading most likely meant to be, or null: one spelt nearly so, else the longest name that is
    /// among its words, as "file_name" in "contentdm file name".
    /// </summary>
    public string? Suggest(string heading)
    {
        var normalized = Normalized(heading);
        if (normalized.Length > MaxHeading)
            return null;
        var names = Fields.SelectMany(f =>
            f.Aliases.Prepend(f.Name).Select(n => (Field: f.Name, Name: n))
        );
        return names
                .Select(n => (n.Field, Near: Spelling.Distance(normalized, n.Name), n.Name.Length))
                .Where(c => c.Near <= Math.Max(1, c.Length / 3))
                .OrderBy(c => c.Near)
                .Select(c => c.Field)
                .FirstOrDefault()
            ?? names
                .Where(n =>
                    n.Name.Length > 3
                    && $"_{normalized}_".Contains($"_{n.Name}_", StringComparison.Ordinal)
                )
                .OrderByDescending(n => n.Name.Length)
                .Select(n => n.Field)
                .FirstOrDefault();
    }

    /// <summary>"Rights Statement" and "rights-statement" to "rights_statement".</summary>
    public static string Normalized(string heading) =>
        heading.Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
}
