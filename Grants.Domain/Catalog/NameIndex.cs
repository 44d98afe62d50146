using System.Collections.Concurrent;
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

/// <summary>Every spelling of every known name, to be asked what a text means. May be asked by several at once.</summary>
public sealed class NameIndex
{
    /// <summary>Of those that share most pairs of letters, how many are compared letter by letter.</summary>
    private const int Candidates = 20;

    /// <summary>Of texts that nobody knows, how many answers are remembered.</summary>
    private const int Remembered = 50_000;

    private readonly Dictionary<NameUse, Names> _uses;
    private readonly ConcurrentDictionary<(NameUse, string), string?> _nearest = [];

    public NameIndex(IEnumerable<NameSpelling> spellings) =>
        _uses = spellings
            .GroupBy(s =>
                s.Kind == NameKind.Place ? NameUse.Places : NameUse.PeopleAndOrganizations
            )
            .ToDictionary(g => g.Key, g => new Names(g));

    public static NameIndex None { get; } = new([]);

    /// <summary>Without any name of the kind there is nothing to compare with.</summary>
    public bool Knows(NameUse use) => _uses.ContainsKey(use);

    /// <returns>As the hub writes it, or null when it isn't known.</returns>
    public string? Find(NameUse use, string text) =>
        _uses.TryGetValue(use, out var names) ? names.Find(NameKey.Of(text)) : null;

    /// <returns>The known name that is spelt most alike, or null when none is near.</returns>
    public string? Nearest(NameUse use, string text)
    {
        var key = NameKey.Of(text);
        if (!_uses.TryGetValue(use, out var names) || key.Length < 4)
            return null;
        if (_nearest.TryGetValue((use, key), out var near))
            return near;
        if (_nearest.Count >= Remembered)
            _nearest.Clear();
        return _nearest[(use, key)] = names.Nearest(key);
    }

    private sealed class Names
    {
        private readonly Dictionary<string, string> _byKey = [];
        private readonly List<string> _keys = [];

        /// <summary>By two letters in a row: places in the list of keys.</summary>
        private readonly Dictionary<(char, char), List<int>> _byPair = [];

        public Names(IEnumerable<NameSpelling> spellings)
        {
            // The hub's own writing wins where a spelling of one name is the name of another.
            foreach (var s in spellings.OrderBy(s => s.Written == s.Preferred ? 0 : 1))
                if (NameKey.Of(s.Written) is { Length: > 0 } key && _byKey.TryAdd(key, s.Preferred))
                {
                    foreach (var pair in Pairs(key))
                        if (_byPair.TryGetValue(pair, out var keys))
                            keys.Add(_keys.Count);
                        else
                            _byPair[pair] = [_keys.Count];
                    _keys.Add(key);
                }
        }

        public string? Find(string key) => _byKey.GetValueOrDefault(key);

        public string? Nearest(string key)
        {
            var shared = new int[_keys.Count];
            var pairs = Pairs(key).ToList();
            foreach (var pair in pairs)
            foreach (var other in _byPair.GetValueOrDefault(pair, []))
                shared[other]++;
            var most = Math.Max(1, key.Length / 5);
            // One change undoes at most three pairs: two letters that were swapped.
            var fewest = Math.Max(1, pairs.Count - 3 * most);
            return shared
                .Index()
                .Where(s =>
                    s.Item >= fewest && Math.Abs(_keys[s.Index].Length - key.Length) <= most
                )
                .OrderByDescending(s => s.Item)
                .ThenBy(s => _keys[s.Index], StringComparer.Ordinal)
                .Take(Candidates)
                .Select(s => (Key: _keys[s.Index], Far: Spelling.Distance(key, _keys[s.Index])))
                .Where(s => s.Far <= most)
                .OrderBy(s => s.Far)
                .Select(s => _byKey[s.Key])
                .FirstOrDefault();
        }

        private static IEnumerable<(char, char)> Pairs(string key) =>
            key.Zip(key.Skip(1)).Distinct();
    }
}
