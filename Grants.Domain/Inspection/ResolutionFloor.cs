using Grants.Domain.Inspection.Formats;
using Grants.Domain.Inspection.Sheets;

namespace Grants.Domain.Inspection;

/// <summary>The least resolution for a kind of original. Data, with the edition that it comes from.</summary>
/// <param name="Words">In genre or extent, which mean this kind; the last floor has none and holds for all others.</param>
/// <param name="Ppi">With the edition's tolerance taken off.</param>
public sealed record ResolutionFloor(IReadOnlyList<string> Words, string Kind, int Ppi, string Rule)
{
    /// <summary>
    /// FADGI, third edition (May 2023), three-star: 400 ppi less 2 % for photographs, 300 less 2 % for text and posters; its 2016
    /// edition for film.
    /// </summary>
    public static IReadOnlyList<ResolutionFloor> Defaults { get; } =
    [
        new(
            ["slide", "negative", "transparenc"],
            "slides and negatives",
            1500,
            "FADGI 2016, transparencies and negatives, three-star"
        ),
        new(["photo"], "photographs", 392, "FADGI 2023, prints and photographs, three-star"),
        new([], "text and posters", 294, "FADGI 2023, text and oversize, three-star"),
    ];

    /// <summary>
    /// Pixels over the stated size of the original, never the file's own claim: an upsampled scan carries a good tag. Null where
    /// the size isn't stated or the resolution is enough.
    /// </summary>
    public static Finding? Check(SheetRow row, string file, FileFacts facts)
    {
        if (
            facts is not { Width: { } width, Height: { } height }
            || PhysicalSize.Inches(row.Fields.GetValueOrDefault(MetadataProfile.Size, ""))
                is not { } inches
        )
            return null;
        var kind =
            $"{row.Fields.GetValueOrDefault(MetadataProfile.Genre)} {row.Fields.GetValueOrDefault(MetadataProfile.Extent)}";
        var floor = Defaults.First(f =>
            f.Words.Count == 0
            || f.Words.Any(w => kind.Contains(w, StringComparison.OrdinalIgnoreCase))
        );
        var ppi = Math.Min(
            Math.Max(width, height) / Math.Max(inches.Width, inches.Height),
            Math.Min(width, height) / Math.Min(inches.Width, inches.Height)
        );
        return ppi >= floor.Ppi
            ? null
            : new Finding(
                FindingCodes.ResolutionLow,
                FindingSeverity.Warning,
                file,
                FormattableString.Invariant(
                    $"{width:#,##0} x {height:#,##0} pixels for an original of {row.Fields[MetadataProfile.Size]} make {ppi:0} pixels per inch; {floor.Kind} need {floor.Ppi}. Scan it again, or correct the size."
                ),
                $"{floor.Ppi} ppi",
                FormattableString.Invariant($"{ppi:0} ppi"),
                floor.Rule
            );
    }
}
