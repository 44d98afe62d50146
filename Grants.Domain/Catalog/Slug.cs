using System.Globalization;
using System.Text;

namespace Grants.Domain.Catalog;

/// <summary>
/// A readable public address of ASCII letters, digits and hyphens. Cyrillic and Hebrew letters are transliterated (after
/// ISO 9 and the Library of Congress, without diacritics); what has no counterpart separates words.
/// </summary>
public static class Slug
{
    /// <summary>Leaves room for a number behind it in the column.</summary>
    public const int MaxLength = 120;

    private static readonly Dictionary<char, string> Latin = new()
    {
        ['а'] = "a",
        ['б'] = "b",
        ['в'] = "v",
        ['г'] = "g",
        ['ґ'] = "g",
        ['д'] = "d",
        ['е'] = "e",
        ['є'] = "ie",
        ['ж'] = "zh",
        ['з'] = "z",
        ['и'] = "i",
        ['і'] = "i",
        ['к'] = "k",
        ['л'] = "l",
        ['м'] = "m",
        ['н'] = "n",
        ['о'] = "o",
        ['п'] = "p",
        ['р'] = "r",
        ['с'] = "s",
        ['т'] = "t",
        ['у'] = "u",
        ['ф'] = "f",
        ['х'] = "kh",
        ['ц'] = "ts",
        ['ч'] = "ch",
        ['ш'] = "sh",
        ['щ'] = "shch",
        ['ъ'] = "",
        ['ы'] = "y",
        ['ь'] = "",
        ['э'] = "e",
        ['ю'] = "iu",
        ['я'] = "ia",
        ['א'] = "a",
        ['ב'] = "b",
        ['ג'] = "g",
        ['ד'] = "d",
        ['ה'] = "h",
        ['ו'] = "v",
        ['ז'] = "z",
        ['ח'] = "h",
        ['ט'] = "t",
        ['י'] = "y",
        ['כ'] = "k",
        ['ך'] = "k",
        ['ל'] = "l",
        ['מ'] = "m",
        ['ם'] = "m",
        ['נ'] = "n",
        ['ן'] = "n",
        ['ס'] = "s",
        ['ע'] = "a",
        ['פ'] = "p",
        ['ף'] = "p",
        ['צ'] = "ts",
        ['ץ'] = "ts",
        ['ק'] = "k",
        ['ר'] = "r",
        ['ש'] = "sh",
        ['ת'] = "t",
        ['װ'] = "v",
        ['ױ'] = "oy",
        ['ײ'] = "ey",
        ['ß'] = "ss",
        ['æ'] = "ae",
        ['œ'] = "oe",
        ['ø'] = "o",
        ['ł'] = "l",
        ['đ'] = "d",
        ['ı'] = "i",
        ['\''] = "",
        ['’'] = "",
        ['ʹ'] = "",
        ['"'] = "",
        ['׳'] = "",
        ['״'] = "",
    };

    /// <summary>From the institution's identifier and the title; cut at a word's end.</summary>
    public static string Of(string identifier, string title)
    {
        var slug = new StringBuilder();
        // Decomposed, so that marks (accents, vowel points) fall away from their letters.
        foreach (
            var c in $"{identifier} {title}".ToLowerInvariant().Normalize(NormalizationForm.FormKD)
        )
        {
            if (char.IsAsciiLetterOrDigit(c))
                slug.Append(c);
            else if (Latin.TryGetValue(c, out var letters))
                slug.Append(letters);
            else if (
                CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark
                && slug.Length > 0
                && slug[^1] != '-'
            )
                slug.Append('-');
        }
        var whole = slug.ToString().Trim('-');
        return whole.Length == 0 ? "record" : Cut(whole);
    }

    private static string Cut(string slug)
    {
        if (slug.Length <= MaxLength)
            return slug;
        var end = slug.LastIndexOf('-', MaxLength);
        return slug[..(end > MaxLength / 2 ? end : MaxLength)];
    }
}
