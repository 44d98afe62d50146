using System.CommandLine;
using Grants.Data;
using Grants.Domain.Kernel;
using Grants.Web.Platform;
using Grants.Web.Platform.Operator;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Commands.Demo;

internal sealed class DemoCommand(OperatorHost host) : IOperatorCommand
{
    public Command Make()
    {
        var command = new Command(
            "demo",
            "Load sample data into an empty database: a program with calls, archives, applications in every state, awards, payments, deliveries and a catalog, and one account per role. Does nothing where the sample data is already."
        )
        {
            Reports.Json,
        };
        command.SetAction(
            async (arguments, cancel) =>
            {
                var clock = new DemoClock(TimeProvider.System.GetUtcNow());
                await using var server = host.Build(builder =>
                    builder.Services.AddSingleton<TimeProvider>(clock)
                );
                await server.PrepareDatabaseAsync(cancel);
                var loaded = await IsNeededAsync(server.Services, cancel);
                if (loaded)
                    await new DemoScript(new DemoStage(server.Services, clock)).RunAsync(cancel);
                arguments.Report(
                    new DemoResult(loaded),
                    loaded ? "The sample data is loaded." : "The sample data was there already."
                );
                return ExitCode.Done;
            }
        );
        return command;
    }

    /// <exception cref="RefusedException">There is data that isn't the sample's.</exception>
    private static async Task<bool> IsNeededAsync(
        IServiceProvider services,
        CancellationToken cancel
    )
    {
        await using var db = await services
            .GetRequiredService<IDbContextFactory<GrantsDb>>()
            .CreateDbContextAsync(cancel);
        if (await db.Users.AnyAsync(u => u.Email == DemoPeople.Administrator.Email, cancel))
            return false;
        return await db.Users.AnyAsync(cancel)
            ? throw new RefusedException(
                new Refusal(
                    "This database has data of its own. The sample data goes into an empty one only: set GRANTS_DATA to another folder."
                )
            )
            : true;
    }

    private sealed record DemoResult(bool Loaded);
}
