using System.CommandLine;
using Grants.Data;
using Grants.Data.Identity;
using Grants.Data.Queries;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Operator;
using Grants.Web.Platform.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Delivering;

/// <summary>Takes in a delivery that came on a drive or lies in a drop folder.</summary>
internal sealed class ImportBatchCommand(OperatorHost host) : IOperatorCommand
{
    private readonly Argument<string> _path = new("PATH")
    {
        Description =
            "A folder with the metadata sheet and its files, a BagIt bag, or a ZIP, tar or tar.gz of either.",
    };

    private readonly Option<string> _award = new("--award")
    {
        Description = "The award's number.",
        Required = true,
    };

    private readonly Option<string> _deliverable = new("--deliverable")
    {
        Description = "The deliverable's code within the award, such as D1.",
        Required = true,
    };

    private readonly Option<string> _by = new("--by")
    {
        Description = "E-mail address of the grantee's person in whose name it is delivered.",
        Required = true,
    };

    private readonly Option<bool> _mastersStay = new("--masters-stay")
    {
        Description =
            "Check masters where they are and leave them there; only the sheet, access copies and the rest are taken in. PATH must be below the folder that Storage:MastersFolder names, where the server can read it.",
    };

    private readonly Option<bool> _apply = new("--apply")
    {
        Description =
            "Take the files in and hand the batch in. Without it nothing is stored and the result is a rehearsal.",
    };

    public Command Make()
    {
        var command = new Command(
            "import-batch",
            "Take in a delivery from this machine's disk. The server checks it as if it had been sent in the browser. Run it again after a break: it goes on where it stopped."
        )
        {
            _path,
            _award,
            _deliverable,
            _by,
            _mastersStay,
            _apply,
            Reports.Json,
        };
        command.SetAction(
            (arguments, cancel) =>
                host.RunOnDatabaseAsync(s => ImportAsync(arguments, s, cancel), cancel)
        );
        return command;
    }

    private async Task<int> ImportAsync(
        ParseResult arguments,
        IServiceProvider services,
        CancellationToken cancel
    )
    {
        await ActAsAsync(arguments.GetRequiredValue(_by), services, cancel);
        var result = await services
            .GetRequiredService<ImportBatch>()
            .RunAsync(
                Path.GetFullPath(arguments.GetRequiredValue(_path)),
                arguments.GetRequiredValue(_award),
                arguments.GetRequiredValue(_deliverable),
                arguments.GetValue(_mastersStay),
                arguments.GetValue(_apply),
                cancel
            );
        arguments.Report(result, InWords(result));
        return result.Findings.Any(f => f.Severity == Domain.Inspection.FindingSeverity.Error)
            ? ExitCode.Refused
            : ExitCode.Done;
    }

    private static async Task ActAsAsync(
        string email,
        IServiceProvider services,
        CancellationToken cancel
    )
    {
        await using var db = await services
            .GetRequiredService<IDbContextFactory<GrantsDb>>()
            .CreateDbContextAsync(cancel);
        var person = await db
            .Users.AsNoTracking()
            .FirstOrNotFoundAsync(u => u.Email == email, $"The person {email}", cancel);
        services
            .GetRequiredService<Caller>()
            .Use(
                await services
                    .GetRequiredService<SignInManager<Account>>()
                    .CreateUserPrincipalAsync(person)
            );
    }

    private static string InWords(ImportedBatch result)
    {
        var what = $"{Numbers.Say(result.Files, "file")} ({ByteSize.Say(result.Bytes)})";
        if (result.Staying > 0)
            what += $", {Numbers.Say(result.Staying)} of them masters that stay where they are,";
        var to = $"{result.Deliverable} of {result.Award}";
        return string.Concat(result.Findings.Select(f => $"{f.Severity} {f.Path}: {f.Message}\n"))
            + (
                result.Applied ? $"{what} delivered to {to} and handed in."
                : result.Findings.Any(f => f.Severity == Domain.Inspection.FindingSeverity.Error)
                    ? "Nothing was delivered. Mend the errors first."
                : $"{what} would be delivered to {to}. Nothing was stored; add --apply to deliver them."
            );
    }
}
