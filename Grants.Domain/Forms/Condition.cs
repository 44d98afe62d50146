namespace Grants.Domain.Forms;

public enum ConditionTest
{
    Is,
    IsNot,
    AnyOf,
    Answered,
}

/// <summary>
/// When a question is asked, by the answer to an earlier one. An answer that isn't given, or belongs to a question that isn't
/// asked itself, fulfils no condition.
/// </summary>
/// <param name="Question">Key of the earlier question; inside a group, first one of the same group.</param>
/// <param name="Values">One for <see cref="ConditionTest.Is"/> and <see cref="ConditionTest.IsNot"/>, none for <see cref="ConditionTest.Answered"/>.</param>
public sealed record Condition(string Question, ConditionTest Test, IReadOnlyList<string> Values)
{
    /// <param name="type">Of the earlier question.</param>
    /// <param name="answer">To the earlier question; empty for none.</param>
    public bool Holds(QuestionType type, string answer)
    {
        IReadOnlyList<string> given =
            type == QuestionType.ManyChoices ? FormCheck.Choices(answer)
            : string.IsNullOrWhiteSpace(answer) ? []
            : [answer.Trim()];
        if (given.Count == 0)
            return false;
        return Test switch
        {
            ConditionTest.Answered => true,
            ConditionTest.IsNot => !given.Any(Values.Contains),
            _ => given.Any(Values.Contains),
        };
    }
}
