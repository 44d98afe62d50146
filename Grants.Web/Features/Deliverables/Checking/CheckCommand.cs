using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Sheets;
using Grants.Web.Platform.Operator;

namespace Grants.Web.Features.Deliverables.Checking;

/// <summary>The checks of a delivery on a folder or file, for archives before they send. Needs no database.</summary>
internal sealed class CheckCommand : IOperatorCommand
{
    private readonly Argument<string> _path = new("PATH")
    {
        Description = "A folder with the metadata sheet (CSV) and its files, or a single file.",
    };

    public Command Make()
    {
        var command = new Command(
            "check",
            "Check a delivery before it is sent, as the site does when it arrives. Ends with 0 when there is nothing to mend or look at, 1 with findings, 2 when it can't be read."
        )
        {
            _path,
            Reports.Json,
        };
        command.SetAction((arguments, cancel) => CheckAsync(arguments, cancel));
        return command;
    }

    private async Task<int> CheckAsync(ParseResult arguments, CancellationToken cancel)
    {
        var path = Path.GetFullPath(arguments.GetRequiredValue(_path));
        List<Finding> findings;
        if (Directory.Exists(path))
            findings = await FolderAsync(path, cancel);
        else if (File.Exists(path))
            findings = [.. BatchCheck.RunOne(await FileAsync(path, cancel), MetadataProfile.Core)];
        else
            throw new FileNotFoundException($"There is no file or folder {path}.");
        var report = new CheckReport(Verdict(findings), findings);
        arguments.Report(report, InWords(report));
        return report.Verdict == Clean ? ExitCode.Done : ExitCode.Refused;
    }

    private static async Task<List<Finding>> FolderAsync(string path, CancellationToken cancel)
    {
        List<CheckedFile> files = [];
        foreach (
            var file in Directory
                .EnumerateFiles(path)
                .Where(f => !IsHidden(f))
                .Order(StringComparer.Ordinal)
        )
            files.Add(await FileAsync(file, cancel));
        var report = BatchCheck.Run(files, MetadataProfile.Core, _ => { }, cancel);
        return
        [
            .. report.Findings,
            .. Directory
                .EnumerateDirectories(path)
                .Where(f => !IsHidden(f))
                .Select(f => new Finding(
                    FindingCodes.FolderSkipped,
                    FindingSeverity.Warning,
                    Path.GetFileName(f),
                    "A delivery has no folders; what is inside was not checked."
                )),
        ];
    }

    /// <summary>Files that systems leave behind: .DS_Store, ._copies, Thumbs.db.</summary>
    private static bool IsHidden(string path) =>
        Path.GetFileName(path) is ['.', ..] or "Thumbs.db" or "desktop.ini";

    private static async Task<CheckedFile> FileAsync(string path, CancellationToken cancel)
    {
        await using var content = File.OpenRead(path);
        var digest = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel));
        return new CheckedFile(
            Path.GetFileName(path),
            content.Length,
            digest,
            () => File.OpenRead(path)
        );
    }

    private const string Clean = "clean";

    private static string Verdict(List<Finding> findings) =>
        findings.Any(f => f.Severity == FindingSeverity.Error) ? "errors"
        : findings.Any(f => f.Severity == FindingSeverity.Warning) ? "warnings"
        : Clean;

    private static string InWords(CheckReport report)
    {
        var text = new StringBuilder();
        foreach (var group in report.Findings.GroupBy(f => f.Path))
        {
            text.AppendLine(group.Key);
            foreach (var finding in group)
                text.Append("  ")
                    .Append(finding.Severity.ToString().PadRight(8))
                    .AppendLine(finding.Message);
        }
        return text.Append(
                report.Verdict switch
                {
                    Clean => "Nothing to mend.",
                    "warnings" => "It can be sent; look at the warnings first.",
                    _ => "It would be refused. Mend the errors and check again.",
                }
            )
            .ToString();
    }

    /// <param name="Verdict">"clean", "warnings" or "errors".</param>
    private sealed record CheckReport(string Verdict, IReadOnlyList<Finding> Findings);
}
