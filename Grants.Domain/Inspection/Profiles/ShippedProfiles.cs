using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
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

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        IgnoreReadOnlyProperties = true,
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

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

    /// <summary>A profile as a file, in the form of the shipped ones.</summary>
    public static byte[] Write(TechnicalProfile profile) =>
        JsonSerializer.SerializeToUtf8Bytes(profile, Options);

    /// <exception cref="JsonException">It isn't such a file.</exception>
    public static TechnicalProfile Read(Stream file) =>
        JsonSerializer.Deserialize<TechnicalProfile>(file, Options)
        ?? throw new JsonException("The file is empty.");

    private static List<TechnicalProfile> Read()
    {
        using var json = typeof(ShippedProfiles).Assembly.GetManifestResourceStream(
            "shipped-profiles.json"
        )!;
        return JsonSerializer.Deserialize<List<TechnicalProfile>>(json, Options)!;
    }
}
