using Microsoft.AspNetCore.Components;

namespace Grants.Web.Shared;

/// <summary>A workspace page or part whose loads end when the person leaves it.</summary>
public abstract class WorkPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();

    protected CancellationToken Gone => _gone.Token;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        GC.SuppressFinalize(this);
    }
}
