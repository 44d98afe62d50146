using Grants.Domain.Inspection.Sheets;

namespace Grants.Domain.Catalog;

/// <summary>What a field names.</summary>
public enum NameUse
{
    PeopleAndOrganizations,
    Places,
}

/// <param name="Preferred">As the hub writes it.</param>
/// <param name="Written">That, or another spelling of it.</param>
public readonly record struct NameSpelling(NameKind Kind, string Preferred, string Written);

/// <summary>Every spelling of every known name, to be asked what a text means.</summary>
public sealed class NameIndex
{
    /// <summary>Of those that share most pairs of letters, how many are compared letter by letter.</summary>
    private const int Candidates = 20;

    private readonly Dictionary<NameUse, Names> _uses;
    private readonly Dictionary<(NameUse, string), string?> _nearest = [];

    public NameIndex(IEnumerable<NameSpelling> spellings) =>
        _uses = spellings
            .GroupBy(s =>
                s.Kind == NameKind.Place ? NameUse.Places : NameUse.PeopleAndOrganizations
            )
            .ToDictionary(g => g.Key, g => new Names(g));

    public static NameIndex None => new([]);

    /// <summary>Without any name of the kind there is nothing to compare with.</summary>
    public bool Knows(NameUse use) => _uses.ContainsKey(use);

    /// <returns>As the hub writes it, or null when it isn't known.</returns>
    public string? Find(NameUse use, string text) =>
        _uses.TryGetValue(use, out var names)
            ? names.ByKey.GetValueOrDefault(NameKey.Of(text))
            : null;

    /// <returns>The known name that is spelt most alike, or null when none is near.</returns>
    public string? Nearest(NameUse use, string text)
    {
        var key = NameKey.Of(text);
        if (!_uses.TryGetValue(use, out var names) || key.Length < 4)
            return null;
        if (!_nearest.TryGetValue((use, key), out var near))
            _nearest[(use, key)] = near = names.Nearest(key);
        return near;
    }

    private sealed class Names
    {
        private readonly Dictionary<string, List<string>> _byPair = [];

        public Names(IEnumerable<NameSpelling> spellings)
        {
            // The hub's own writing wins where a spelling of one name is the name of another.
            foreach (var s in spellings.OrderBy(s => s.Written == s.Preferred ? 0 : 1))
                if (NameKey.Of(s.Written) is { Length: > 0 } key && ByKey.TryAdd(key, s.Preferred))
                    foreach (var pair in Pairs(key))
                        if (_byPair.TryGetValue(pair, out var keys))
                            keys.Add(key);
                        else
                            _byPair[pair] = [key];
        }

        public Dictionary<string, string> ByKey { get; } = [];

        public string? Nearest(string key)
        {
            Dictionary<string, int> shared = [];
            foreach (var pair in Pairs(key))
            foreach (var other in _byPair.GetValueOrDefault(pair, []))
                shared[other] = shared.GetValueOrDefault(other) + 1;
            var most = Math.Max(1, key.Length / 5);
            return shared
                .Where(s => Math.Abs(s.Key.Length - key.Length) <= most)
                .OrderByDescending(s => s.Value)
                .ThenBy(s => s.Key, StringComparer.Ordinal)
                .Take(Candidates)
                .Select(s => (s.Key, Far: Spelling.Distance(key, s.Key)))
                .Where(s => s.Far <= most)
                .OrderBy(s => s.Far)
                .Select(s => ByKey[s.Key])
                .FirstOrDefault();
        }

        private static IEnumerable<string> Pairs(string key) =>
            Enumerable
                .Range(0, Math.Max(0, key.Length - 1))
                .Select(i => key.Substring(i, 2))
                .Distinct();
    }
}
