using Grants.Domain.Forms;

namespace Grants.Domain.Applications;

/// <summary>A question that was answered otherwise in two submissions.</summary>
/// <param name="Section">Its title.</param>
/// <param name="Name">Of the question, with the entry that it is asked in.</param>
public sealed record AnswerChange(
    string Section,
    string Name,
    Question Question,
    string Before,
    string After
);

/// <summary>What an applicant changed between two submissions.</summary>
public static class SubmissionChanges
{
    /// <summary>
    /// In the form's order, what went behind what stayed in its section. A question that wasn't asked counts as not answered;
    /// of a group the entries are compared, not their list.
    /// </summary>
    public static IReadOnlyList<AnswerChange> Between(
        FormDefinition form,
        IReadOnlyDictionary<string, string> before,
        IReadOnlyDictionary<string, string> after
    ) =>
        [
            .. from sections in new FormReading(form, before).Sections.Zip(
                new FormReading(form, after).Sections
            )
            from question in sections.Second.All.UnionBy(sections.First.All, q => q.Key)
            where question.Question.Type != QuestionType.Group
            let old = sections.First.All.FirstOrDefault(q => q.Key == question.Key)?.Value ?? ""
            let now = sections.Second.All.FirstOrDefault(q => q.Key == question.Key)?.Value ?? ""
            where old != now
            select new AnswerChange(
                sections.Second.Section.Title,
                question.Name,
                question.Question,
                old,
                now
            ),
        ];
}
