using Grants.Domain.Catalog;

namespace Grants.Domain.Inspection.Sheets;

public enum Obligation
{
    /// <summary>Every row has it, or the sheet is refused.</summary>
    Required,

    /// <summary>Asked for; told once per column where it is missing.</summary>
    Recommended,
    Optional,
}

/// <summary>One column of a metadata sheet.</summary>
/// <param name="Name">Heading in the sheet and key in BatchItem.FieldsJson.</param>
/// <param name="Help">What belongs in it, as the template and the help page say it.</param>
/// <param name="Aliases">Other headings that mean it, in the form that <see cref="MetadataProfile.Normalized"/> gives.</param>
public sealed record MetadataField(
    string Name,
    Obligation Obligation,
    ValueRule Rule,
    string Help,
    string Example,
    params IReadOnlyList<string> Aliases
)
{
    /// <summary>What its values name, where the hub keeps a list of them.</summary>
    public NameUse? Names { get; init; }
}
