using System.CommandLine;
using System.Text;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Profiles;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Imaging;
using Grants.Web.Platform.Operator;

namespace Grants.Web.Features.Deliverables.Checking;

/// <summary>The checks of a delivery on a folder or file, for archives before they send. Needs no database.</summary>
internal sealed class CheckCommand : IOperatorCommand
{
    private const string Clean = "clean";

    private readonly Argument<string> _path = new("PATH")
    {
        Description =
            "A folder with the metadata sheet (CSV or XLSX) and its files, a BagIt bag, a ZIP, tar or tar.gz of either, or a single file.",
    };

    private readonly Option<string?> _profile = new("--profile")
    {
        Description =
            "Hold the files to this technical profile, such as fadgi-2023-photographs-3, iasa-tc-04-96 or 36-cfr-1236-text, or to one in a JSON file that the site gave. Without it only the default floor gives warnings.",
    };

    private readonly Option<string?> _sheet = new("--sheet")
    {
        Description = "The metadata sheet (CSV or XLSX), where it lies elsewhere.",
    };

    public Command Make()
    {
        var command = new Command(
            "check",
            "Check a delivery before it is sent, as the site does when it arrives. Ends with 0 when there is nothing to mend or look at, 1 with findings, 2 when it can't be read."
        )
        {
            _path,
            _profile,
            _sheet,
            Reports.Json,
        };
        command.SetAction((arguments, cancel) => CheckAsync(arguments, cancel));
        return command;
    }

    private async Task<int> CheckAsync(ParseResult arguments, CancellationToken cancel)
    {
        var profile = Profile(arguments.GetValue(_profile));
        var checks = new FileChecks(
            profile is null ? ProfileChoice.Default : new ProfileChoice([profile], true),
            new FileExaminers(new ImageDecoder()).All
        );
        var sheet = arguments.GetValue(_sheet) is { } file
            ? await PathCheck.FileAsync(Path.GetFullPath(file), cancel)
            : null;
        var findings = await new PathCheck(checks, sheet, cancel).RunAsync(
            Path.GetFullPath(arguments.GetRequiredValue(_path))
        );
        var report = new CheckReport(Verdict(findings), findings);
        arguments.Report(report, InWords(report, profile));
        return report.Verdict == Clean ? ExitCode.Done : ExitCode.Refused;
    }

    /// <exception cref="ArgumentException">There is none of that name.</exception>
    private static TechnicalProfile? Profile(string? name) =>
        name is null ? null
        : File.Exists(name) ? Own(name)
        : ShippedProfiles.Find(name)
            ?? throw new ArgumentException(
                $"There is no technical profile \"{name}\". Near to it: {string.Join(", ", ShippedProfiles.Near(name))}."
            );

    /// <summary>A file that the site gave, for profiles that aren't shipped.</summary>
    private static TechnicalProfile Own(string file)
    {
        var (profile, faults) = ProfileJson.Read(File.ReadAllBytes(file));
        return profile
            ?? throw new RefusedException(
                new Refusal($"{file} is no technical profile. {string.Join(" ", faults.Take(5))}")
            );
    }

    private static string Verdict(IReadOnlyList<Finding> findings) =>
        findings.Any(f => f.Severity == FindingSeverity.Error) ? "errors"
        : findings.Any(f => f.Severity == FindingSeverity.Warning) ? "warnings"
        : Clean;

    private static string InWords(CheckReport report, TechnicalProfile? profile)
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
                    Clean when profile is not null =>
                        $"Nothing to mend. It meets the file criteria of {profile.Label}.",
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
