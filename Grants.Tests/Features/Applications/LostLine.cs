using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Grants.Tests.Features.Applications;

/// <summary>The wire between a page and its circuit, to be cut as networks do: first nothing arrives, later it is gone.</summary>
internal sealed class LostLine
{
    private readonly ConcurrentQueue<IWebSocketRoute> _lines = [];
    private volatile bool _isDead;

    /// <summary>Before the page is opened.</summary>
    public static async Task<LostLine> OnAsync(IPage page)
    {
        var line = new LostLine();
        await page.RouteWebSocketAsync(
            url => url.Contains("/_blazor", StringComparison.Ordinal),
            line.Pass
        );
        return line;
    }

    /// <summary>What the page sends is lost from now on, and nobody says so.</summary>
    public void GoDead() => _isDead = true;

    public void ComeBack() => _isDead = false;

    /// <summary>The browser notices.</summary>
    public async Task BreakAsync()
    {
        while (_lines.TryDequeue(out var line))
            await line.CloseAsync();
    }

    private void Pass(IWebSocketRoute page)
    {
        _lines.Enqueue(page);
        var server = page.ConnectToServer();
        page.OnMessage(message =>
        {
            if (!_isDead)
                Send(server, message);
        });
        server.OnMessage(message =>
        {
            if (!_isDead)
                Send(page, message);
        });
    }

    private static void Send(IWebSocketRoute to, IWebSocketFrame message)
    {
        if (message.Binary is { } bytes)
            to.Send(bytes);
        else
            to.Send(message.Text!);
    }
}
