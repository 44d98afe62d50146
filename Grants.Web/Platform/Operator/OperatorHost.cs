namespace Grants.Web.Platform.Operator;

/// <summary>The server's own services for a command, with the operator's settings and without serving.</summary>
public sealed class OperatorHost(Func<Action<WebApplicationBuilder>?, WebApplication> build)
{
    /// <param name="configure">Runs last before the host is built.</param>
    public WebApplication Build(Action<WebApplicationBuilder>? configure = null) =>
        build(configure);

    /// <param name="work">Gets scoped services; answers one of <see cref="ExitCode"/>.</param>
    public async Task<int> RunAsync(Func<IServiceProvider, Task<int>> work)
    {
        await using var host = Build();
        await using var scope = host.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    /// <summary>The same for work on records: the embedded database is there and up to date first.</summary>
    public async Task<int> RunOnDatabaseAsync(
        Func<IServiceProvider, Task<int>> work,
        CancellationToken cancel
    )
    {
        await using var host = Build();
        await host.PrepareDatabaseAsync(cancel);
        await using var scope = host.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }
}
