using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Grants.Bench;

/// <summary>The least that could serve a page of a given size: Kestrel and bytes from memory.</summary>
internal static class BareServer
{
    public static async Task<int> RunAsync(int size)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var page = new byte[size];
        Array.Fill(page, (byte)' ');
        app.MapGet("/", () => Results.Bytes(page, "text/html; charset=utf-8"));
        await app.RunAsync();
        return 0;
    }

    public static Task<RunningServer> StartAsync(int size, CancellationToken cancel) =>
        RunningServer.StartAsync(
            ["dotnet", typeof(BareServer).Assembly.Location, "bare", $"{size}"],
            "/",
            Path.GetTempPath(),
            cancel
        );
}
