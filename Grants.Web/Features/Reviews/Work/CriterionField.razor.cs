using Grants.Domain.Reviews;
using Grants.Web.Platform;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Reviews.Work;

/// <summary>Points chosen for a criterion.</summary>
public readonly record struct GivenPoints(string CriterionKey, int Points);

/// <summary>Why a criterion got its points.</summary>
public readonly record struct GivenReason(string CriterionKey, string Comment);

/// <summary>One criterion with what each point means. A choice is saved at once.</summary>
public sealed partial class CriterionField(Guarded guarded)
{
    private readonly string _name = $"points-{Guid.CreateVersion7():n}";
    private string? _refused;

    [Parameter, EditorRequired]
    public required Criterion Criterion { get; set; }

    [Parameter, EditorRequired]
    public required int MaxPoints { get; set; }

    [Parameter]
    public CriterionScore? Given { get; set; }

    [Parameter]
    public bool ReadOnly { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback<int> OnGive { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback<string> OnExplain { get; set; }

    private async Task GiveAsync(int points) =>
        _refused = await guarded.RunAsync(() => OnGive.InvokeAsync(points), Gone);
}
