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
    /// <summary>Units of which an item has as many as it has files.</summary>
    private static readonly HashSet<string> PerFile = new(StringComparer.OrdinalIgnoreCase)
    {
        "pages",
        "images",
        "scans",
        "files",
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

    /// <summary>What an item with so many files counts for.</summary>
    public int UnitsOf(int files) => PerFile.Contains(Unit) ? files : 1;

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
