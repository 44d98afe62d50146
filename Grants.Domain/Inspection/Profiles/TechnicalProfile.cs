using Grants.Domain.Inspection.Formats;
using Grants.Domain.Kernel;

namespace Grants.Domain.Inspection.Profiles;

/// <summary>
/// File criteria for one material, as an edition of a guideline states them. Software can check these and not the picture: tone,
/// colour error, noise and sharpness need a target, so a file meets the file criteria of a level and is never given the level.
/// </summary>
/// <param name="Key">Stable: "fadgi-2023-photographs-3".</param>
/// <param name="Number">Version of the profile under this key, from 1.</param>
/// <param name="Edition">"FADGI 2023".</param>
/// <param name="Level">"three-star", or empty where the edition has one.</param>
/// <param name="Material">"Prints and photographs".</param>
/// <param name="Words">In a row's genre, type or extent, which mean this material, lower case.</param>
public sealed record TechnicalProfile(
    string Key,
    int Number,
    string Edition,
    string Level,
    string Material,
    MediaKind Kind,
    IReadOnlyList<string> Words,
    IReadOnlyList<FileRule> Rules
)
{
    public const int MaxKeyLength = 60;
    public const int MaxTextLength = 200;

    /// <summary>"FADGI 2023 three-star, prints and photographs".</summary>
    public string Label => $"{Standard}, {char.ToLowerInvariant(Material[0])}{Material[1..]}";

    /// <summary>Whether a text names this material.</summary>
    public bool IsNamedIn(string text) => AreNamedIn(text, Words);

    /// <summary>Whether a text names the material of these words.</summary>
    public static bool AreNamedIn(string text, IEnumerable<string> words) =>
        words.Any(w => text.Contains(w, StringComparison.OrdinalIgnoreCase));

    /// <summary>"FADGI 2023 three-star".</summary>
    public string Standard => Level.Length == 0 ? Edition : $"{Edition} {Level}";

    public Refusal? Invalid()
    {
        if (string.IsNullOrWhiteSpace(Edition) || string.IsNullOrWhiteSpace(Material))
            return new Refusal("Name the edition and the material.");
        if (Edition.Length > MaxTextLength || Material.Length > MaxTextLength || Level.Length > 60)
            return new Refusal(
                $"An edition and a material have at most {MaxTextLength} characters, a level 60."
            );
        if (Rules.Count == 0)
            return new Refusal("A profile needs at least one rule.");
        if (Rules.GroupBy(r => r.Property).FirstOrDefault(g => g.Count() > 1) is { } twice)
            return new Refusal($"Two rules are about {FileProperties.Of(twice.Key).Label}.");
        return Rules.Select(r => r.Invalid()).FirstOrDefault(r => r is not null);
    }

    /// <summary>What of a master doesn't meet the profile; properties that aren't known of it are left out.</summary>
    /// <param name="most">Nothing is said more severely than this: warnings where nobody promised the profile.</param>
    public IReadOnlyList<Finding> Check(HeldFile file, FindingSeverity most) =>
        [
            .. Rules
                .Where(r =>
                    FileProperties.Of(r.Property) is var p
                    && p.Found(file) is not null
                    && !p.IsMet(file, r.Expected)
                )
                .Select(r => Finding(file, r, most)),
        ];

    private Finding Finding(HeldFile file, FileRule rule, FindingSeverity most)
    {
        var property = FileProperties.Of(rule.Property);
        var found = property.Found(file)!;
        return new Finding(
            rule.Property == FileProperty.Resolution
                ? FindingCodes.ResolutionLow
                : FindingCodes.ProfileDiffers,
            rule.Severity > most ? rule.Severity : most,
            file.Name,
            rule.Property == FileProperty.Resolution
                ? FormattableString.Invariant(
                    $"{file.Facts.Width:#,##0} x {file.Facts.Height:#,##0} pixels for an original of {file.Inches!.Value.Width:0.##} x {file.Inches.Value.Height:0.##} inches make {found}; {Label} asks for {rule.InWords}. {property.Advice}"
                )
                : $"{property.Label}: {found}; {Label} asks for {rule.InWords}. {property.Advice}",
            rule.InWords,
            found,
            rule.Source
        );
    }
}
