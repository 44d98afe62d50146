namespace Grants.Web.Platform.Pdf.Writing;

/// <param name="Level">1 to 3; a level may be left out.</param>
/// <param name="Destination">A PDF destination array.</param>
internal sealed record Bookmark(int Level, string Title, string Destination);

/// <summary>Writes the bookmarks that a reader shows beside the pages (ISO 32000-1, 12.3.3).</summary>
internal static class Outline
{
    private sealed record Node(int Id, Bookmark? Mark, List<Node> Children);

    /// <returns>The number of the outline's object, or null without bookmarks.</returns>
    public static int? Write(PdfObjects objects, IReadOnlyList<Bookmark> bookmarks)
    {
        if (bookmarks.Count == 0)
            return null;
        var root = new Node(objects.Reserve(), null, []);
        var open = new Stack<Node>([root]);
        foreach (var mark in bookmarks)
        {
            while (open.Peek().Mark is { } above && above.Level >= mark.Level)
                open.Pop();
            var node = new Node(objects.Reserve(), mark, []);
            open.Peek().Children.Add(node);
            open.Push(node);
        }
        var ends = $"/First {root.Children[0].Id} 0 R/Last {root.Children[^1].Id} 0 R";
        objects.Set(root.Id, $"<</Type/Outlines{ends}/Count {root.Children.Count}>>");
        WriteChildren(objects, root);
        return root.Id;
    }

    private static void WriteChildren(PdfObjects objects, Node parent)
    {
        for (var i = 0; i < parent.Children.Count; i++)
        {
            var (id, mark, children) = parent.Children[i];
            var before = i == 0 ? "" : $"/Prev {parent.Children[i - 1].Id} 0 R";
            var after =
                i == parent.Children.Count - 1 ? "" : $"/Next {parent.Children[i + 1].Id} 0 R";
            // A negative count: shown closed.
            var below =
                children.Count == 0
                    ? ""
                    : $"/First {children[0].Id} 0 R/Last {children[^1].Id} 0 R/Count -{children.Count}";
            objects.Set(
                id,
                $"<</Title {PdfSyntax.Text(mark!.Title)}/Parent {parent.Id} 0 R/Dest{mark.Destination}{before}{after}{below}>>"
            );
            WriteChildren(objects, parent.Children[i]);
        }
    }
}
