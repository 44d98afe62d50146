using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace Grants.Web.Platform.Pdf;

/// <summary>
/// Over the objects that a PDF's catalog leads to (ISO 32000-1, 7.7), each once: counts pages and finds scripts, attachments,
/// fonts, and objects that aren't what their place asks for.
/// </summary>
internal sealed class PdfWalk(Structure structure, CancellationToken cancel)
{
    private const int MaxPages = 100_000;
    private const int MaxDepth = 64;
    private const int MaxDoubts = 20;

    private readonly HashSet<IndirectReference> _pageNodes = [];
    private readonly HashSet<IndirectReference> _outline = [];
    private readonly HashSet<string> _doubts = [];

    public int Pages { get; private set; }

    public bool HasScripts { get; private set; }

    public bool HasAttachments { get; private set; }

    public bool HasText { get; private set; }

    public IReadOnlyCollection<string> Doubts => _doubts;

    public void Run()
    {
        var catalog = structure.Catalog.CatalogDictionary;
        Action(Get(catalog, "OpenAction"));
        Actions(Get(catalog, "AA"));
        Names(Get(catalog, "Names"));
        HasAttachments |= Get(catalog, "AF") is ArrayToken { Data.Count: > 0 };
        PageNode(Raw(catalog, "Pages"), hasFont: false, hasBox: false, 0);
        if (
            Get(Dictionary(Get(catalog, "Pages")), "Count") is NumericToken count
            && count.Int != Pages
        )
            Doubt($"The PDF says that it has {count.Int} pages and has {Pages}.");
        if (Get(catalog, "Outlines") is { } outlines and not NullToken)
            Outline(Dictionary(outlines), 0);
    }

    private void PageNode(IToken? token, bool hasFont, bool hasBox, int depth)
    {
        cancel.ThrowIfCancellationRequested();
        if (token is IndirectReferenceToken reference && !_pageNodes.Add(reference.Data))
        {
            Doubt("A page of the PDF is in its page tree twice, or the tree runs in a circle.");
            return;
        }
        if (Dictionary(Resolve(token)) is not { } node || depth > MaxDepth || Pages >= MaxPages)
        {
            Doubt("The PDF's page tree names a page that isn't there.");
            return;
        }
        hasFont |=
            Dictionary(Get(Dictionary(Get(node, "Resources")), "Font")) is { Data.Count: > 0 };
        hasBox |= Get(node, "MediaBox") is ArrayToken { Data.Count: 4 };
        if (Get(node, "Kids") is ArrayToken kids)
        {
            foreach (var kid in kids.Data)
                PageNode(kid, hasFont, hasBox, depth + 1);
            return;
        }
        Pages++;
        HasText |= hasFont;
        if (Get(node, "Type") is not NameToken { Data: "Page" })
            Doubt("The PDF has a page that doesn't say it is one.");
        if (!hasBox)
            Doubt("The PDF has a page without a size.");
        Actions(Get(node, "AA"));
        Annotations(Get(node, "Annots"));
    }

    private void Annotations(IToken? token)
    {
        if (token is null or NullToken)
            return;
        if (token is not ArrayToken annotations)
        {
            Doubt("The PDF has a list of notes and links that isn't one.");
            return;
        }
        foreach (var entry in annotations.Data)
        {
            if (Dictionary(Resolve(entry)) is not { } annotation)
            {
                Doubt("The PDF has a note or link that isn't there.");
                continue;
            }
            HasAttachments |= Get(annotation, "Subtype") is NameToken { Data: "FileAttachment" };
            if (Get(annotation, "Subtype") is not NameToken)
                Doubt("The PDF has a note or link that doesn't say what it is.");
            Destination(Get(annotation, "Dest"));
            Action(Get(annotation, "A"));
            Actions(Get(annotation, "AA"));
        }
    }

    private void Outline(DictionaryToken? node, int depth)
    {
        if (node is null || depth > MaxDepth)
        {
            Doubt("The PDF's outline is damaged.");
            return;
        }
        for (var next = Raw(node, "First"); next is not (null or NullToken); )
        {
            cancel.ThrowIfCancellationRequested();
            if (next is IndirectReferenceToken reference && !_outline.Add(reference.Data))
            {
                Doubt("The PDF's outline runs in a circle.");
                return;
            }
            if (Dictionary(Resolve(next)) is not { } item)
            {
                Doubt("The PDF's outline names an entry that isn't there.");
                return;
            }
            Destination(Get(item, "Dest"));
            Action(Get(item, "A"));
            if (Raw(item, "First") is not null)
                Outline(item, depth + 1);
            next = Raw(item, "Next");
        }
    }

    private void Names(IToken? token)
    {
        if (Dictionary(token) is not { } names)
            return;
        HasScripts |= Get(names, "JavaScript") is DictionaryToken;
        HasAttachments |= Dictionary(Get(names, "EmbeddedFiles")) is { Data.Count: > 0 };
    }

    private void Actions(IToken? token)
    {
        foreach (var action in Dictionary(token)?.Data.Values ?? [])
            Action(Resolve(action));
    }

    private void Action(IToken? token)
    {
        if (Dictionary(token) is not { } action)
            return;
        HasScripts |= Get(action, "S") is NameToken { Data: "JavaScript" };
        Destination(Get(action, "D"));
    }

    /// <summary>A name, a string, or an array that begins with its page (12.3.2); other kinds of actions have dictionaries.</summary>
    private void Destination(IToken? token)
    {
        if (token is ArrayToken { Data: [var page, ..] } && Resolve(page) is null or NullToken)
            Doubt("The PDF has a link or outline entry to a page that isn't there.");
        if (token is NumericToken or ArrayToken { Data.Count: 0 })
            Doubt("The PDF has a link or outline entry that leads nowhere.");
    }

    private static IToken? Raw(DictionaryToken? dictionary, string name) =>
        dictionary is not null && dictionary.Data.TryGetValue(name, out var token) ? token : null;

    private IToken? Get(DictionaryToken? dictionary, string name) => Resolve(Raw(dictionary, name));

    private IToken? Resolve(IToken? token)
    {
        for (var hops = 0; token is IndirectReferenceToken reference && hops < MaxDepth; hops++)
            token = structure.GetObject(reference.Data)?.Data;
        return token;
    }

    private static DictionaryToken? Dictionary(IToken? token) =>
        token switch
        {
            DictionaryToken dictionary => dictionary,
            StreamToken stream => stream.StreamDictionary,
            _ => null,
        };

    private void Doubt(string sentence)
    {
        if (_doubts.Count < MaxDoubts)
            _doubts.Add(sentence);
    }
}
