using System.Text.RegularExpressions;

namespace Grants.Domain.Forms;

/// <summary>Earlier answers inside later texts, written as {{project.title}}.</summary>
public static partial class ReusedAnswers
{
    /// <summary>Keys of the questions whose answers the text reuses.</summary>
    public static IEnumerable<string> In(string text) =>
        Place().Matches(text).Select(m => m.Groups["key"].Value);

    public static string Fill(string text, Func<string, string> answerTo) =>
        text.Contains("{{", StringComparison.Ordinal)
            ? Place().Replace(text, m => answerTo(m.Groups["key"].Value))
            : text;

    [GeneratedRegex(@"\{\{\s*(?<key>[^{}\s]+)\s*\}\}")]
    private static partial Regex Place();
}
