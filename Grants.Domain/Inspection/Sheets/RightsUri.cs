using System.Text.RegularExpressions;

namespace Grants.Domain.Inspection.Sheets;

/// <summary>
/// One rightsstatements.org statement or Creative Commons licence by its URI. The address of the page that explains it, https
/// and a language are set right with a notice: the commonest error of contributors.
/// </summary>
public sealed partial record RightsUri : ValueRule
{
    /// <summary>All twelve, rightsstatements.org/page/1.0.</summary>
    public static IReadOnlyList<string> Statements { get; } =
    [
        "InC",
        "InC-OW-EU",
        "InC-EDU",
        "InC-NC",
        "InC-RUU",
        "NoC-CR",
        "NoC-NC",
        "NoC-OKLR",
        "NoC-US",
        "CNE",
        "UND",
        "NKC",
    ];

    public override string Source => "rightsstatements.org, creativecommons.org";

    public override CellReading Read(string text)
    {
        if (Normalize(text) is not { } uri)
            return new CellReading(
                text,
                $"\"{Shown.Of(text)}\" isn't the address of a rights statement. Use one such as http://rightsstatements.org/vocab/InC/1.0/ with one of {string.Join(", ", Statements)}, or a Creative Commons licence."
            );
        return uri == text
            ? new CellReading(uri)
            : new CellReading(uri, Notice: $"{Shown.Of(text)} was read as {uri}.");
    }

    /// <summary>The URI that the text means, or null.</summary>
    public static string? Normalize(string text)
    {
        text = text.Trim();
        if (text.Length > 400)
            return null;
        if (Statement().Match(text) is { Success: true } said)
            return
                Statements.FirstOrDefault(s =>
                    s.Equals(said.Groups["code"].Value, StringComparison.OrdinalIgnoreCase)
                )
                    is { } code
                ? $"http://rightsstatements.org/vocab/{code}/1.0/"
                : null;
        if (Licence().Match(text) is { Success: true } licence)
        {
            var kind = licence.Groups["kind"].Value.ToLowerInvariant();
            var port = licence.Groups["port"].Value.ToLowerInvariant();
            return $"http://creativecommons.org/licenses/{kind}/{licence.Groups["version"].Value}/{(port.Length > 0 ? port + "/" : "")}";
        }
        return PublicDomain().Match(text) is { Success: true } free
            ? $"http://creativecommons.org/publicdomain/{free.Groups["kind"].Value.ToLowerInvariant()}/1.0/"
            : null;
    }

    private const RegexOptions Options =
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture;

    [GeneratedRegex(
        @"^(https?://)?(www\.)?rightsstatements\.org/(vocab|page|data)/(?<code>[a-z-]+)/1\.0/?(\?[^\s]*)?(#[^\s]*)?$",
        Options
    )]
    private static partial Regex Statement();

    [GeneratedRegex(
        @"^(https?://)?(www\.)?creativecommons\.org/licenses/(?<kind>by(-nc)?(-nd|-sa)?)/(?<version>1\.0|2\.0|2\.1|2\.5|3\.0|4\.0)/?((?<port>[a-z]{2})/?)?((deed|legalcode)([.-][a-z-]+)?)?/?(\?[^\s]*)?$",
        Options
    )]
    private static partial Regex Licence();

    [GeneratedRegex(
        @"^(https?://)?(www\.)?creativecommons\.org/publicdomain/(?<kind>zero|mark)/1\.0/?((deed|legalcode)([.-][a-z-]+)?)?/?(\?[^\s]*)?$",
        Options
    )]
    private static partial Regex PublicDomain();
}
