using System.Text;

namespace Grants.Web.Platform.Pdf.Shaping;

internal static class PlainText
{
    /// <summary>
    /// Text as a line of a document: white space becomes single spaces; control characters and direction overrides go, and
    /// half a character becomes U+FFFD.
    /// </summary>
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsSpace(rune.Value))
            {
                if (plain.Length == 0 || plain[^1] != ' ')
                    plain.Append(' ');
            }
            else if (
                !Rune.IsControl(rune)
                && rune.Value is not (>= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069)
            )
                plain.Append(rune.ToString());
        }
        return plain.ToString();
    }

    // Not the no-break spaces: those are part of a word.
    private static bool IsSpace(int value) =>
        value
            is ' '
                or (>= 0x09 and <= 0x0D)
                or 0x85
                or (>= 0x2000 and <= 0x2006)
                or (>= 0x2008 and <= 0x200A)
                or 0x2028
                or 0x2029
                or 0x205F
                or 0x3000;
}
