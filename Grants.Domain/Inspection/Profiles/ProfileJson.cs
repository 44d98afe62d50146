using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Grants.Domain.Inspection.Formats;
using Grants.Domain.Inspection.Sheets;

namespace Grants.Domain.Inspection.Profiles;

/// <summary>
/// A technical profile as a file: an object of key, number, edition, level, material, kind, words and rules, each rule of
/// property, expected, severity and source.
/// </summary>
public static class ProfileJson
{
    internal static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web)
        {
            Converters = { new JsonStringEnumConverter() },
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            IgnoreReadOnlyProperties = true,
            WriteIndented = true,
        };

    public static byte[] Write(TechnicalProfile profile) =>
        JsonSerializer.SerializeToUtf8Bytes(profile, Options);

    /// <param name="json">Text in UTF-8.</param>
    /// <returns>The profile, or everything that is wrong with the file, in sentences.</returns>
    public static (TechnicalProfile? Profile, IReadOnlyList<string> Faults) Read(
        ReadOnlyMemory<byte> json
    )
    {
        var mark = json.Span.StartsWith("\uFEFF"u8) ? 3 : 0;
        try
        {
            using var document = JsonDocument.Parse(json[mark..]);
            var reading = new Reading();
            var profile = reading.Profile(document.RootElement);
            if (reading.Faults.Count == 0 && profile.Invalid() is { } invalid)
                reading.Faults.Add(invalid.Reason);
            return reading.Faults.Count > 0 ? (null, reading.Faults) : (profile, []);
        }
        catch (JsonException broken)
        {
            return (null, [$"This isn't a JSON file: line {broken.LineNumber + 1} can't be read."]);
        }
    }

    private sealed class Reading
    {
        public List<string> Faults { get; } = [];

        public TechnicalProfile Profile(JsonElement file)
        {
            var fields = Fields(
                file,
                "The profile",
                "key",
                "number",
                "edition",
                "level",
                "material",
                "kind",
                "words",
                "rules"
            );
            var key = Text(fields, "key", "The profile");
            if (
                key.Length is 0 or > TechnicalProfile.MaxKeyLength
                || !key.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            )
                Faults.Add(
                    $"The profile: \"key\" has 1 to {TechnicalProfile.MaxKeyLength} small letters, digits and hyphens."
                );
            if (
                !fields.TryGetValue("number", out var number)
                || number.ValueKind != JsonValueKind.Number
                || !number.TryGetInt32(out var version)
                || version < 1
            )
            {
                Faults.Add("The profile: \"number\" is the version, a whole number from 1.");
                version = 1;
            }
            return new TechnicalProfile(
                key,
                version,
                Text(fields, "edition", "The profile"),
                Text(fields, "level", "The profile"),
                Text(fields, "material", "The profile"),
                Word<MediaKind>(fields, "kind", "The profile"),
                [
                    .. List(fields, "words")
                        .Select(
                            (w, i) =>
                                w.ValueKind == JsonValueKind.String
                                    ? w.GetString()!
                                    : Wrong($"Word {i + 1} isn't a text.")
                        ),
                ],
                [.. List(fields, "rules").Select((r, i) => Rule(r, $"Rule {i + 1}"))]
            );
        }

        private FileRule Rule(JsonElement rule, string place)
        {
            var fields = Fields(rule, place, "property", "expected", "severity", "source");
            var property = Word<FileProperty>(fields, "property", place);
            if (fields.TryGetValue("property", out var said))
                place += $" ({Shown.Of(said.ToString())})";
            return new FileRule(
                property,
                Text(fields, "expected", place),
                Word<FindingSeverity>(fields, "severity", place),
                Text(fields, "source", place)
            );
        }

        /// <summary>By name, whose capitals don't count; names that nobody knows are told with the nearest.</summary>
        private Dictionary<string, JsonElement> Fields(
            JsonElement element,
            string place,
            params string[] known
        )
        {
            Dictionary<string, JsonElement> fields = new(StringComparer.OrdinalIgnoreCase);
            if (element.ValueKind != JsonValueKind.Object)
            {
                Faults.Add($"{place} isn't an object in braces.");
                return fields;
            }
            foreach (var field in element.EnumerateObject())
                if (!known.Contains(field.Name, StringComparer.OrdinalIgnoreCase))
                    Faults.Add(
                        $"{place} has \"{Shown.Of(field.Name)}\", which isn't known.{Near(field.Name, known)}"
                    );
                else if (!fields.TryAdd(field.Name, field.Value))
                    Faults.Add($"{place} has \"{field.Name}\" twice.");
            return fields;
        }

        private string Text(Dictionary<string, JsonElement> fields, string name, string place)
        {
            if (!fields.TryGetValue(name, out var value) || value.ValueKind == JsonValueKind.Null)
                return "";
            return value.ValueKind == JsonValueKind.String
                ? value.GetString()!
                : Wrong($"{place}: \"{name}\" isn't a text.");
        }

        private T Word<T>(Dictionary<string, JsonElement> fields, string name, string place)
            where T : struct, Enum
        {
            var said = Text(fields, name, place);
            // Digits would be read as a number of the list.
            if (
                Enum.GetNames<T>()
                    .FirstOrDefault(n => n.Equals(said, StringComparison.OrdinalIgnoreCase)) is
                { } word
            )
                return Enum.Parse<T>(word);
            Faults.Add(
                $"{place}: \"{name}\" is one of {string.Join(", ", Enum.GetNames<T>())}, not \"{Shown.Of(said)}\".{Near(said, Enum.GetNames<T>())}"
            );
            return default;
        }

        private List<JsonElement> List(Dictionary<string, JsonElement> fields, string name)
        {
            if (fields.TryGetValue(name, out var list) && list.ValueKind == JsonValueKind.Array)
                return [.. list.EnumerateArray()];
            Faults.Add($"The profile: \"{name}\" is a list in brackets.");
            return [];
        }

        private string Wrong(string fault)
        {
            Faults.Add(fault);
            return "";
        }

        private static string Near(string said, string[] known)
        {
            if (said.Length is 0 or > 40)
                return "";
            var near = known.MinBy(k => Far(k, said))!;
            return Far(near, said) <= Math.Max(1, near.Length / 3)
                ? $" Did you mean \"{near}\"?"
                : "";

            static int Far(string a, string b) =>
                Spelling.Distance(a.ToLowerInvariant(), b.ToLowerInvariant());
        }
    }
}
