using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Sheets;
using Grants.Domain.Kernel;

namespace Grants.Domain.Deliverables;

/// <summary>How much of one material of one collection is promised.</summary>
/// <param name="Unit">Such as "pages" or "photos".</param>
/// <param name="RightsUri">Rights statement of items whose sheet says none; empty when each says its own.</param>
public sealed record MaterialPromise(
    string Collection,
    string Material,
    int Count,
    string Unit,
    string RightsUri = ""
)
{
    /// <summary>Why it can't be planned so, or null.</summary>
    public Refusal? CannotPlan() =>
        RightsUri.Length == 0
        || new Inspection.Sheets.RightsUri().Read(RightsUri).Problem is not { } problem
            ? null
            : new Refusal($"Rights of {Material}: {problem}");
}

/// <summary>A promise of one deliverable, in the unit that it is counted in.</summary>
public sealed class MaterialLine : Entity
{
    /// <summary>Units of which an item has as many as it has masters.</summary>
    private static readonly HashSet<string> PerFile = new(StringComparer.OrdinalIgnoreCase)
    {
        "page",
        "pages",
        "image",
        "images",
        "scan",
        "scans",
        "file",
        "files",
    };

    /// <summary>Units of which an item has as many as its recordings play.</summary>
    private static readonly Dictionary<string, TimeSpan> Playing = new(
        StringComparer.OrdinalIgnoreCase
    )
    {
        ["hour"] = TimeSpan.FromHours(1),
        ["hours"] = TimeSpan.FromHours(1),
        ["minute"] = TimeSpan.FromMinutes(1),
        ["minutes"] = TimeSpan.FromMinutes(1),
    };

    private MaterialLine() { }

    public MaterialLine(Guid deliverableId, int number, MaterialPromise promise)
    {
        DeliverableId = deliverableId;
        Number = number;
        Collection = promise.Collection;
        Material = promise.Material;
        Promised = promise.Count;
        Unit = promise.Unit;
        promise.CannotPlan().ThrowIfAny();
        RightsUri = Inspection.Sheets.RightsUri.Normalize(promise.RightsUri) ?? "";
    }

    public Guid DeliverableId { get; private set; }

    /// <summary>From 1, as promised.</summary>
    public int Number { get; private set; }

    public string Collection { get; private set; } = "";

    public string Material { get; private set; } = "";

    public int Promised { get; private set; }

    public string Unit { get; private set; } = "";

    public string RightsUri { get; private set; } = "";

    /// <summary>The technical profile that its masters are held to; null holds them to the deliverable's.</summary>
    public Guid? ProfileVersionId { get; private set; }

    internal void HoldTo(Guid? profileVersionId) => ProfileVersionId = profileVersionId;

    /// <summary>What an item counts for, to 2 places.</summary>
    /// <param name="masters">That it has: access copies, transcripts and thumbnails show the same again.</param>
    public decimal UnitsOf(int masters, PlayingTime playing) =>
        Playing.TryGetValue(Unit, out var unit)
            ? Math.Round(
                (decimal)playing.Known.Ticks / unit.Ticks,
                2,
                MidpointRounding.AwayFromZero
            )
        : PerFile.Contains(Unit) ? masters
        : 1;

    /// <summary>What of an item counts for nothing because nobody knows how long it plays; null where all counts.</summary>
    /// <param name="path">Of its row.</param>
    public Finding? NotCounted(string path, PlayingTime playing) =>
        !Playing.ContainsKey(Unit) || (playing.Unknown.Count == 0 && playing.Known > TimeSpan.Zero)
            ? null
            : new Finding(
                FindingCodes.DurationUnknown,
                FindingSeverity.Notice,
                path,
                playing.Unknown.Count == 0
                    ? $"The item has no sound or video, so it counts as 0 {Unit}. Name its recording in its row, or ask the funder to count it under another material."
                    : $"How long it plays isn't known, so this counts as 0 {Unit}: {Shown.Some(playing.Unknown)}. Send sound as WAVE, whose header says it; for video ask the funder, whose server needs ffprobe to read it.",
                "sound or video whose duration can be read",
                "none",
                $"{Material} is promised in {Unit}"
            );

    /// <summary>The line that the item of a row belongs to.</summary>
    public static MaterialLine? Of(IReadOnlyList<MaterialLine> lines, SheetRow row) =>
        Of(lines, row.Fields.GetValueOrDefault(MetadataProfile.Collection, ""), row.Genre);

    /// <summary>
    /// The line that an item belongs to: the only one; otherwise the one whose material is the item's genre, of its own
    /// collection where several are. Null when none fits.
    /// </summary>
    public static MaterialLine? Of(
        IReadOnlyList<MaterialLine> lines,
        string collection,
        string genre
    ) =>
        lines.Count == 1
            ? lines[0]
            : lines
                .Where(l => genre.Length > 0 && Means(l.Material, genre))
                .OrderByDescending(l =>
                    l.Collection.Equals(collection, StringComparison.OrdinalIgnoreCase)
                )
                .ThenBy(l => l.Number)
                .FirstOrDefault();

    /// <summary>"Posters" and "poster", "Photographs and slides" and "photograph".</summary>
    private static bool Means(string material, string genre) =>
        Words(genre).Any(Words(material).Contains);

    private static HashSet<string> Words(string text) =>
        text.Split([' ', ',', ';', '/', '-'], StringSplitOptions.RemoveEmptyEntries)
            .Where(w => w.Length > 3)
            .Select(w => w.TrimEnd('s', 'S'))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
}
