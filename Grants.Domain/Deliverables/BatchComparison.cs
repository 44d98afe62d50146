namespace Grants.Domain.Deliverables;

public enum FileChange
{
    Changed,
    New,
    Renamed,
    Gone,
    Same,
}

/// <param name="Sha256">Of its content.</param>
public sealed record ComparedFile(string Name, string Sha256);

/// <param name="Before">Its name in the earlier batch, where that was another one.</param>
public sealed record ChangedFile(FileChange Change, string Name, string? Before = null);

/// <summary>A batch beside the one before it, file by file, by name and by content.</summary>
/// <param name="Files">All but those that are the same; changed ones first, each kind by name.</param>
public sealed record BatchComparison(IReadOnlyList<ChangedFile> Files, int Same)
{
    public int CountOf(FileChange change) =>
        change == FileChange.Same ? Same : Files.Count(f => f.Change == change);

    /// <summary>Names differ in case only on some systems, so case doesn't count.</summary>
    public static BatchComparison Of(
        IReadOnlyList<ComparedFile> before,
        IReadOnlyList<ComparedFile> now
    )
    {
        var old = before.ToDictionary(f => f.Name, f => f.Sha256, StringComparer.OrdinalIgnoreCase);
        var names = now.Select(f => f.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        // A renamed file is one whose content is left under no other name; the first of several with the same content.
        var moved = before
            .Where(f => !names.Contains(f.Name))
            .GroupBy(f => f.Sha256)
            .ToDictionary(g => g.Key, g => new Queue<string>(g.Select(f => f.Name).Order()));
        List<ChangedFile> files = [];
        var same = 0;
        foreach (var file in now.OrderBy(f => f.Name, StringComparer.OrdinalIgnoreCase))
            if (!old.TryGetValue(file.Name, out var content))
                files.Add(
                    moved.GetValueOrDefault(file.Sha256) is { Count: > 0 } gone
                        ? new ChangedFile(FileChange.Renamed, file.Name, gone.Dequeue())
                        : new ChangedFile(FileChange.New, file.Name)
                );
            else if (content == file.Sha256)
                same++;
            else
                files.Add(new ChangedFile(FileChange.Changed, file.Name));
        files.AddRange(
            moved.Values.SelectMany(left => left).Select(n => new ChangedFile(FileChange.Gone, n))
        );
        return new BatchComparison(
            [.. files.OrderBy(f => f.Change).ThenBy(f => f.Name, StringComparer.OrdinalIgnoreCase)],
            same
        );
    }
}
