using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Grants.Domain.Forms;

namespace Grants.Domain.Applications;

/// <summary>The text of a submission: a JSON object of question key to value, keys in ordinal order.</summary>
public static class SubmissionText
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What is asked and answered; hidden answers stay in the draft.</summary>
    public static (string Json, string Sha256) Of(FormReading reading)
    {
        var values = new SortedDictionary<string, string>(
            reading.Answers.ToDictionary(),
            StringComparer.Ordinal
        );
        var json = JsonSerializer.Serialize(values, Readable);
        return (json, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))));
    }

    /// <summary>Question key to value, as handed in.</summary>
    public static IReadOnlyDictionary<string, string> Read(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];
}
