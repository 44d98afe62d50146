namespace Grants.Domain.Catalog;

/// <param name="Uri">The vocabulary's own, with http.</param>
/// <param name="Name">As its publisher words it.</param>
public sealed record RightsStatement(string Uri, string Name);

/// <summary>Rights of an item, one of rightsstatements.org's twelve statements or a Creative Commons licence or mark.</summary>
public static class RightsStatements
{
    public static IReadOnlyList<RightsStatement> All { get; } =
    [
        Statement("InC", "In Copyright"),
        Statement("InC-OW-EU", "In Copyright - EU Orphan Work"),
        Statement("InC-EDU", "In Copyright - Educational Use Permitted"),
        Statement("InC-NC", "In Copyright - Non-Commercial Use Permitted"),
        Statement("InC-RUU", "In Copyright - Rights-holder(s) Unlocatable or Unidentifiable"),
        Statement("NoC-CR", "No Copyright - Contractual Restrictions"),
        Statement("NoC-NC", "No Copyright - Non-Commercial Use Only"),
        Statement("NoC-OKLR", "No Copyright - Other Known Legal Restrictions"),
        Statement("NoC-US", "No Copyright - United States"),
        Statement("CNE", "Copyright Not Evaluated"),
        Statement("UND", "Copyright Undetermined"),
        Statement("NKC", "No Known Copyright"),
        new("http://creativecommons.org/publicdomain/mark/1.0/", "Public Domain Mark 1.0"),
        new(
            "http://creativecommons.org/publicdomain/zero/1.0/",
            "CC0 1.0 Public Domain Dedication"
        ),
        License("by", "Attribution"),
        License("by-sa", "Attribution-ShareAlike"),
        License("by-nd", "Attribution-NoDerivatives"),
        License("by-nc", "Attribution-NonCommercial"),
        License("by-nc-sa", "Attribution-NonCommercial-ShareAlike"),
        License("by-nc-nd", "Attribution-NonCommercial-NoDerivatives"),
    ];

    /// <summary>
    /// The statement's plain name. Other versions of Creative Commons licences than the listed ones are named by their code.
    /// </summary>
    public static string NameOf(string uri)
    {
        if (All.FirstOrDefault(s => s.Uri == uri) is { } listed)
            return listed.Name;
        var parts = uri.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return uri.StartsWith("http://creativecommons.org/licenses/", StringComparison.Ordinal)
            ? $"CC {string.Join(' ', parts[3..]).ToUpperInvariant()}"
            : uri;
    }

    private static RightsStatement Statement(string code, string name) =>
        new($"http://rightsstatements.org/vocab/{code}/1.0/", name);

    private static RightsStatement License(string code, string name) =>
        new(
            $"http://creativecommons.org/licenses/{code}/4.0/",
            $"CC {code.ToUpperInvariant()} 4.0 ({name})"
        );
}

/// <summary>Languages of such holdings. Other ISO 639-3 codes are fine too and show as the code.</summary>
public static class Languages
{
    /// <summary>ISO 639-3 code to English name and BCP 47 tag.</summary>
    private static readonly Dictionary<string, (string Name, string Tag)> Known = new(
        StringComparer.Ordinal
    )
    {
        ["eng"] = ("English", "en"),
        ["rus"] = ("Russian", "ru"),
        ["heb"] = ("Hebrew", "he"),
        ["yid"] = ("Yiddish", "yi"),
        ["ukr"] = ("Ukrainian", "uk"),
        ["bel"] = ("Belarusian", "be"),
        ["lit"] = ("Lithuanian", "lt"),
        ["lav"] = ("Latvian", "lv"),
        ["est"] = ("Estonian", "et"),
        ["kat"] = ("Georgian", "ka"),
        ["hye"] = ("Armenian", "hy"),
        ["pol"] = ("Polish", "pl"),
        ["deu"] = ("German", "de"),
        ["fra"] = ("French", "fr"),
        ["spa"] = ("Spanish", "es"),
        ["ita"] = ("Italian", "it"),
        ["nld"] = ("Dutch", "nl"),
        ["hun"] = ("Hungarian", "hu"),
        ["ron"] = ("Romanian", "ro"),
        ["lad"] = ("Ladino", "lad"),
        ["zxx"] = ("No words", "zxx"),
        ["und"] = ("Not determined", "und"),
    };

    public static IEnumerable<KeyValuePair<string, string>> Common =>
        Known.Select(k => KeyValuePair.Create(k.Key, k.Value.Name));

    public static string NameOf(string code) =>
        Known.TryGetValue(code, out var language) ? language.Name : code;

    /// <summary>For the lang attribute; null when the words' language isn't known.</summary>
    public static string? TagOf(string code) =>
        Known.TryGetValue(code, out var language) && code is not ("zxx" or "und")
            ? language.Tag
            : null;

    /// <summary>
    /// The language that a text of an item is in, as far as its script tells: a Hebrew text is Yiddish where the item is
    /// Yiddish and not Hebrew, a Cyrillic one Russian unless the item is in another such language. Null for Latin script,
    /// which may be a translation.
    /// </summary>
    /// <param name="codes">Of the item, ISO 639-3.</param>
    /// <returns>BCP 47.</returns>
    public static string? TagByScript(string text, IReadOnlyCollection<string> codes)
    {
        var letter = text.FirstOrDefault(char.IsLetter);
        return letter switch
        {
            >= '\u0590' and <= '\u05FF' => codes.Contains("yid") && !codes.Contains("heb")
                ? "yi"
                : "he",
            >= '\u0400' and <= '\u04FF' => codes.Contains("rus") ? "ru"
            : codes.Contains("ukr") ? "uk"
            : codes.Contains("bel") ? "be"
            : "ru",
            _ => null,
        };
    }
}

/// <summary>Fields that hold several values in one text.</summary>
public static class ManyValues
{
    private const char Separator = ';';

    public static IReadOnlyList<string> Of(string text) =>
        text.Split(
            Separator,
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );
}
