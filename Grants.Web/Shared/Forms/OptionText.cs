namespace Grants.Web.Shared.Forms;

/// <summary>What a choice is called on screen and paper. Addresses of rights statements get their names.</summary>
public static class OptionText
{
    // rightsstatements.org, vocabulary 1.0: the part of the address after /vocab/.
    private static readonly Dictionary<string, string> Rights = new(StringComparer.Ordinal)
    {
        ["InC"] = "In copyright",
        ["InC-OW-EU"] = "In copyright, EU orphan work",
        ["InC-EDU"] = "In copyright, educational use permitted",
        ["InC-NC"] = "In copyright, non-commercial use permitted",
        ["InC-RUU"] = "In copyright, rights-holder not found",
        ["NoC-CR"] = "No copyright, contractual restrictions",
        ["NoC-NC"] = "No copyright, non-commercial use only",
        ["NoC-OKLR"] = "No copyright, other known legal restrictions",
        ["NoC-US"] = "No copyright, United States",
        ["CNE"] = "Copyright not evaluated",
        ["UND"] = "Copyright undetermined",
        ["NKC"] = "No known copyright",
    };

    private const string Vocabulary = "http://rightsstatements.org/vocab/";

    public static string Of(string option) =>
        option.StartsWith(Vocabulary, StringComparison.Ordinal)
        && option[Vocabulary.Length..].Split('/') is [var code, ..]
        && Rights.TryGetValue(code, out var name)
            ? $"{name} ({code})"
            : option;
}
