using Grants.Domain.Inspection.Formats;
using Grants.Domain.Inspection.Sheets;

namespace Grants.Domain.Inspection.Profiles;

/// <summary>The profiles that a delivery is held to, and which of them is about a file.</summary>
/// <param name="Profiles">In this order: the first whose words are said of the item, else the last of the kind.</param>
/// <param name="ArePromised">Chosen for the delivery. What isn't met is then as severe as the rule says, else a warning.</param>
public sealed record ProfileChoice(IReadOnlyList<TechnicalProfile> Profiles, bool ArePromised)
{
    /// <summary>Where no profile was chosen: the shipped floor.</summary>
    public static ProfileChoice Default { get; } =
        new([.. ShippedProfiles.All.Where(p => p.Edition == ShippedProfiles.Floor)], false);

    public FindingSeverity Most => ArePromised ? FindingSeverity.Error : FindingSeverity.Warning;

    /// <returns>Null for access copies, transcripts and what else no profile is about.</returns>
    public TechnicalProfile? For(string file, FileFacts facts, SheetRow? row)
    {
        if (facts.Kind == MediaKind.Other || FileRoles.IsDerived(file))
            return null;
        var ofKind = Profiles.Where(p => p.Kind == facts.Kind).ToList();
        var said = string.Join(
            ' ',
            (
                (string[])[MetadataProfile.Genre, MetadataProfile.Extent, MetadataProfile.Type]
            ).Select(f => row?.Fields.GetValueOrDefault(f))
        );
        return ofKind.FirstOrDefault(p =>
                p.Words.Any(w => said.Contains(w, StringComparison.OrdinalIgnoreCase))
            ) ?? ofKind.LastOrDefault();
    }
}
