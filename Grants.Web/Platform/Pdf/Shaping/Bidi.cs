using System.Globalization;

namespace Grants.Web.Platform.Pdf.Shaping;

/// <summary>
/// Directions of text, after Unicode's bidirectional algorithm (UAX #9): rules P2-P3, W1-W7, N1-N2, I1-I2 and L2. Left out
/// are explicit embeddings and isolates (callers strip them) and paired brackets (N0): enough for names, sentences and
/// numbers of one script inside another.
/// </summary>
internal static class Bidi
{
    private enum Kind : byte
    {
        Left,
        Right,
        ArabicLetter,
        Number,
        NumberSign,
        NumberEnd,
        ArabicNumber,
        NumberSeparator,
        Mark,
        Neutral,
    }

    /// <returns>A level for each UTF-16 unit, odd for right to left, and the whole text's own level.</returns>
    public static (byte[] Levels, int Base) Resolve(string text)
    {
        var kinds = text.Select(KindOf).ToArray();
        var levels = new byte[text.Length];
        if (!kinds.Any(k => k is Kind.Right or Kind.ArabicLetter or Kind.ArabicNumber))
            return (levels, 0);
        var strong = kinds.FirstOrDefault(k => k is Kind.Left or Kind.Right or Kind.ArabicLetter);
        var baseLevel = strong is Kind.Right or Kind.ArabicLetter ? 1 : 0;
        var edge = baseLevel == 1 ? Kind.Right : Kind.Left;
        ResolveWeak(kinds, edge);
        ResolveNeutral(kinds, edge);
        for (var i = 0; i < kinds.Length; i++)
            levels[i] = (byte)(
                (baseLevel, kinds[i]) switch
                {
                    (0, Kind.Left) or (1, Kind.Right) => baseLevel,
                    (0, Kind.Right) => 1,
                    _ => 2,
                }
            );
        return (levels, baseLevel);
    }

    /// <summary>Puts parts of a line from reading order into the order in which they are seen, from the left (L2).</summary>
    public static void Reorder<T>(List<T> parts, Func<T, int> level)
    {
        if (parts.Count == 0)
            return;
        for (var l = parts.Max(level); l > 0; l--)
        for (var i = 0; i < parts.Count; i++)
        {
            var end = i;
            while (end < parts.Count && level(parts[end]) >= l)
                end++;
            if (end == i)
                continue;
            parts.Reverse(i, end - i);
            i = end - 1;
        }
    }

    private static Kind KindOf(char c) =>
        c switch
        {
            >= '0' and <= '9' => Kind.Number,
            '+' or '-' or '\u2212' => Kind.NumberSign,
            '#' or '$' or '%' or '°' or '€' or '£' or '\u20aa' => Kind.NumberEnd,
            ',' or '.' or ':' or '/' or '\u00a0' => Kind.NumberSeparator,
            >= '\u0660' and <= '\u0669' => Kind.ArabicNumber,
            _ when char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark => Kind.Mark,
            (>= '\u0590' and <= '\u05ff') or (>= '\ufb1d' and <= '\ufb4f') or '\u200f' =>
                Kind.Right,
            (>= '\u0600' and <= '\u07bf')
            or (>= '\ufb50' and <= '\ufdff')
            or (>= '\ufe70' and <= '\ufefc') => Kind.ArabicLetter,
            '\u200e' => Kind.Left,
            _ => char.IsLetter(c) || char.IsSurrogate(c) ? Kind.Left : Kind.Neutral,
        };

    private static void ResolveWeak(Kind[] kinds, Kind edge)
    {
        for (var i = 0; i < kinds.Length; i++) // W1
            if (kinds[i] == Kind.Mark)
                kinds[i] = i > 0 ? kinds[i - 1] : edge;
        var strong = edge;
        for (var i = 0; i < kinds.Length; i++) // W2, W3
        {
            if (kinds[i] is Kind.Left or Kind.Right or Kind.ArabicLetter)
                strong = kinds[i];
            else if (kinds[i] == Kind.Number && strong == Kind.ArabicLetter)
                kinds[i] = Kind.ArabicNumber;
            if (kinds[i] == Kind.ArabicLetter)
                kinds[i] = Kind.Right;
        }
        for (var i = 1; i < kinds.Length - 1; i++) // W4
        {
            var (before, after) = (kinds[i - 1], kinds[i + 1]);
            if (before != after)
                continue;
            if (kinds[i] is Kind.NumberSign or Kind.NumberSeparator && before == Kind.Number)
                kinds[i] = Kind.Number;
            else if (kinds[i] == Kind.NumberSeparator && before == Kind.ArabicNumber)
                kinds[i] = Kind.ArabicNumber;
        }
        for (var i = 0; i < kinds.Length; i++) // W5
        {
            var end = EndOf(kinds, i, Kind.NumberEnd);
            if (end == i)
                continue;
            if (
                i > 0 && kinds[i - 1] == Kind.Number
                || end < kinds.Length && kinds[end] == Kind.Number
            )
                Array.Fill(kinds, Kind.Number, i, end - i);
            i = end - 1;
        }
        strong = edge;
        for (var i = 0; i < kinds.Length; i++) // W6, W7
        {
            if (kinds[i] is Kind.NumberSign or Kind.NumberEnd or Kind.NumberSeparator)
                kinds[i] = Kind.Neutral;
            else if (kinds[i] is Kind.Left or Kind.Right)
                strong = kinds[i];
            else if (kinds[i] == Kind.Number && strong == Kind.Left)
                kinds[i] = Kind.Left;
        }
    }

    private static void ResolveNeutral(Kind[] kinds, Kind edge)
    {
        Kind Side(int i) =>
            i < 0 || i >= kinds.Length ? edge
            : kinds[i] == Kind.Left ? Kind.Left
            : Kind.Right;
        for (var i = 0; i < kinds.Length; i++) // N1, N2
        {
            var end = EndOf(kinds, i, Kind.Neutral);
            if (end == i)
                continue;
            var (before, after) = (Side(i - 1), Side(end));
            Array.Fill(kinds, before == after ? before : edge, i, end - i);
            i = end - 1;
        }
    }

    private static int EndOf(Kind[] kinds, int start, Kind kind)
    {
        var end = start;
        while (end < kinds.Length && kinds[end] == kind)
            end++;
        return end;
    }
}
