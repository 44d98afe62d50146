using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Bags;
using Grants.Domain.Inspection.Formats;
using Grants.Domain.Inspection.Sheets;
using Grants.Web.Platform.Operator;

namespace Grants.Web.Features.Deliverables.Checking;

/// <summary>The checks of a delivery on a folder or file, for archives before they send. Needs no database.</summary>
internal sealed class CheckCommand : IOperatorCommand
{
    private readonly Argument<string> _path = new("PATH")
    {
        Description =
            "A folder with the metadata sheet (CSV) and its files, a BagIt bag, a ZIP or tar of either, or a single file.",
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
        {
            var (files, links) = FolderFiles.Read(path);
            findings = BagCheck.IsBag(files.Select(f => f.Path))
                ? CheckBag(files, links, cancel)
                : await FolderAsync(path, cancel);
        }
        else if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file or folder {path}.");
        else if (Package.IsPackage(path))
            findings = CheckPackage(path, cancel);
        else
            findings = [.. BatchCheck.RunOne(await FileAsync(path, cancel), MetadataProfile.Core)];
        var report = new CheckReport(Verdict(findings), findings);
        arguments.Report(report, InWords(report));
        return report.Verdict == Clean ? ExitCode.Done : ExitCode.Refused;
    }

    private static List<Finding> CheckPackage(string path, CancellationToken cancel)
    {
        using var package = Package.Open(
            () => File.OpenRead(path),
            Path.GetFileName(path),
            PackageLimits.Default
        );
        if (package.Findings.Count > 0)
            return [.. package.Findings];
        if (BagCheck.IsBag(package.Files.Select(f => f.Path)))
            return CheckBag(package.Files, [], cancel);
        List<PayloadFile> files = [];
        foreach (var file in package.Files)
        {
            using var content = file.Open();
            files.Add(new PayloadFile(file, Convert.ToHexStringLower(SHA256.HashData(content))));
        }
        return CheckContents(files, cancel);
    }

    private static List<Finding> CheckBag(
        IReadOnlyList<BagFile> files,
        IReadOnlyList<Finding> found,
        CancellationToken cancel
    )
    {
        var bag = BagCheck.Run(files, _ => { }, cancel);
        return [.. found, .. bag.Findings, .. CheckContents(bag.Payload, cancel)];
    }

    /// <summary>As a delivery where there is a metadata sheet; else only what the files' names say they are.</summary>
    private static List<Finding> CheckContents(
        IReadOnlyList<PayloadFile> payload,
        CancellationToken cancel
    )
    {
        var files = payload
            .Where(p => !BagPath.IsSystemFile(p.File.Path))
            .Select(p => new CheckedFile(
                Path.GetFileName(p.File.Path),
                p.File.Size,
                p.Sha256,
                () => Seekable.Of(p.File.Open(), p.File.Size)
            ))
            .ToList();
        if (!files.Exists(f => BatchCheck.IsSheet(f.Name)))
            return
            [
                .. files
                    .Where(f => FormatReader.IsNamedLikeMaster(f.Name))
                    .SelectMany(f => BatchCheck.RunOne(f, MetadataProfile.Core)),
                new Finding(
                    FindingCodes.SheetMissing,
                    FindingSeverity.Notice,
                    "metadata sheet",
                    "There is no metadata sheet (CSV) in the package, so its files weren't compared with one."
                ),
            ];
        return
        [
            .. BatchCheck.Run(files, MetadataProfile.Core, _ => { }, cancel).Findings,
            .. files
                .GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase)
                .Where(g => g.Count() > 1)
                .Select(g => new Finding(
                    FindingCodes.FileNamedTwice,
                    FindingSeverity.Error,
                    g.Key,
                    $"{g.Count()} files in different folders have this name; the sheet can't tell them apart. Give each its own."
                )),
        ];
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
