using Grants.Domain.Documents;

namespace Grants.Web.Platform.Pdf.Writing;

/// <summary>Puts a tagged PDF 1.7 together. For one document and one thread.</summary>
internal sealed class PdfWriter
{
    private readonly PrintDocument _document;
    private readonly PdfObjects _objects = new();
    private readonly PdfResources _resources;
    private readonly StructureTree _structure;
    private readonly List<PdfCanvas> _canvases = [];
    private readonly List<Bookmark> _bookmarks = [];

    public PdfWriter(PrintDocument document, int pageCount, float width, float height)
    {
        _document = document;
        _resources = new(_objects);
        _structure = new(_objects, pageCount);
        for (var i = 0; i < pageCount; i++)
            _canvases.Add(new(new(i, _objects.Reserve(), width, height), _resources, _structure));
    }

    public IReadOnlyList<PdfCanvas> Pages => _canvases;

    /// <param name="page">Index of the page.</param>
    /// <param name="y">From the page's top.</param>
    public void Bookmark(int level, string title, int page, float y) =>
        _bookmarks.Add(new(level, title, Destination(page, y)));

    /// <summary>A link from a rectangle on one page to a height on another.</summary>
    public void Link(
        Tag tag,
        int page,
        (float X, float Y, float Width, float Height) area,
        int toPage,
        float toY,
        string text
    )
    {
        var from = _canvases[page].Page;
        var id = _objects.Reserve();
        var key = _structure.Link(tag, id, from.Id);
        from.Links.Add(id);
        var (left, top) = (area.X, from.Height - area.Y);
        string[] sides =
        [
            PdfSyntax.Number(left),
            PdfSyntax.Number(top - area.Height),
            PdfSyntax.Number(left + area.Width),
            PdfSyntax.Number(top),
        ];
        _objects.Set(
            id,
            $"<</Type/Annot/Subtype/Link/Rect[{string.Join(' ', sides)}]/Border[0 0 0]/F 4/StructParent {key}"
                + $"/Contents {PdfSyntax.Text(text)}/Dest{Destination(toPage, toY)}>>"
        );
    }

    /// <param name="root">The tag of the whole document.</param>
    public byte[] Finish(Tag root)
    {
        var pages = _objects.Reserve();
        foreach (var canvas in _canvases)
            WritePage(canvas, pages);
        _resources.Write();
        var tree = _structure.Write(root);
        var kids = PdfSyntax.References(_canvases.Select(c => c.Page.Id));
        _objects.Set(pages, $"<</Type/Pages/Count {_canvases.Count}/Kids[{kids}]>>");
        var outline = Outline.Write(_objects, _bookmarks) is { } id
            ? $"/Outlines {id} 0 R" + (_bookmarks.Count > 3 ? "/PageMode/UseOutlines" : "")
            : "";
        var xmp = Metadata.WriteXmp(_objects, _document);
        var information = Metadata.WriteInformation(_objects, _document);
        var catalog = _objects.Add(
            $"<</Type/Catalog/Pages {pages} 0 R/MarkInfo<</Marked true>>/Lang {PdfSyntax.Text(_document.Language)}"
                + $"/StructTreeRoot {tree} 0 R/ViewerPreferences<</DisplayDocTitle true>>/Metadata {xmp} 0 R{outline}>>"
        );
        return _objects.ToFile(catalog, information);
    }

    private void WritePage(PdfCanvas canvas, int pages)
    {
        var page = canvas.Page;
        var content = _objects.AddDeflated("", canvas.ToContent());
        var links = page.Links.Count == 0 ? "" : $"/Annots[{PdfSyntax.References(page.Links)}]";
        _objects.Set(
            page.Id,
            $"<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 {PdfSyntax.Number(page.Width)} {PdfSyntax.Number(page.Height)}]"
                + $"/Contents {content} 0 R/Resources {_resources.Id} 0 R/StructParents {page.Index}/Tabs/S{links}>>"
        );
    }

    private string Destination(int page, float y)
    {
        var target = _canvases[page].Page;
        return $"[{target.Id} 0 R/XYZ 0 {PdfSyntax.Number(target.Height - y)} null]";
    }
}
