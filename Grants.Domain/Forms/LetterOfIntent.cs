namespace Grants.Domain.Forms;

/// <summary>
/// The shipped form for the first of two stages: a few questions of the whole form under the same keys, so that the full
/// proposal begins with their answers.
/// </summary>
public static class LetterOfIntent
{
    public const string Name = "Letter of intent";

    private static readonly HashSet<string> Keys =
    [
        "organization.legalName",
        "organization.kind",
        "organization.country",
        "people.leadName",
        "people.leadEmail",
        "project.title",
        "project.summary",
        "project.type",
        "significance.movement",
        "significance.unique",
    ];

    public static FormDefinition Make() =>
        new([
            .. from section in DefaultForm.Make().Sections
            let asked = section.Questions.Where(q => Keys.Contains(q.Key)).ToList()
            where asked.Count > 0
            select section with
            {
                Questions = asked,
            },
        ]);
}
