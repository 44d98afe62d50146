using System.Text.Json;
using Grants.Domain.Inspection.Sheets;

namespace Grants.Domain.Inspection.Profiles;

/// <summary>
/// The profiles that every installation begins with: shipped-profiles.json, the tables of FADGI 2016 (public text), of its third
/// edition of 2023 as quoted in public, of 36 CFR 1236 subpart E and of IASA TC-04.
/// </summary>
public static class ShippedProfiles
{
    /// <summary>Edition of the profiles that hold where none was chosen.</summary>
    public const string Floor = "Default floor";

    public static IReadOnlyList<TechnicalProfile> All { get; } = Read();

    public static TechnicalProfile? Find(string key) =>
        All.FirstOrDefault(p => p.Key.Equals(key, StringComparison.OrdinalIgnoreCase));

    /// <summary>Keys that somebody who wrote this may mean, the nearest first.</summary>
    public static IReadOnlyList<string> Near(string key) =>
        [
            .. All.Select(p => p.Key)
                .OrderByDescending(k => k.Contains(key, StringComparison.OrdinalIgnoreCase))
                .ThenBy(k => Spelling.Distance(k, key.ToLowerInvariant()))
                .Take(8),
        ];

    private static List<TechnicalProfile> Read()
    {
        using var json = typeof(ShippedProfiles).Assembly.GetManifestResourceStream(
            "shipped-profiles.json"
        )!;
        return JsonSerializer.Deserialize<List<TechnicalProfile>>(json, ProfileJson.Options)!;
    }
}
