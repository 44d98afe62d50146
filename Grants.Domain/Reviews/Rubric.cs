using Grants.Domain.Kernel;

namespace Grants.Domain.Reviews;

/// <summary>A scoring guide. Weights sum to 100.</summary>
/// <param name="MaxPoints">Highest point on every criterion's scale; the lowest is 0.</param>
public sealed record Rubric(IReadOnlyList<Criterion> Criteria, int MaxPoints = 4)
{
    /// <summary>Null when the weights sum to 100 and keys are unique.</summary>
    public Refusal? Invalid()
    {
        var sum = Criteria.Sum(c => c.Weight);
        if (sum != 100)
            return new Refusal($"The weights sum to {sum}; they must sum to 100.");
        return Criteria.Select(c => c.Key).Distinct().Count() == Criteria.Count
            ? null
            : new Refusal("Two criteria have the same key.");
    }

    /// <summary>Weighted sum over 100, or null while a criterion is unscored.</summary>
    public decimal? Total(IReadOnlyDictionary<string, int?> points)
    {
        var sum = 0m;
        foreach (var criterion in Criteria)
        {
            if (points.GetValueOrDefault(criterion.Key) is not { } given)
                return null;
            sum += criterion.Weight * (decimal)given / MaxPoints;
        }
        return sum;
    }
}

/// <param name="Weight">Share of 100.</param>
/// <param name="Anchors">Points to what they mean, such as 4: "unique primary sources".</param>
public sealed record Criterion(
    string Key,
    string Title,
    int Weight,
    IReadOnlyDictionary<int, string> Anchors
);

/// <summary>One version of a rubric.</summary>
public sealed class RubricVersion : Aggregate
{
    private RubricVersion() { }

    public RubricVersion(string name, int number, Rubric rubric, Stamp stamp)
    {
        rubric.Invalid().ThrowIfAny();
        Name = name;
        Number = number;
        Rubric = rubric;
        Raise(new RubricVersionMade(stamp));
    }

    public string Name { get; private set; } = "";

    public int Number { get; private set; }

    public Rubric Rubric { get; private set; } = new([]);
}

public sealed record RubricVersionMade(Stamp Stamp) : DomainEvent(Stamp);
