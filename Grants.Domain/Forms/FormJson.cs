using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Grants.Domain.Forms;

/// <summary>A form between two installations.</summary>
public sealed record ExchangedForm(string Name, FormKind Kind, FormDefinition Definition);

/// <summary>
/// A form as a JSON file. Reading is strict: what it doesn't know it doesn't skip, and everything wrong is named with its path.
/// </summary>
public static class FormJson
{
    /// <summary>The value of "format".</summary>
    public const string Format = "grants-form";

    /// <summary>Of the format that is written; the only one that is read.</summary>
    public const int Version = 1;

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutTheEmpty } },
    };

    public static string Write(ExchangedForm form) =>
        JsonSerializer.Serialize(
            new
            {
                Format,
                Version,
                form.Name,
                Kind = form.Kind.ToString(),
                form.Definition.Sections,
            },
            Options
        );

    /// <returns>The form, or everything that is wrong with the file.</returns>
    public static (ExchangedForm? Form, IReadOnlyList<FormFault> Faults) Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var reader = new FormJsonReader();
            var form = reader.Form(document.RootElement);
            if (reader.Faults.Count > 0)
                return (null, reader.Faults);
            var faults = FormRules.Faults(form.Definition, form.Kind);
            return faults.Count > 0 ? (null, faults) : (form, []);
        }
        catch (JsonException broken)
        {
            return (
                null,
                [
                    new FormFault(
                        "",
                        $"This isn't a JSON file: line {broken.LineNumber + 1} can't be read."
                    ),
                ]
            );
        }
    }

    /// <summary>What is empty, false or none isn't written: the file then reads like the form.</summary>
    private static void LeaveOutTheEmpty(JsonTypeInfo type)
    {
        if (
            type.Kind != JsonTypeInfoKind.Object
            || type.Type.Namespace != typeof(FormJson).Namespace
        )
            return;
        for (var i = type.Properties.Count - 1; i >= 0; i--)
            if (type.Properties[i].Set is null)
                type.Properties.RemoveAt(i); // worked out from the others
        foreach (var property in type.Properties)
            property.ShouldSerialize = (_, value) =>
                value switch
                {
                    null or "" or false or QuestionPurpose.None => false,
                    ICollection list => list.Count > 0,
                    _ => true,
                };
    }
}
