using System.CommandLine;
using System.Text.RegularExpressions;
using Grants.Domain.Kernel;
using Grants.Web.Commands.Demo;
using Grants.Web.Features.Accounts.Setup;
using Grants.Web.Features.Catalog.Dates;
using Grants.Web.Features.Catalog.Import;
using Grants.Web.Features.Catalog.Searching;
using Grants.Web.Features.Deliverables.Checking;
using Grants.Web.Features.Deliverables.Delivering;
using Grants.Web.Platform.Operator;
using Microsoft.Extensions.Logging.Console;

namespace Grants.Web.Commands;

/// <summary>
/// The verbs of the executable. A new one is a class in its feature's folder and a line in <see cref="All"/>.
/// </summary>
public static partial class OperatorCommands
{
    private static readonly string[] AboutItself = ["--help", "-h", "-?", "--version"];

    private static IEnumerable<IOperatorCommand> All(OperatorHost host) =>
        [
            new ServeCommand(host),
            new MigrateCommand(host),
            new CreateAdminCommand(host),
            new DemoCommand(host),
            new ReindexCommand(host),
            new ImportCatalogCommand(host),
            new ImportBatchCommand(host),
            new CleanFilesCommand(host),
            new CheckCommand(),
            new DatesCommand(),
        ];

    /// <summary>Runs the verb, or serves when none is given.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static Task<int> RunAsync(string[] args) => RunAsync(args, Console.Out, Console.Error);

    internal static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        if (args.Length == 0 || (args[0].StartsWith('-') && !AboutItself.Contains(args[0])))
            args = [ServeCommand.Verb, .. args];
        var serves = args[0] == ServeCommand.Verb;
        var (settings, words) = Split(args, serves);
        var parsed = Root(new OperatorHost(configure => Build(settings, serves, configure)))
            .Parse(words);
        var how = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            // A server ends its requests by itself when it is told to stop.
            ProcessTerminationTimeout = serves ? null : TimeSpan.FromSeconds(10),
        };
        try
        {
            var code = await parsed.InvokeAsync(how);
            return parsed.Errors.Count > 0 ? ExitCode.Failed : code;
        }
        catch (RefusedException refused)
        {
            await error.WriteLineAsync(refused.Refusal.Reason);
            return ExitCode.Refused;
        }
        catch (Exception failure)
        {
            // What an operator can mend is said in a line; a server that doesn't start says where.
            await error.WriteLineAsync(serves ? failure.ToString() : failure.Message);
            return ExitCode.Failed;
        }
    }

    private static RootCommand Root(OperatorHost host)
    {
        var root = new RootCommand("Runs a grant programme from the call to the catalog.")
        {
            HelpName = "grants",
        };
        foreach (var command in All(host))
            root.Add(command.Make());
        return root;
    }

    private static WebApplication Build(
        string[] settings,
        bool serves,
        Action<WebApplicationBuilder>? configure
    ) =>
        GrantsHost.Build(
            settings,
            builder =>
            {
                // What a command prints is its result; the log goes beside it.
                if (!serves)
                    builder.Services.Configure<ConsoleLoggerOptions>(o =>
                        o.LogToStandardErrorThreshold = LogLevel.Trace
                    );
                configure?.Invoke(builder);
            }
        );

    /// <summary>Settings of the host apart from the command's own words. All of serve's arguments are settings.</summary>
    private static (string[] Settings, string[] Words) Split(string[] args, bool serves)
    {
        if (serves && !args.Any(AboutItself.Contains))
            return (args[1..], args[..1]);
        return (
            [.. args.Where(a => Setting().IsMatch(a))],
            [.. args.Where(a => !Setting().IsMatch(a))]
        );
    }

    [GeneratedRegex(@"^--(\w+:[\w:]+|GRANTS_\w+)=")]
    private static partial Regex Setting();
}
