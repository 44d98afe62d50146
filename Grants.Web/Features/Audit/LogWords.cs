using Grants.Domain.Kernel;

namespace Grants.Web.Features.Audit;

/// <summary>What the log can tell of: read from the domain once, so that a new event is in the list by itself.</summary>
internal static class LogWords
{
    /// <summary>Kinds of records; accounts have no aggregate of their own.</summary>
    public static IReadOnlyList<string> Subjects { get; } =
    [.. Concrete<Aggregate>().Append("Account").Order(StringComparer.Ordinal)];

    public static IReadOnlyList<string> Verbs { get; } =
    [.. Concrete<DomainEvent>().Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Concrete<T>() =>
        typeof(T)
            .Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(T)) && !t.IsAbstract)
            .Select(t => t.Name);
}
