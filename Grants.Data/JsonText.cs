using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Grants.Data;

/// <summary>Keeps an immutable value (a form, a rubric) as JSON text in one column.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter() },
    };

    public static PropertyBuilder<T> HasJsonText<T>(this PropertyBuilder<T> property)
        where T : class
    {
        property.HasMaxLength(-1);
        return property.HasConversion(
            value => JsonSerializer.Serialize(value, Options),
            text => JsonSerializer.Deserialize<T>(text, Options)!
        );
    }

    /// <summary>A list of values that are equal when their content is, replaced as a whole.</summary>
    public static PropertyBuilder<IReadOnlyList<T>> HasJsonText<T>(
        this PropertyBuilder<IReadOnlyList<T>> property
    )
    {
        property.HasMaxLength(-1);
        return property.HasConversion(
            value => JsonSerializer.Serialize(value, Options),
            text => JsonSerializer.Deserialize<List<T>>(text, Options)!,
            new ValueComparer<IReadOnlyList<T>>(
                (a, b) => a == b || a != null && b != null && a.SequenceEqual(b),
                list => list.Count,
                list => list
            )
        );
    }
}
