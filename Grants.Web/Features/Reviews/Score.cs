using System.Globalization;

namespace Grants.Web.Features.Reviews;

public static class Score
{
    /// <summary>Two decimals, or a dash where there is none: an unscored thing is never a number.</summary>
    public static string Say(decimal? score) =>
        score?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–";
}
