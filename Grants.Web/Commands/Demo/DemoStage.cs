using Grants.Data;
using Grants.Data.Identity;
using Grants.Web.Platform.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Commands.Demo;

/// <summary>Lets sample people use the product: each act is the real use case, run as its person on the story's day.</summary>
internal sealed class DemoStage(IServiceProvider services, DemoClock clock)
{
    private readonly Dictionary<string, Account> _accounts = [];

    public DemoClock Clock => clock;

    public IDbContextFactory<GrantsDb> Databases { get; } =
        services.GetRequiredService<IDbContextFactory<GrantsDb>>();

    public async Task<Guid> IdOfAsync(DemoPerson person, CancellationToken cancel) =>
        (await AccountAsync(person, cancel)).Id;

    public async Task<T> AsAsync<TUseCase, T>(
        DemoPerson person,
        Func<TUseCase, Task<T>> act,
        CancellationToken cancel
    )
        where TUseCase : notnull
    {
        await using var scope = services.CreateAsyncScope();
        var principal = await scope
            .ServiceProvider.GetRequiredService<SignInManager<Account>>()
            .CreateUserPrincipalAsync(await AccountAsync(person, cancel));
        scope.ServiceProvider.GetRequiredService<Caller>().Use(principal);
        return await act(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    public Task AsAsync<TUseCase>(
        DemoPerson person,
        Func<TUseCase, Task> act,
        CancellationToken cancel
    )
        where TUseCase : notnull =>
        AsAsync<TUseCase, bool>(
            person,
            async useCase =>
            {
                await act(useCase);
                return true;
            },
            cancel
        );

    /// <summary>What the product does by itself in the background.</summary>
    public async Task RunAsync<TUseCase>(Func<TUseCase, Task> act)
        where TUseCase : notnull
    {
        await using var scope = services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    public async Task<T> ReadAsync<T>(Func<GrantsDb, Task<T>> read, CancellationToken cancel)
    {
        await using var db = await Databases.CreateDbContextAsync(cancel);
        return await read(db);
    }

    private async Task<Account> AccountAsync(DemoPerson person, CancellationToken cancel)
    {
        if (_accounts.TryGetValue(person.Email, out var known))
            return known;
        return _accounts[person.Email] = await ReadAsync(
            db => db.Users.AsNoTracking().FirstAsync(u => u.Email == person.Email, cancel),
            cancel
        );
    }
}
