using Grants.Domain.Forms;

namespace Grants.Web.Shared.Forms;

/// <summary>
/// An answer while it is typed. What shows counts, sums and problems listens to it; the field itself doesn't, so that typing
/// stays quick and nothing overwrites what was typed meanwhile.
/// </summary>
public class LiveAnswer
{
    private readonly Action? _changed;

    /// <param name="changed">Called after every change, once the listeners know.</param>
    public LiveAnswer(Question question, string value, Action? changed = null)
    {
        Question = question;
        _changed = changed;
        Value = value;
        Problems = [.. FormCheck.Problems(question, value)];
    }

    public Question Question { get; }

    public string Value { get; private set; }

    /// <summary>What keeps it from being complete, in sentences.</summary>
    public IReadOnlyList<string> Problems { get; private set; }

    public bool IsAnswered => Value.Length > 0;

    /// <summary>Grows when the text was replaced by another than the typed one: the field then starts anew from it.</summary>
    public int Generation { get; private set; }

    public event Action? Changed;

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
        Problems = [.. FormCheck.Problems(Question, value)];
    }
}
