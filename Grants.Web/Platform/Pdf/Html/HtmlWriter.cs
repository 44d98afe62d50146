using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Grants.Web.Platform.Pdf.Html;

/// <summary>Writes elements; whatever isn't handed in as raw markup is encoded.</summary>
internal sealed class HtmlWriter
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder _html = new();

    /// <param name="markup">Written by us, never a person's text.</param>
    public void Raw(string markup) => _html.Append(markup);

    public void Text(string text) => _html.Append(Encoder.Encode(text));

    public void Open(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _html.Append('<').Append(name);
        foreach (var (attribute, value) in attributes)
            _html
                .Append(' ')
                .Append(attribute)
                .Append("=\"")
                .Append(Encoder.Encode(value))
                .Append('"');
        _html.Append('>');
    }

    public void Close(string name) => _html.Append("</").Append(name).Append(">\n");

    public void Element(
        string name,
        string text,
        params ReadOnlySpan<(string Name, string Value)> attributes
    )
    {
        Open(name, attributes);
        Text(text);
        Close(name);
    }

    public override string ToString() => _html.ToString();
}
