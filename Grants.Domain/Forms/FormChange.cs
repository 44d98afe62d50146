namespace Grants.Domain.Forms;

/// <summary>What another version of the form means for one draft. Nothing that was answered is lost by the change.</summary>
/// <param name="Added">Questions that are asked now and weren't.</param>
/// <param name="Removed">Answered questions that aren't asked any more.</param>
/// <param name="NotFitting">Answers that were right and aren't any more, each with what is wrong.</param>
public sealed record FormChange(
    IReadOnlyList<string> Added,
    IReadOnlyList<string> Removed,
    IReadOnlyList<string> NotFitting
)
{
    public bool IsNone => Added.Count + Removed.Count + NotFitting.Count == 0;

    /// <param name="rules">Of the call, for budgets.</param>
    public static FormChange Between(
        FormDefinition before,
        FormDefinition after,
        Func<string, string> valueOf,
        BudgetRules? rules
    )
    {
        var (old, now) = (new FormReading(before, valueOf), new FormReading(after, valueOf));
        var (asked, asks) = (old.All.ToDictionary(q => q.Key), now.All.ToDictionary(q => q.Key));
        return new FormChange(
            [.. now.All.Where(q => !asked.ContainsKey(q.Key)).Select(q => q.Name)],
            [.. old.All.Where(q => q.IsAnswered && !asks.ContainsKey(q.Key)).Select(q => q.Name)],
            [
                .. now
                    .All.Where(q =>
                        q.IsAnswered
                        && asked.TryGetValue(q.Key, out var before)
                        && !FormCheck.Problems(before, rules).Any()
                    )
                    .SelectMany(q => FormCheck.Problems(q, rules).Take(1)),
            ]
        );
    }
}
