namespace Grants.Domain.Catalog.Edtf;

/// <summary>The first year that an EDTF date can mean, to sort and group by. What is vague is undated rather than guessed.</summary>
public static class EarliestYear
{
    /// <returns>
    /// A year from 1 on. Null when the text isn't such a date, when the decade isn't known ("19XX"), when the beginning is
    /// open ("../1985") and for years before 1.
    /// </returns>
    public static int? Of(string date)
    {
        if (EdtfValue.Parse(date) is not { Earliest: { Year: >= 1 and <= 9999 } first })
            return null;
        return
            EdtfPoint.Read(date.Split('/')[0]) is { IsUnspecified: true, Latest: { } last }
            && last.Year / 10 != first.Year / 10
            ? null
            : (int)first.Year;
    }
}
