using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Grants.Domain.Applications;

/// <summary>The text of a submission: a JSON object of question key to value, keys in ordinal order.</summary>
public static class SubmissionText
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static (string Json, string Sha256) Of(IEnumerable<Answer> answers)
    {
        var values = new SortedDictionary<string, string>(
            answers.ToDictionary(a => a.QuestionKey, a => a.Value),
            StringComparer.Ordinal
        );
        var json = JsonSerializer.Serialize(values, Readable);
        return (json, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))));
    }

    /// <summary>Question key to value, as handed in.</summary>
    public static IReadOnlyDictionary<string, string> Read(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];
}
