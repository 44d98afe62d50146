using Microsoft.AspNetCore.Components;

namespace Grants.Web.Shared;

/// <summary>A workspace page or part whose loads end when the person leaves it.</summary>
public abstract class WorkPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();

    // Kept, because a part may ask once more after it is gone, and a disposed source answers with an exception then.
    protected WorkPage() => Gone = _gone.Token;

    protected CancellationToken Gone { get; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        GC.SuppressFinalize(this);
    }
}
