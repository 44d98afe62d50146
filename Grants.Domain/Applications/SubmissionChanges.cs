using Grants.Domain.Forms;

namespace Grants.Domain.Applications;

/// <summary>A question that was answered otherwise in two submissions.</summary>
/// <param name="Section">Its title.</param>
public sealed record AnswerChange(string Section, Question Question, string Before, string After);

/// <summary>What an applicant changed between two submissions.</summary>
public static class SubmissionChanges
{
    /// <summary>In the form's order; a question that wasn't asked counts as not answered.</summary>
    public static IReadOnlyList<AnswerChange> Between(
        FormDefinition form,
        IReadOnlyDictionary<string, string> before,
        IReadOnlyDictionary<string, string> after
    ) =>
        [
            .. from section in form.Sections
            from question in section.Questions
            let old = before.GetValueOrDefault(question.Key, "")
            let now = after.GetValueOrDefault(question.Key, "")
            where old != now
            select new AnswerChange(section.Title, question, old, now),
        ];
}
