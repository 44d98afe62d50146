using System.Linq.Expressions;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Shared;

public sealed partial class PlainField
{
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public EventCallback<string?> ValueChanged { get; set; }

    [Parameter, EditorRequired]
    public required Expression<Func<string?>> ValueExpression { get; set; }

    [Parameter]
    public string? Hint { get; set; }

    [Parameter]
    public string Type { get; set; } = "text";

    [Parameter]
    public string? Autocomplete { get; set; }

    /// <summary>More than one makes it a text area.</summary>
    [Parameter]
    public int Lines { get; set; } = 1;

    /// <summary>A password isn't sent back to the browser with the errors.</summary>
    private bool IsSecret => Type == "password";

    private string HintId => $"{Id}-hint";

    private string ErrorId => $"{Id}-error";

    private string Described => Hint is null ? ErrorId : $"{HintId} {ErrorId}";
}
