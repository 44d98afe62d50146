using System.CommandLine;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Operator;
using Grants.Web.Platform.Storage;

namespace Grants.Web.Commands;

/// <summary>The clean-up of the store by hand, with a rehearsal.</summary>
internal sealed class CleanFilesCommand(OperatorHost host) : IOperatorCommand
{
    private readonly Option<bool> _apply = new("--apply")
    {
        Description = "Let the files go. Without it nothing changes and the result is a rehearsal.",
    };

    public Command Make()
    {
        var command = new Command(
            "clean-files",
            "Let go of stored files that no record has any more, as the server does four times a day: unpacked packages, files that were taken out of a delivery, masters that needn't be kept. What was stored in the last two days stays."
        )
        {
            _apply,
            Reports.Json,
        };
        command.SetAction(
            (arguments, cancel) =>
                host.RunOnDatabaseAsync(
                    async services =>
                    {
                        var result = await services
                            .GetRequiredService<CleanFiles>()
                            .RunAsync(arguments.GetValue(_apply), cancel);
                        arguments.Report(result, InWords(result));
                        return ExitCode.Done;
                    },
                    cancel
                )
        );
        return command;
    }

    private static string InWords(CleanedFiles result) =>
        $"{Numbers.Say(result.Contents, "file")} ({ByteSize.Say(result.Bytes)}) and {Numbers.Say(result.Rows, "description")} "
        + (
            result.Applied
                ? "let go."
                : "would be let go. Nothing changed; add --apply to let them go."
        );
}
