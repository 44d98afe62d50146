namespace Grants.Web.Platform.Pdf.Writing;

/// <summary>
/// A node of the document's structure (ISO 32000-1, 14.7): what a screen reader reads, in this order. Names are PDF's
/// standard types, such as "H1", "P", "Table".
/// </summary>
internal sealed class Tag(string name)
{
    private readonly List<TagContent> _contents = [];

    public string Name { get; } = name;

    /// <summary>In place of a figure, for who can't see it.</summary>
    public string? Alt { get; init; }

    /// <summary>Further attributes, as a PDF dictionary such as "&lt;&lt;/O/Table/Scope/Column>>".</summary>
    public string? Attributes { get; set; }

    public IReadOnlyList<TagContent> Contents => _contents;

    /// <summary>Cells count even when empty, so that columns stay in line.</summary>
    public bool IsLive =>
        Name is "TD" or "TH"
        || _contents.Any(content => content is not ChildTag child || child.Tag.IsLive);

    public Tag Add(string name, string? alt = null)
    {
        var tag = new Tag(name) { Alt = alt };
        _contents.Add(new ChildTag(tag));
        return tag;
    }

    public void Add(TagContent content) => _contents.Add(content);
}

internal abstract record TagContent;

internal sealed record ChildTag(Tag Tag) : TagContent;

/// <summary>A marked stretch of a page's content.</summary>
/// <param name="Page">Object number.</param>
internal sealed record MarkedContent(int Page, int Id) : TagContent;

/// <inheritdoc cref="MarkedContent"/>
internal sealed record LinkAnnotation(int Page, int Object) : TagContent;
