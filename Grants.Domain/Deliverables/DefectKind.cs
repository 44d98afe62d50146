namespace Grants.Domain.Deliverables;

/// <summary>What people see on an image that no program can decide.</summary>
public enum DefectKind
{
    Cropped,
    Turned,
    Blurred,
    Exposure,
    Colour,
    Artifacts,
    Covered,
    Pages,
    Description,
    Other,
}

/// <param name="Key">The key that chooses it while an item is looked at.</param>
/// <param name="Name">What is wrong.</param>
/// <param name="Remedy">What the archive does about it.</param>
public sealed record DefectWords(DefectKind Kind, char Key, string Name, string Remedy);

public static class Defects
{
    /// <summary>Most from the capture rules of FADGI 2023: whole page with a margin, level, in focus, true tone and colour.</summary>
    public static IReadOnlyList<DefectWords> All { get; } =
    [
        new(
            DefectKind.Cropped,
            '1',
            "Cut off",
            "Scan it again with the whole original and a margin on every side."
        ),
        new(
            DefectKind.Turned,
            '2',
            "Turned or crooked",
            "Deliver it upright and level; scan it again if turning it would lose quality."
        ),
        new(
            DefectKind.Blurred,
            '3',
            "Blurred",
            "Scan it again in focus, with the original held still and flat."
        ),
        new(
            DefectKind.Exposure,
            '4',
            "Too dark or too light",
            "Scan it again so that the darkest and the lightest parts keep their detail."
        ),
        new(
            DefectKind.Colour,
            '5',
            "Wrong colours",
            "Calibrate the scanner, check the colour profile and scan it again."
        ),
        new(
            DefectKind.Artifacts,
            '6',
            "Marks of the scan",
            "Remove dust, lines and moiré at their cause and scan it again without sharpening."
        ),
        new(
            DefectKind.Covered,
            '7',
            "Covered",
            "Scan it again without fingers, weights, glare or shadows on the original."
        ),
        new(
            DefectKind.Pages,
            '8',
            "Page missing or out of order",
            "Add what is missing, leave out what is double, and put the pages in reading order."
        ),
        new(
            DefectKind.Description,
            '9',
            "Description doesn't fit",
            "Compare the row of the sheet with the original and mend what is wrong, or deliver the right file."
        ),
        new(DefectKind.Other, 'o', "Something else", "See the note."),
    ];

    public static DefectWords Of(DefectKind kind) => All.First(d => d.Kind == kind);
}
