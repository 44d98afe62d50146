using System.CommandLine;
using Grants.Web.Platform.Operator;

namespace Grants.Web.Features.Catalog.Searching;

/// <summary>Makes this node's search index again. A server that is running goes on with the old one until the new one is whole.</summary>
internal sealed class ReindexCommand(OperatorHost host) : IOperatorCommand
{
    public Command Make()
    {
        var command = new Command(
            "reindex",
            "Make the catalog's search index on this machine again from the database. Needed only after its folder was tampered with: a missing or damaged index is made again by itself."
        )
        {
            Reports.Json,
        };
        command.SetAction(
            (arguments, cancel) =>
                host.RunOnDatabaseAsync(
                    async services =>
                    {
                        var records = await services
                            .GetRequiredService<UpdateIndex>()
                            .RunAsync(anew: true, cancel);
                        arguments.Report(
                            new Reindexed(records),
                            records == 1 ? "1 record was read." : $"{records} records were read."
                        );
                        return ExitCode.Done;
                    },
                    cancel
                )
        );
        return command;
    }

    private sealed record Reindexed(int Records);
}
