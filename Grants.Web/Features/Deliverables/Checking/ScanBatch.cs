using Grants.Domain.Deliverables;
using Grants.Domain.Inspection;
using Grants.Web.Platform.Scanning;

namespace Grants.Web.Features.Deliverables.Checking;

/// <summary>Has every file of a batch scanned for viruses, where a scanner is set; each scan is an event with the scanner's version.</summary>
public sealed class ScanBatch(Clamd scanner, BatchContent files)
{
    private const string Type = "virus check";

    /// <param name="journal">Where each scan is kept under the scanner's version.</param>
    /// <param name="told">Files done and files in all, after each.</param>
    public async Task<(IReadOnlyList<Finding> Findings, IReadOnlyList<CheckEvent> Events)> RunAsync(
        IReadOnlyList<BatchFile> files,
        ICheckJournal journal,
        Action<int, int> told,
        CancellationToken cancel
    )
    {
        List<Finding> findings = [];
        List<CheckEvent> events = [];
        if (!scanner.IsOn)
            return (findings, events);
        try
        {
            var version = await scanner.VersionAsync(cancel);
            for (var i = 0; i < files.Count; i++)
            {
                var key = $"{Type} {version} {files[i].Sha256} {files[i].Name}";
                if (journal.Find(key) is not { } scan)
                    journal.Keep(key, scan = await ScanAsync(files[i], version, cancel));
                findings.AddRange(scan.Findings);
                events.AddRange(scan.Events);
                told(i + 1, files.Count);
            }
        }
        catch (IOException failed)
        {
            findings.Add(
                new Finding(
                    FindingCodes.VirusUnchecked,
                    FindingSeverity.Warning,
                    "the batch",
                    $"Not every file was scanned for viruses. {failed.Message}"
                )
            );
            events.Add(new CheckEvent(Type, "fail", failed.Message, PreservationEvent.WholeBatch));
        }
        return (findings, events);
    }

    private async Task<ContentReport> ScanAsync(
        BatchFile file,
        string version,
        CancellationToken cancel
    )
    {
        List<Finding> findings = [];
        List<CheckEvent> events = [];
        var report = new ContentReport(null, true, findings, events);
        Stream content;
        try
        {
            content = files.Open(file);
        }
        catch (IOException)
        {
            return report; // the checks of its content say so
        }
        await using var _ = content;
        var (verdict, said) = await scanner.ScanAsync(content, cancel);
        events.Add(
            new CheckEvent(
                Type,
                verdict switch
                {
                    ScanVerdict.Clean => "success",
                    ScanVerdict.Infected => "fail",
                    _ => "warning",
                },
                verdict == ScanVerdict.Clean ? version : $"{said} ({version})",
                file.Name
            )
        );
        if (verdict == ScanVerdict.Infected)
            findings.Add(
                new Finding(
                    FindingCodes.VirusFound,
                    FindingSeverity.Error,
                    file.Name,
                    $"The virus scanner found {said} in it. Clean the machine that it came from, and send a clean copy.",
                    "nothing harmful",
                    said,
                    version
                )
            );
        else if (verdict == ScanVerdict.NotScanned)
            findings.Add(
                new Finding(
                    FindingCodes.VirusUnchecked,
                    FindingSeverity.Notice,
                    file.Name,
                    $"It wasn't scanned for viruses: {said}",
                    Rule: version
                )
            );
        return report;
    }
}
