using System.Collections.Concurrent;
using Grants.Web.Platform.Pdf.TrueType;

namespace Grants.Web.Platform.Pdf.Shaping;

/// <summary>Remembers shaped words: documents say the same ones again and again. Shared by all renderings.</summary>
internal sealed class ShapeCache
{
    private const int MaxWords = 20_000;
    private const int MaxLength = 40;
    private readonly ConcurrentDictionary<(string, FontFace, bool), ShapedText> _words = new();
    private int _count;

    public ShapedText Shape(string text, FontFace font, bool rightToLeft)
    {
        if (text.Length > MaxLength)
            return font.Shape(text, rightToLeft);
        var key = (text, font, rightToLeft);
        if (_words.TryGetValue(key, out var known))
            return known;
        if (Interlocked.Increment(ref _count) > MaxWords)
        {
            _words.Clear();
            Interlocked.Exchange(ref _count, 0);
        }
        return _words[key] = font.Shape(text, rightToLeft);
    }
}
