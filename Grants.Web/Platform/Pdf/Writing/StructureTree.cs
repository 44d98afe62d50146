namespace Grants.Web.Platform.Pdf.Writing;

/// <summary>Writes the tags, and for every marked stretch the way back to its tag (ISO 32000-1, 14.7.4.4).</summary>
internal sealed class StructureTree(PdfObjects objects, int pageCount)
{
    private readonly Dictionary<Tag, int> _ids = [];
    private readonly List<List<Tag>> _marksOfPages = Enumerable
        .Range(0, pageCount)
        .Select(_ => new List<Tag>())
        .ToList();
    private readonly List<Tag> _links = [];

    /// <returns>The mark's number on its page.</returns>
    public int Mark(Tag tag, int page, int pageObject)
    {
        var marks = _marksOfPages[page];
        tag.Add(new MarkedContent(pageObject, marks.Count));
        marks.Add(tag);
        return marks.Count - 1;
    }

    /// <returns>The link's key in the parent tree; pages have the keys before.</returns>
    public int Link(Tag tag, int annotation, int pageObject)
    {
        tag.Add(new LinkAnnotation(pageObject, annotation));
        _links.Add(tag);
        return pageCount + _links.Count - 1;
    }

    /// <returns>The number of the tree's root object.</returns>
    public int Write(Tag document)
    {
        var tree = objects.Reserve();
        Write(document, tree);
        var pages = _marksOfPages.Select(
            (tags, i) => $"{i} [{PdfSyntax.References(tags.Select(IdOf))}]"
        );
        var links = _links.Select((tag, i) => $"{pageCount + i} {PdfSyntax.Reference(IdOf(tag))}");
        objects.Set(
            tree,
            $"<</Type/StructTreeRoot/K {IdOf(document)} 0 R/ParentTreeNextKey {pageCount + _links.Count}"
                + $"/ParentTree<</Nums[{string.Join('\n', pages.Concat(links))}]>>>>"
        );
        return tree;
    }

    private void Write(Tag tag, int parent)
    {
        var id = IdOf(tag);
        var live = tag
            .Contents.Where(content => content is not ChildTag child || child.Tag.IsLive)
            .ToList();
        var alt = tag.Alt is null ? "" : "/Alt " + PdfSyntax.Text(tag.Alt);
        var attributes = tag.Attributes is null ? "" : "/A" + tag.Attributes;
        var kids = string.Join(' ', live.Select(Kid));
        objects.Set(
            id,
            $"<</Type/StructElem/S/{tag.Name}/P {parent} 0 R{alt}{attributes}/K[{kids}]>>"
        );
        foreach (var child in live.OfType<ChildTag>())
            Write(child.Tag, id);
    }

    private string Kid(TagContent content) =>
        content switch
        {
            ChildTag child => PdfSyntax.Reference(IdOf(child.Tag)),
            MarkedContent mark => $"<</Type/MCR/Pg {mark.Page} 0 R/MCID {mark.Id}>>",
            LinkAnnotation link => $"<</Type/OBJR/Pg {link.Page} 0 R/Obj {link.Object} 0 R>>",
            _ => throw new InvalidOperationException($"A tag can't hold {content}."),
        };

    private int IdOf(Tag tag)
    {
        if (!_ids.TryGetValue(tag, out var id))
            _ids[tag] = id = objects.Reserve();
        return id;
    }
}
