using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Grants.Web.Platform.Operator;

/// <summary>What a command found or did, for people or for scripts.</summary>
public static class Reports
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>For every command that reports.</summary>
    public static Option<bool> Json { get; } =
        new("--json") { Description = "Print the result as JSON." };

    /// <summary>Prints the result as JSON when asked, and else in words.</summary>
    public static void Report<T>(this ParseResult arguments, T result, string inWords) =>
        arguments.InvocationConfiguration.Output.WriteLine(
            arguments.GetValue(Json) ? JsonSerializer.Serialize(result, Format) : inWords
        );
}
