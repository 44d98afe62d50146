using System.CommandLine;
using Grants.Data;
using Grants.Web.Platform;
using Grants.Web.Platform.Operator;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Commands;

internal sealed class MigrateCommand(OperatorHost host) : IOperatorCommand
{
    public Command Make()
    {
        var command = new Command(
            "migrate",
            "Bring the database up to what this version needs. The embedded database is also brought up to date when serving starts; on SQL Server run this once before the new version starts."
        )
        {
            Reports.Json,
        };
        command.SetAction(
            (arguments, cancel) =>
                host.RunAsync(async services =>
                {
                    var settings = services.GetRequiredService<SiteSettings>();
                    Directory.CreateDirectory(settings.DataFolder);
                    await using var db = await services
                        .GetRequiredService<IDbContextFactory<GrantsDb>>()
                        .CreateDbContextAsync(cancel);
                    var pending = await db.Database.GetPendingMigrationsAsync(cancel);
                    var applied = pending.ToList();
                    await db.Database.MigrateAsync(cancel);
                    arguments.Report(
                        new Migrated(settings.Database.Provider, applied),
                        applied.Count == 0
                            ? "The database is up to date."
                            : $"Applied {string.Join(", ", applied)}."
                    );
                    return ExitCode.Done;
                })
        );
        return command;
    }

    private sealed record Migrated(string Provider, IReadOnlyList<string> Applied);
}
