using Grants.Domain.Inspection.Formats;
using Grants.Domain.Inspection.Profiles;

namespace Grants.Domain.Deliverables;

/// <summary>How long the sound and video masters of an item play; its access copies and transcripts don't play again.</summary>
/// <param name="Known">Of all whose duration the checks read.</param>
/// <param name="Unknown">Names of the others.</param>
public sealed record PlayingTime(TimeSpan Known, IReadOnlyList<string> Unknown)
{
    /// <summary>Of an item without sound or video.</summary>
    public static PlayingTime None { get; } = new(TimeSpan.Zero, []);

    /// <param name="facts">By file name, of files whose format was recognised.</param>
    public static PlayingTime Of(
        IEnumerable<string> files,
        IReadOnlyDictionary<string, FileFacts> facts
    )
    {
        var masters = files
            .Where(f => !FileRoles.IsDerived(f))
            .Select(f => (Name: f, Facts: facts.GetValueOrDefault(f)))
            .Where(f => f.Facts is null or { Kind: MediaKind.Sound or MediaKind.Video })
            .ToList();
        return new PlayingTime(
            masters.Aggregate(
                TimeSpan.Zero,
                (sum, f) => sum + (f.Facts?.Duration ?? TimeSpan.Zero)
            ),
            [.. masters.Where(f => f.Facts?.Duration is null).Select(f => f.Name)]
        );
    }
}
