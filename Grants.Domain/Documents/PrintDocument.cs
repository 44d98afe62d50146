namespace Grants.Domain.Documents;

/// <summary>
/// A document as content, without a renderer: what a letter or report says, in order. Merge fields fill text runs, never
/// markup, so nothing a person typed can become anything but text.
/// </summary>
/// <param name="Language">BCP 47 tag of the main language, such as "en".</param>
/// <param name="Created">Written into the file; the same input gives the same bytes.</param>
/// <param name="Footer">Left of the footer; the right is "Page x of y".</param>
public sealed record PrintDocument(
    string Title,
    string Author,
    string Language,
    DateTimeOffset Created,
    string Footer,
    IReadOnlyList<Block> Blocks
)
{
    /// <summary>Stands on top of every page, such as "Draft"; empty for none.</summary>
    public string Header { get; init; } = "";
}

public abstract record Block;

/// <param name="Text">Plain text; line breaks are spaces.</param>
public sealed record TextRun(string Text, bool Bold = false, bool Italic = false);

/// <param name="Level">1 to 3.</param>
/// <param name="InContents">Listed in the table of contents and the outline.</param>
public sealed record Heading(int Level, string Text, bool InContents = true) : Block;

public sealed record Paragraph(IReadOnlyList<TextRun> Runs, bool Small = false) : Block
{
    public static Paragraph Of(string text) => new([new TextRun(text)]);
}

public sealed record BulletList(IReadOnlyList<string> Items, bool Numbered = false) : Block;

/// <summary>Labels and values in two columns, such as "Award number: DG-2026-0001".</summary>
public sealed record KeyValues(IReadOnlyList<KeyValuePair<string, string>> Rows) : Block;

public enum TextAlign
{
    Start,
    End,
    Center,
}

/// <param name="Weight">Share of the width, relative to the other columns.</param>
public sealed record TableColumn(string Title, double Weight, TextAlign Align = TextAlign.Start);

/// <param name="Rows">One string per column in each row.</param>
/// <param name="Total">A last row set apart, or null.</param>
public sealed record Table(
    string Caption,
    IReadOnlyList<TableColumn> Columns,
    IReadOnlyList<IReadOnlyList<string>> Rows,
    IReadOnlyList<string>? Total = null
) : Block;

public enum ChartKind
{
    Bar,
    Line,
    Donut,
    Stacked,
}

/// <param name="Values">One value per label.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<decimal> Values);

/// <param name="Alt">What the chart shows, for who can't see it.</param>
public sealed record Chart(
    ChartKind Kind,
    string Title,
    string Alt,
    IReadOnlyList<string> Labels,
    IReadOnlyList<ChartSeries> Series
) : Block;

/// <param name="Content">A JPEG or PNG file.</param>
/// <param name="WidthPoints">Printed width in points (1/72 inch); the height follows.</param>
public sealed record Image(ReadOnlyMemory<byte> Content, string Alt, double WidthPoints) : Block;

/// <param name="Logo">A JPEG or PNG file, or null.</param>
public sealed record Letterhead(
    string Organization,
    IReadOnlyList<string> Lines,
    ReadOnlyMemory<byte>? Logo = null
) : Block;

public sealed record Address(IReadOnlyList<string> Lines) : Block;

/// <param name="Signed">How and when it was signed, or null for an empty line to sign on.</param>
public sealed record Signature(string Name, string Title, string? Signed = null);

public sealed record Signatures(IReadOnlyList<Signature> Signers) : Block;

public sealed record Cover(
    string Organization,
    string Title,
    string Subtitle,
    string Date,
    ReadOnlyMemory<byte>? Logo = null
) : Block;

public sealed record TableOfContents(string Title) : Block;

public sealed record PageBreak : Block;

/// <summary>Turns a document into bytes of one content type.</summary>
public interface IDocumentRenderer
{
    /// <summary>Such as "application/pdf".</summary>
    string ContentType { get; }

    /// <summary>Writes the whole document. The same document gives the same bytes.</summary>
    Task RenderAsync(PrintDocument document, Stream output, CancellationToken cancel);
}
