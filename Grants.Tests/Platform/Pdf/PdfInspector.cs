using System.Text.RegularExpressions;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Graphics.Operations;
using UglyToad.PdfPig.Graphics.Operations.MarkedContent;
using UglyToad.PdfPig.Graphics.Operations.PathPainting;
using UglyToad.PdfPig.Graphics.Operations.TextShowing;
using UglyToad.PdfPig.Tokens;

namespace Grants.Tests.Platform.Pdf;

/// <summary>Reads back what a renderer wrote, with a reader that isn't ours.</summary>
internal sealed partial class PdfInspector : IDisposable
{
    private readonly PdfDocument _pdf;

    public PdfInspector(byte[] file)
    {
        _pdf = PdfDocument.Open(file, new ParsingOptions { UseLenientParsing = false });
        Pages = _pdf.GetPages().ToList();
    }

    public IReadOnlyList<Page> Pages { get; }

    /// <summary>Text of a page in the order in which it is drawn, which is the order of reading.</summary>
    public string TextOf(int page) => Spaces().Replace(Pages[page].Text, " ");

    public string Text => string.Join('\n', Enumerable.Range(0, Pages.Count).Select(TextOf));

    public DictionaryToken Catalog => _pdf.Structure.Catalog.CatalogDictionary;

    public string? Title => _pdf.Information.Title;

    /// <summary>Types of all structure elements, such as "H1", in the order of the tree.</summary>
    public IReadOnlyList<string> Tags => Walk(Root).Select(TypeOf).ToList();

    public IEnumerable<DictionaryToken> Elements(string type) =>
        Walk(Root).Where(element => TypeOf(element) == type);

    public IReadOnlyList<(int Level, string Title, int Page)> Bookmarks =>
        _pdf.TryGetBookmarks(out var bookmarks)
            ? bookmarks
                .GetNodes()
                .OfType<UglyToad.PdfPig.Outline.DocumentBookmarkNode>()
                .Select(node => (node.Level, node.Title, node.PageNumber))
                .ToList()
            : [];

    /// <summary>Faults in how pages mark their content: unbalanced marks, and drawing outside of any.</summary>
    public IEnumerable<string> MarkFaults()
    {
        foreach (var page in Pages)
        {
            var depth = 0;
            foreach (var operation in page.Operations)
            {
                if (operation is BeginMarkedContent or BeginMarkedContentWithProperties)
                    depth++;
                else if (operation is EndMarkedContent)
                    depth--;
                else if (
                    depth == 0
                    && operation
                        is ShowText
                            or ShowTextsWithPositioning
                            or FillPathNonZeroWinding
                            or StrokePath
                            or InvokeNamedXObject
                )
                    yield return $"Page {page.Number} draws outside of any mark: {operation}";
                if (depth is < 0 or > 1)
                    yield return $"Page {page.Number} has marks in marks or ends one too many.";
            }
            if (depth != 0)
                yield return $"Page {page.Number} leaves a mark open.";
        }
    }

    /// <summary>All objects of a kind, such as every font.</summary>
    public IEnumerable<DictionaryToken> Objects(string type, string subtype) =>
        _pdf
            .Structure.CrossReferenceTable.ObjectOffsets.Keys.Select(id =>
                _pdf.Structure.GetObject(id).Data
            )
            .Select(data => data as DictionaryToken ?? (data as StreamToken)?.StreamDictionary)
            .OfType<DictionaryToken>()
            .Where(d => Name(d, "Type") == type && Name(d, "Subtype") == subtype);

    public IToken Resolve(IToken token) =>
        token is IndirectReferenceToken reference
            ? _pdf.Structure.GetObject(reference.Data).Data
            : token;

    public static byte[] Decode(StreamToken stream) =>
        stream.Decode(UglyToad.PdfPig.Filters.DefaultFilterProvider.Instance).ToArray();

    public static string? Name(DictionaryToken dictionary, string key) =>
        dictionary.Data.TryGetValue(key, out var name) ? (name as NameToken)?.Data : null;

    public void Dispose() => _pdf.Dispose();

    private DictionaryToken Root
    {
        get
        {
            var tree = (DictionaryToken)Resolve(Catalog.Data["StructTreeRoot"]);
            return (DictionaryToken)Resolve(tree.Data["K"]);
        }
    }

    private static string TypeOf(DictionaryToken element) => Name(element, "S")!;

    private IEnumerable<DictionaryToken> Walk(DictionaryToken element)
    {
        yield return element;
        foreach (var kid in ((ArrayToken)Resolve(element.Data["K"])).Data)
            if (Resolve(kid) is DictionaryToken child && Name(child, "Type") == "StructElem")
                foreach (var below in Walk(child))
                    yield return below;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
