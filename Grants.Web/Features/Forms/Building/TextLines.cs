namespace Grants.Web.Features.Forms.Building;

/// <summary>A list, edited as one item on each line.</summary>
internal static class TextLines
{
    public static string Join(IEnumerable<string> items) => string.Join('\n', items);

    public static IReadOnlyList<string> Split(string text) =>
        [
            .. text.Split(
                    ['\n', '\r'],
                    StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                )
                .Distinct(),
        ];
}
