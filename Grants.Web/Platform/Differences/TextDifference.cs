using DiffPlex;
using DiffPlex.Chunkers;

namespace Grants.Web.Platform.Differences;

public enum PieceKind
{
    Same,
    Removed,
    Added,
}

/// <summary>A run of words that stayed, went or came.</summary>
public readonly record struct TextPiece(PieceKind Kind, string Text);

/// <summary>What changed between two texts, word by word. The only place that knows the library.</summary>
public static class TextDifference
{
    /// <summary>Pieces in reading order: same and removed ones make the text before, same and added ones the text after.</summary>
    public static IReadOnlyList<TextPiece> Between(string before, string after)
    {
        var found = Differ.Instance.CreateDiffs(
            before,
            after,
            ignoreWhiteSpace: false,
            ignoreCase: false,
            new DelimiterChunker([' ', '\t', '\n', '\r', ',', '.', ';', ':', '(', ')', '/'])
        );
        List<TextPiece> pieces = [];
        var at = 0;
        foreach (var block in found.DiffBlocks)
        {
            Add(PieceKind.Same, found.PiecesOld, at, block.DeleteStartA - at);
            Add(PieceKind.Removed, found.PiecesOld, block.DeleteStartA, block.DeleteCountA);
            Add(PieceKind.Added, found.PiecesNew, block.InsertStartB, block.InsertCountB);
            at = block.DeleteStartA + block.DeleteCountA;
        }
        Add(PieceKind.Same, found.PiecesOld, at, found.PiecesOld.Count - at);
        return pieces;

        void Add(PieceKind kind, IReadOnlyList<string> from, int start, int count)
        {
            if (count > 0)
                pieces.Add(new TextPiece(kind, string.Concat(from.Skip(start).Take(count))));
        }
    }
}
