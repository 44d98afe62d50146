using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Grants.Domain.Catalog;

/// <summary>
/// What spellings of a name have in common: words in any order ("Sharansky, Natan"), without capitals, accents, punctuation and
/// years of life.
/// </summary>
public static partial class NameKey
{
    /// <summary>Characters of a name; its key is no longer.</summary>
    public const int MaxLength = 300;

    public static string Of(string text)
    {
        var plain = new StringBuilder();
        // By runes, because half of a character pair can't be taken apart.
        foreach (
            var c in string.Concat(LifeDates().Replace(text, "").EnumerateRunes())
                .Normalize(NormalizationForm.FormD)
        )
            if (char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark)
                continue;
            else if (char.IsLetterOrDigit(c) || char.IsSurrogate(c))
                plain.Append(char.ToLowerInvariant(c));
            // The apostrophe and the Hebrew gershayim are inside words.
            else if (c is not ('\'' or '’' or '׳' or '״'))
                plain.Append(' ');
        var key = string.Join(
            ' ',
            plain
                .ToString()
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Order(StringComparer.Ordinal)
        );
        return key.Length <= MaxLength ? key : key[..MaxLength];
    }

    [GeneratedRegex(@",?\s*\(?[0-9]{4}\s*[-–]\s*([0-9]{4})?\)?\s*$")]
    private static partial Regex LifeDates();
}
