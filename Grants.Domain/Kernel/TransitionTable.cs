namespace Grants.Domain.Kernel;

/// <summary>One allowed move of a state machine.</summary>
/// <param name="Who">Who may, in words, for the generated diagrams.</param>
public sealed record Transition<TState>(TState From, string Verb, TState To, string Who)
    where TState : struct, Enum;

/// <summary>
/// All moves that an aggregate allows. Verbs are the names of its methods. docs/states is printed from these tables.
/// </summary>
public sealed class TransitionTable<TState>(string name, params Transition<TState>[] rows)
    where TState : struct, Enum
{
    public string Name { get; } = name;

    public IReadOnlyList<Transition<TState>> Rows { get; } = rows;

    /// <summary>Null when the move is allowed; otherwise what state it is in and which states would allow it.</summary>
    public Refusal? Cannot(TState from, string verb)
    {
        var allowed = Rows.Where(r => r.Verb == verb).ToList();
        if (allowed.Count == 0)
            throw new InvalidOperationException($"{Name} has no move called {verb}.");
        if (allowed.Any(r => r.From.Equals(from)))
            return null;
        var states = string.Join(
            " or ",
            allowed.Select(r => Words.Of(r.From.ToString())).Distinct()
        );
        return new Refusal(
            $"The {Words.Of(Name).ToLowerInvariant()} is now \"{Words.Of(from.ToString())}\"; this needs it to be \"{states}\"."
        );
    }

    /// <summary>The state after the move.</summary>
    /// <param name="to">Needed only where one verb leads to several states from here.</param>
    public TState Move(TState from, string verb, TState? to = null)
    {
        Cannot(from, verb).ThrowIfAny();
        return Rows.First(r =>
            r.Verb == verb && r.From.Equals(from) && (to is null || r.To.Equals(to.Value))
        ).To;
    }
}

/// <summary>"UnderReview" to "Under review": the words people see for the names of states and verbs.</summary>
public static class Words
{
    public static string Of(string pascalCase)
    {
        var words = new System.Text.StringBuilder(pascalCase.Length + 8);
        for (var i = 0; i < pascalCase.Length; i++)
        {
            var c = pascalCase[i];
            var starts = i > 0 && char.IsUpper(c) && !char.IsUpper(pascalCase[i - 1]);
            if (starts)
                words.Append(' ');
            words.Append(i > 0 && char.IsUpper(c) && starts ? char.ToLowerInvariant(c) : c);
        }
        return words.ToString();
    }
}
