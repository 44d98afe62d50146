using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Grants.Web.Platform;

/// <summary>
/// Tells the pages of one workspace when its browser is out of reach and when it is back. The workspace itself is kept for a
/// few minutes longer.
/// </summary>
public sealed class CircuitLine : CircuitHandler
{
    public event Action? Broken;

    public event Action? Restored;

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Broken?.Invoke();
        return Task.CompletedTask;
    }

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Restored?.Invoke();
        return Task.CompletedTask;
    }
}
