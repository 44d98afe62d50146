using Grants.Domain.Forms;
using Grants.Domain.Kernel;

namespace Grants.Domain.Programs;

/// <summary>One must-have of a call, answered with yes or no before an application is started.</summary>
/// <param name="Key">Unique in the call.</param>
/// <param name="NeedsYes">The answer that lets somebody apply: yes, or no.</param>
/// <param name="Otherwise">What to say to somebody with the other answer: why, and where to turn instead.</param>
public sealed record EligibilityQuestion(string Key, string Text, bool NeedsYes, string Otherwise)
{
    public const int MaxLength = 1000;

    /// <summary>For the fields and the check of the form engine.</summary>
    public Question AsQuestion => new(Key, Text, QuestionType.YesNo) { Required = true };

    public bool IsMetBy(string answer) => answer == (NeedsYes ? "yes" : "no");
}

/// <summary>What an applicant answered, kept with the application in the words that were asked.</summary>
/// <param name="Answer">"yes" or "no".</param>
public sealed record EligibilityAnswer(string Key, string Text, string Answer);

public static class Eligibility
{
    /// <summary>Shipped with a new call; each can be changed.</summary>
    public static IReadOnlyList<EligibilityQuestion> Default { get; } =
    [
        new(
            "legal-entity",
            "Is your organization a legal entity, or does a fiscal sponsor receive the money for it?",
            true,
            "A grant is paid to a legal entity only. Find a fiscal sponsor first, such as a library or a university."
        ),
        new(
            "metadata",
            "May you publish the descriptions (metadata) of the records?",
            true,
            "Descriptions of what is digitized are published for everybody. Settle the rights to them first."
        ),
        new(
            "originals",
            "Does a holding institution keep the originals, and go on keeping them?",
            true,
            "We digitize what an archive, library or museum keeps. Agree with one first that it takes the originals."
        ),
        new(
            "subject",
            "Do the records belong to the subject and the years that the guidelines name?",
            true,
            "This call is for that subject only. Write to us if you are in doubt."
        ),
    ];

    /// <summary>What stands against applying, by question; empty when every answer is the needed one.</summary>
    /// <param name="answerTo">Question key to "yes", "no" or empty.</param>
    public static IEnumerable<(EligibilityQuestion Question, Refusal Refusal)> Unmet(
        IReadOnlyList<EligibilityQuestion> questions,
        Func<string, string> answerTo
    )
    {
        foreach (var question in questions)
        {
            var answer = answerTo(question.Key);
            if (FormCheck.Problems(question.AsQuestion, answer).FirstOrDefault() is { } problem)
                yield return (question, new Refusal(problem));
            else if (!question.IsMetBy(answer))
                yield return (question, new Refusal(question.Otherwise));
        }
    }

    internal static Refusal? Invalid(IReadOnlyList<EligibilityQuestion> questions)
    {
        foreach (var question in questions)
        {
            if (string.IsNullOrWhiteSpace(question.Text))
                return new Refusal("An eligibility question has no text.");
            if (string.IsNullOrWhiteSpace(question.Otherwise))
                return new Refusal(
                    $"Say what somebody is told who can't answer \"{question.Text}\" as needed."
                );
        }
        return questions.DistinctBy(q => q.Key).Count() == questions.Count
            ? null
            : new Refusal("Two eligibility questions have the same key.");
    }
}
