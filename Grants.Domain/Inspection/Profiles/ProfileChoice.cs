using Grants.Domain.Inspection.Formats;
using Grants.Domain.Inspection.Sheets;

namespace Grants.Domain.Inspection.Profiles;

/// <param name="IsPromised">Chosen for the delivery. What isn't met is then as severe as the rule says, else a warning.</param>
public readonly record struct HeldTo(TechnicalProfile Profile, bool IsPromised)
{
    public FindingSeverity Most => IsPromised ? FindingSeverity.Error : FindingSeverity.Warning;
}

/// <summary>The profiles that a delivery is held to, and which of them is about a file.</summary>
/// <param name="Profiles">In this order: the first whose words are said of the item, else the last of the kind.</param>
/// <param name="ArePromised">Chosen for the delivery.</param>
public sealed record ProfileChoice(IReadOnlyList<TechnicalProfile> Profiles, bool ArePromised)
{
    /// <summary>Where no profile was chosen: the shipped floor.</summary>
    public static ProfileChoice Default { get; } =
        new([.. ShippedProfiles.All.Where(p => p.Edition == ShippedProfiles.Floor)], false);

    /// <summary>The profile that was promised for the material of a row itself; null where none was.</summary>
    public Func<SheetRow, TechnicalProfile?> OfMaterial { get; init; } = _ => null;

    /// <returns>Null for access copies, transcripts and what else no profile is about.</returns>
    public HeldTo? For(string file, FileFacts facts, SheetRow? row)
    {
        if (facts.Kind == MediaKind.Other || FileRoles.IsDerived(file))
            return null;
        if (row is not null && OfMaterial(row) is { } own && own.Kind == facts.Kind)
            return new HeldTo(own, true);
        var ofKind = Profiles.Where(p => p.Kind == facts.Kind).ToList();
        var said = string.Join(
            ' ',
            (
                (string[])[MetadataProfile.Genre, MetadataProfile.Extent, MetadataProfile.Type]
            ).Select(f => row?.Fields.GetValueOrDefault(f))
        );
        return
            (ofKind.FirstOrDefault(p => p.IsNamedIn(said)) ?? ofKind.LastOrDefault()) is { } profile
            ? new HeldTo(profile, ArePromised)
            : null;
    }
}
