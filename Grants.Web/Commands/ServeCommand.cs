using System.CommandLine;
using Grants.Web.Platform;
using Grants.Web.Platform.Operator;

namespace Grants.Web.Commands;

internal sealed class ServeCommand(OperatorHost host) : IOperatorCommand
{
    public const string Verb = "serve";

    public Command Make()
    {
        var command = new Command(
            Verb,
            "Serve the site until it is told to stop. This is what happens without a verb. --urls=ADDRESS says where; --Section:Key=VALUE overrides any setting."
        );
        command.SetAction(
            async (_, cancel) =>
            {
                await using var server = host.Build();
                await server.PrepareDatabaseAsync(cancel);
                await server.RunAsync(cancel);
                return ExitCode.Done;
            }
        );
        return command;
    }
}
