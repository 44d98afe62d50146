using System.Globalization;
using System.Text;

namespace Grants.Web.Platform.Pdf.Writing;

/// <summary>How PDF spells numbers, text and colours (ISO 32000-1, 7.3).</summary>
internal static class PdfSyntax
{
    /// <summary>At most three decimals, never an exponent.</summary>
    public static string Number(float value) =>
        MathF.Round(value, 3).ToString("0.###", CultureInfo.InvariantCulture) is var text
        && text == "-0"
            ? "0"
            : text;

    /// <summary>Any text, in UTF-16 as hexadecimal: nothing in it can end the string.</summary>
    public static string Text(string text) =>
        $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    /// <param name="colour">"#rrggbb".</param>
    /// <returns>Operands of "rg" or "RG".</returns>
    public static string Colour(string colour)
    {
        var rgb = Convert.FromHexString(colour.AsSpan(1));
        return $"{Number(rgb[0] / 255f)} {Number(rgb[1] / 255f)} {Number(rgb[2] / 255f)}";
    }

    public static string Reference(int id) => $"{id} 0 R";

    public static string References(IEnumerable<int> ids) =>
        string.Join(' ', ids.Select(Reference));
}
