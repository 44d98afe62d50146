using System.Globalization;
using System.Text.RegularExpressions;
using Grants.Domain.Forms;

namespace Grants.Web.Features.Forms.Building;

/// <summary>Which questions the faults of a form are about.</summary>
internal static partial class FaultyQuestions
{
    /// <summary>Keys; inside groups "group/question".</summary>
    public static IReadOnlySet<string> In(FormDetails form) =>
        form.Faults.Select(f => Of(form.Definition, f).Question).OfType<string>().ToHashSet();

    /// <returns>The section's and the question's key, as far as the fault is about one.</returns>
    public static (string? Section, string? Question) Of(FormDefinition form, FormFault fault)
    {
        var match = Path().Match(fault.Path);
        if (!match.Success)
            return (null, null);
        var section = form.Sections[Number(match.Groups["section"])];
        if (!match.Groups["question"].Success)
            return (section.Key, null);
        var question = section.Questions[Number(match.Groups["question"])];
        return (
            section.Key,
            match.Groups["inside"].Success
                ? $"{question.Key}/{question.Questions[Number(match.Groups["inside"])].Key}"
                : question.Key
        );
    }

    private static int Number(Group digits) =>
        int.Parse(digits.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^sections\[(?<section>\d+)\](\.questions\[(?<question>\d+)\](\.questions\[(?<inside>\d+)\])?)?"
    )]
    private static partial Regex Path();
}
