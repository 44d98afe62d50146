using System.Globalization;
using System.Text;

namespace Grants.Web.Platform.Pdf.TrueType;

/// <summary>
/// The fonts of our documents and the order in which a letter looks for one: Noto Sans (Latin, Cyrillic, Greek), Noto Sans
/// Hebrew, then DejaVu Sans for signs, arrows and Arabic.
/// </summary>
internal sealed class FontSet : IDisposable
{
    private const int Replacement = 0xFFFD;
    private readonly FontFace[][] _chains;

    private FontSet(Func<string, FontFace> load)
    {
        var hebrew = load("NotoSansHebrew-Regular");
        var hebrewBold = load("NotoSansHebrew-Bold");
        var signs = load("DejaVuSans");
        var signsBold = load("DejaVuSans-Bold");
        _chains =
        [
            [load("NotoSans-Regular"), hebrew, signs],
            [load("NotoSans-Bold"), hebrewBold, signsBold],
            [load("NotoSans-Italic"), hebrew, signs],
            [load("NotoSans-BoldItalic"), hebrewBold, signsBold],
        ];
    }

    /// <param name="folder">Holds the TrueType files that the build fetches.</param>
    /// <exception cref="InvalidOperationException">A font is missing or broken.</exception>
    public static FontSet Load(string folder) =>
        new(name =>
        {
            var file = Path.Combine(folder, name + ".ttf");
            try
            {
                return new FontFace(name, File.ReadAllBytes(file));
            }
            catch (Exception e) when (e is IOException or InvalidDataException)
            {
                throw new InvalidOperationException(
                    $"The font {file} is missing or broken. A build fetches it (infra/npm).",
                    e
                );
            }
        });

    /// <summary>The fonts beside the program.</summary>
    public static FontSet LoadShipped() =>
        Load(Path.Combine(AppContext.BaseDirectory, "Platform", "Pdf", "Fonts"));

    public void Dispose()
    {
        foreach (var font in _chains.SelectMany(chain => chain).Distinct())
            font.Dispose();
    }

    /// <summary>Which font draws a code point, or null when none of them has it.</summary>
    /// <param name="before">The font of the letter before: marks and joiners stay with it.</param>
    public FontFace? Find(Rune rune, bool bold, bool italic, FontFace? before)
    {
        if (before is not null && (IsInvisible(rune) || IsMark(rune) && before.Has(rune.Value)))
            return before;
        var chain = Chain(bold, italic);
        foreach (var font in chain)
            if (font.Has(rune.Value))
                return font;
        return IsInvisible(rune) ? chain[0] : null;
    }

    /// <summary>Draws <see cref="Rune.ReplacementChar"/>.</summary>
    public FontFace ForMissing(bool bold, bool italic) =>
        Chain(bold, italic).First(font => font.Has(Replacement));

    private FontFace[] Chain(bool bold, bool italic) => _chains[(bold ? 1 : 0) + (italic ? 2 : 0)];

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.SpacingCombiningMark;

    // Shapers draw nothing for these (Unicode's Default_Ignorable_Code_Point, as far as text has them).
    private static bool IsInvisible(Rune rune) =>
        rune.Value
            is 0x00AD
                or 0x034F
                or 0x061C
                or (>= 0x200B and <= 0x200F)
                or (>= 0x2060 and <= 0x2064)
                or (>= 0xFE00 and <= 0xFE0F)
                or 0xFEFF
                or (>= 0xE0000 and <= 0xE0FFF);
}
