using System.Diagnostics;
using System.Security.Claims;
using Grants.Data;
using Grants.Data.Identity;
using Grants.Web;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Grants.Bench;

/// <summary>The server's own use cases in this process, on an empty database in a temporary folder, without pages around them.</summary>
internal sealed class InProcess : IAsyncDisposable
{
    private readonly WebApplication _host;
    private readonly DirectoryInfo _folder;

    private InProcess(WebApplication host, DirectoryInfo folder) =>
        (_host, _folder) = (host, folder);

    public static async Task<InProcess> NewAsync(CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("grants-bench-");
        var host = GrantsHost.Build([
            $"--GRANTS_DATA={folder.FullName}",
            "--Database:EnsureCreated=true",
        ]);
        await host.PrepareDatabaseAsync(cancel);
        return new InProcess(host, folder);
    }

    public Task<GrantsDb> ContextAsync(CancellationToken cancel) =>
        _host
            .Services.GetRequiredService<IDbContextFactory<GrantsDb>>()
            .CreateDbContextAsync(cancel);

    /// <summary>What one run of a use case takes, without making it.</summary>
    /// <returns>Milliseconds.</returns>
    public async Task<double> TimeAsync<TUseCase>(Account by, Func<TUseCase, Task> act)
        where TUseCase : notnull
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var principal = await scope
            .ServiceProvider.GetRequiredService<SignInManager<Account>>()
            .CreateUserPrincipalAsync(by);
        var caller = ActivatorUtilities.CreateInstance<Caller>(
            scope.ServiceProvider,
            new SignedIn(principal)
        );
        var useCase = ActivatorUtilities.CreateInstance<TUseCase>(scope.ServiceProvider, caller);
        var began = Stopwatch.GetTimestamp();
        await act(useCase);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    /// <summary>Not stored yet.</summary>
    public static Account Person(string email) =>
        new()
        {
            Name = email,
            Email = email,
            NormalizedEmail = email.ToUpperInvariant(),
            UserName = email,
            NormalizedUserName = email.ToUpperInvariant(),
            EmailConfirmed = true,
            SecurityStamp = Guid.CreateVersion7().ToString("n"),
        };

    public static double P95(IReadOnlyCollection<double> times) =>
        times.Order().ElementAt(times.Count * 95 / 100);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private sealed class SignedIn(ClaimsPrincipal person) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(person));
    }
}
