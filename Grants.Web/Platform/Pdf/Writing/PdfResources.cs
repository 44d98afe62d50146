using Grants.Web.Platform.Pdf.Pictures;
using Grants.Web.Platform.Pdf.TrueType;

namespace Grants.Web.Platform.Pdf.Writing;

/// <summary>The fonts and images of a document, each stored once. Pages share one dictionary of them.</summary>
internal sealed class PdfResources(PdfObjects objects)
{
    private readonly Dictionary<FontFace, EmbeddedFont> _fonts = [];
    private readonly Dictionary<Picture, int> _pictures = new(ReferenceEqualityComparer.Instance);

    public int Id { get; } = objects.Reserve();

    public EmbeddedFont Use(FontFace face)
    {
        if (!_fonts.TryGetValue(face, out var font))
            _fonts[face] = font = new(face, $"F{_fonts.Count}", objects.Reserve());
        return font;
    }

    /// <returns>The picture's name in content streams.</returns>
    public string Use(Picture picture)
    {
        if (!_pictures.TryGetValue(picture, out var id))
            _pictures[picture] = id = Store(picture);
        return $"I{id}";
    }

    public void Write()
    {
        foreach (var font in _fonts.Values)
            font.Write(objects);
        var fonts = string.Concat(_fonts.Values.Select(f => $"/{f.Resource} {f.Id} 0 R"));
        var pictures = string.Concat(_pictures.Values.Select(id => $"/I{id} {id} 0 R"));
        objects.Set(Id, $"<</Font<<{fonts}>>/XObject<<{pictures}>>>>");
    }

    private int Store(Picture picture)
    {
        var size = $"/Type/XObject/Subtype/Image/Width {picture.Width}/Height {picture.Height}";
        var mask = picture.Alpha is { } alpha
            ? $"/SMask {objects.AddStream($"{size}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode", alpha)} 0 R"
            : "";
        return objects.AddStream(
            $"{size}/ColorSpace{Spaced(picture.ColourSpace)}/BitsPerComponent {picture.BitsPerComponent}"
                + $"/Filter/{picture.Filter}{picture.Extra}{mask}",
            picture.Data.Span
        );
    }

    private static string Spaced(string space) => space.StartsWith('/') ? space : " " + space;
}
