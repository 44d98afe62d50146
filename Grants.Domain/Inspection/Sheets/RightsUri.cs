using System.Text.RegularExpressions;
using Grants.Domain.Catalog;

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
                $"\"{Shown.Of(text)}\" isn't the address of a rights statement. Use one such as http://rightsstatements.org/vocab/InC/1.0/ with one of {string.Join(", ", Statements)}, or a Creative Commons licence.",
                Offer: Meant(text)
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

    /// <summary>What a statement's name or code, or the usual words, stand for: only to be offered.</summary>
    private static string? Meant(string text)
    {
        var plain = text.Trim().TrimEnd('.');
        if (
            RightsStatements.All.FirstOrDefault(s =>
                s.Name.Equals(plain, StringComparison.OrdinalIgnoreCase)
                || s.Uri.EndsWith($"/vocab/{plain}/1.0/", StringComparison.OrdinalIgnoreCase)
            ) is
            { } statement
        )
            return statement.Uri;
        if (ShortLicence().Match(plain) is { Success: true } licence)
            return $"http://creativecommons.org/licenses/{licence.Groups["kind"].Value.ToLowerInvariant().Replace(' ', '-')}/{(licence.Groups["version"].Success ? licence.Groups["version"].Value : "4.0")}/";
        return plain.ToUpperInvariant() switch
        {
            "CC0" or "CC0 1.0" => "http://creativecommons.org/publicdomain/zero/1.0/",
            "PUBLIC DOMAIN" => "http://creativecommons.org/publicdomain/mark/1.0/",
            "COPYRIGHTED" or "ALL RIGHTS RESERVED" => "http://rightsstatements.org/vocab/InC/1.0/",
            "UNKNOWN" or "COPYRIGHT UNKNOWN" => "http://rightsstatements.org/vocab/UND/1.0/",
            _ => null,
        };
    }

    /// <summary>Where the note says the opposite of the address; null where it doesn't.</summary>
    /// <param name="fields">Of a row.</param>
    public static string? Contradiction(IReadOnlyDictionary<string, string> fields)
    {
        var (uri, note) = (
            fields.GetValueOrDefault(MetadataProfile.Rights, ""),
            fields.GetValueOrDefault(MetadataProfile.RightsNote, "")
        );
        var isProtected = uri.Contains("/vocab/InC", StringComparison.Ordinal);
        var isFree =
            uri.Contains("/vocab/NoC", StringComparison.Ordinal)
            || uri.Contains("/publicdomain/", StringComparison.Ordinal);
        var saysFree = SaysFree().IsMatch(note);
        return isProtected && saysFree || isFree && !saysFree && SaysProtected().IsMatch(note)
            ? $"rights_note: It says otherwise than the rights statement ({RightsStatements.NameOf(uri)}). Change one of them."
            : null;
    }

    [GeneratedRegex(
        @"\b(public domain|no (known )?copyright|(not|no longer) (protected by|in|under) copyright)\b",
        Options
    )]
    private static partial Regex SaysFree();

    [GeneratedRegex(
        @"\b(all rights reserved|in copyright|under copyright|copyrighted)\b|©",
        Options
    )]
    private static partial Regex SaysProtected();

    [GeneratedRegex(@"^cc[ -](?<kind>by([ -]nc)?([ -](nd|sa))?)( (?<version>[1-4]\.0))?$", Options)]
    private static partial Regex ShortLicence();

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
