using Grants.Domain.Forms;

namespace Grants.Web.Shared.Forms;

/// <summary>
/// An answer while it is typed. What shows counts, sums and problems listens to it; the field itself doesn't, so that typing
/// stays quick and nothing overwrites what was typed meanwhile.
/// </summary>
public class LiveAnswer
{
    private readonly Action? _changed;
    private readonly BudgetRules? _rules;

    /// <param name="question">Its key is the answer's, in an entry of a group as well.</param>
    /// <param name="changed">Called after every change, once the listeners know.</param>
    /// <param name="rules">Of the call, for budgets.</param>
    public LiveAnswer(
        Question question,
        string value,
        Action? changed = null,
        BudgetRules? rules = null
    )
    {
        Question = question;
        _changed = changed;
        _rules = rules;
        Value = value;
        Problems = Check();
    }

    /// <summary>With the answers that its label and help reuse, as they are now.</summary>
    public Question Question { get; private set; }

    public string Key => Question.Key;

    public string Value { get; private set; }

    /// <summary>What keeps it from being complete, in sentences.</summary>
    public IReadOnlyList<string> Problems { get; private set; }

    public bool IsAnswered => Value.Length > 0;

    /// <summary>Grows when the text was replaced by another than the typed one: the field then starts anew from it.</summary>
    public int Generation { get; private set; }

    public event Action? Changed;

    /// <summary>An answer that the label or the help reuses is another now.</summary>
    public event Action? Retitled;

    public void Retitle(Question question)
    {
        if ((question.Label, question.Help) == (Question.Label, Question.Help))
            return;
        Question = question;
        Problems = Check();
        Retitled?.Invoke();
    }

    /// <summary>What the field holds now.</summary>
    public void Type(string value)
    {
        if (value == Value)
            return;
        Set(value);
        Tell();
    }

    /// <summary>Puts another text into the field.</summary>
    protected void Replace(string value)
    {
        if (value == Value)
            return;
        Set(value);
        Generation++;
    }

    protected void Tell()
    {
        Changed?.Invoke();
        _changed?.Invoke();
    }

    private void Set(string value)
    {
        Value = value;
        Problems = Check();
    }

    private IReadOnlyList<string> Check() => [.. FormCheck.Problems(Question, Value, _rules)];
}
