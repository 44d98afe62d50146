using System.Text.Json;

namespace Grants.Domain.Forms;

/// <summary>The key of an answer in an entry of a group: "collections/k3f9x2ab/name".</summary>
/// <param name="Group">Key of the group.</param>
/// <param name="Entry">Id of the entry.</param>
/// <param name="Question">Key of the question in the group.</param>
public readonly record struct EntryKey(string Group, string Entry, string Question)
{
    /// <summary>Characters of an entry's id.</summary>
    public const int IdLength = 8;

    /// <returns>Null for the key of an ordinary question, and for what is no key of an entry.</returns>
    public static EntryKey? Parse(string key) =>
        key.Split('/') is [var group, var entry, var question] && IsId(entry)
            ? new EntryKey(group, entry, question)
            : null;

    public override string ToString() => $"{Group}/{Entry}/{Question}";

    internal static bool IsId(string text) =>
        text.Length == IdLength
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));
}

/// <summary>The answer to a group: a JSON array of its entries' ids, in order.</summary>
public static class GroupEntries
{
    /// <summary>Of one group.</summary>
    public const int Most = 50;

    public static IReadOnlyList<string> Parse(string answer)
    {
        if (string.IsNullOrWhiteSpace(answer))
            return [];
        try
        {
            var ids = JsonSerializer.Deserialize<List<string>>(answer) ?? [];
            return [.. ids.Where(id => id is not null && EntryKey.IsId(id)).Distinct().Take(Most)];
        }
        catch (JsonException)
        {
            return []; // never written by the form; the form check then reports the answer as missing
        }
    }

    /// <summary>Empty without entries, like any other answer that isn't given.</summary>
    public static string Write(IReadOnlyCollection<string> ids) =>
        ids.Count == 0 ? "" : JsonSerializer.Serialize(ids);

    /// <summary>
    /// What two people did to the same group: entries that either added stay, those that either removed go, in my order with
    /// theirs behind.
    /// </summary>
    public static string Merge(string before, string mine, string theirs)
    {
        var (old, my, their) = (Parse(before), Parse(mine), Parse(theirs));
        return Write([
            .. my.Where(id => their.Contains(id) || !old.Contains(id))
                .Concat(their.Where(id => !my.Contains(id) && !old.Contains(id)))
                .Take(Most),
        ]);
    }
}
