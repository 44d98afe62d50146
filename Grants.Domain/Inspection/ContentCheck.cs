using Grants.Domain.Inspection.Formats;
using Grants.Domain.Inspection.Profiles;
using Grants.Domain.Inspection.Sheets;

namespace Grants.Domain.Inspection;

/// <summary>What one file's bytes and name say, whatever it is held to.</summary>
/// <param name="Facts">Null when the format isn't known.</param>
/// <param name="IsWhole">Of a format that is taken, and not broken.</param>
public sealed record ContentReport(
    FileFacts? Facts,
    bool IsWhole,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<CheckEvent> Events
);

/// <summary>Keeps what was found of each file, so that checks that broke off go on where they were.</summary>
public interface ICheckJournal
{
    /// <summary>What was kept under this key; null when nothing was.</summary>
    ContentReport? Find(string key);

    void Keep(string key, ContentReport report);
}

/// <summary>
/// One file by its content: its true format against its name, its structure, what examiners find inside, and the technical
/// profile that it is held to. Each is an event with its agent.
/// </summary>
internal sealed class ContentCheck(
    CheckedFile file,
    SheetRow? row,
    FileChecks checks,
    CancellationToken cancel
)
{
    private readonly List<Finding> _findings = [];
    private readonly List<CheckEvent> _events = [];

    public IReadOnlyList<Finding> Findings => _findings;

    public IReadOnlyList<CheckEvent> Events => _events;

    /// <summary>Null when the format isn't known.</summary>
    public FileFacts? Facts { get; private set; }

    /// <exception cref="IOException">The bytes can't be read.</exception>
    public void Run()
    {
        var isWhole = Known() ?? Examine();
        if (isWhole && checks.Profiles.For(file.Name, Facts!, row) is { } held)
            Hold(held, Facts!);
    }

    private string Key => $"{file.Sha256} {file.Size} {file.Name}";

    /// <returns>Whether it is whole; null when it has to be examined.</returns>
    private bool? Known()
    {
        if (checks.Journal?.Find(Key) is not { } report)
            return null;
        Facts = report.Facts;
        _findings.AddRange(report.Findings);
        _events.AddRange(report.Events);
        return report.IsWhole;
    }

    private bool Examine()
    {
        var isWhole = Read();
        checks.Journal?.Keep(Key, new ContentReport(Facts, isWhole, [.. _findings], [.. _events]));
        return isWhole;
    }

    /// <returns>Whether it is whole.</returns>
    private bool Read()
    {
        var reading = Opened(FormatReader.Read);
        Facts = reading.Facts;
        Happened(
            "format identification",
            Facts is null ? "fail" : "success",
            Facts?.Name ?? "Not recognised"
        );
        if (file.Size == 0)
            Add(
                FindingCodes.FileEmpty,
                FindingSeverity.Error,
                "The file is empty. Send it again.",
                "content",
                "0 bytes"
            );
        else if (reading.Broken is { } why)
            Broken(why);
        else if (Facts is null || !FormatReader.Taken.Contains(Facts.MediaType))
            Add(
                FindingCodes.FileTypeUnknown,
                FindingSeverity.Error,
                Facts is { Kind: not MediaKind.Other }
                    ? $"Its content is {Facts.Name}, which isn't taken. Convert it to one of: {FormatReader.TakenInWords}."
                    : $"Its content is {Facts?.Name ?? "of no known format"}. Deliver {FormatReader.TakenInWords}.",
                "a format that is taken",
                Facts?.Name ?? "unknown"
            );
        else
            return IsWhole(Facts);
        return false;
    }

    private bool IsWhole(FileFacts facts)
    {
        CheckName(facts);
        if (!Examined(ref facts))
            return false;
        Facts = facts;
        Happened("metadata extraction", "success", facts.ToString());
        return true;
    }

    private void CheckName(FileFacts facts)
    {
        var extension = Path.GetExtension(file.Name).ToLowerInvariant();
        if (!facts.Extensions.Contains(extension))
            Add(
                FindingCodes.FileTypeDiffers,
                FindingSeverity.Error,
                $"The file is named \"{extension}\" and is {facts.Name} inside. Send the {(extension.Length > 1 ? extension[1..].ToUpperInvariant() : "right")} file, or name it {facts.Extensions[0]}.",
                extension,
                facts.Name
            );
    }

    /// <returns>False when the file is broken.</returns>
    private bool Examined(ref FileFacts facts)
    {
        var known = facts;
        var examined = !FormatReader.IsOnlyNamed(known);
        foreach (var examiner in checks.Examiners.Where(e => e.Takes(known)))
        {
            var examination = Opened(content => examiner.Examine(content, known, cancel));
            facts = known = examination.Facts;
            examined |= examination.NotDone is null;
            if (examination.NotDone is { } reason)
                NotExamined(reason);
            Happened(
                "validation",
                examination.Broken is not null ? "fail"
                    : examination.NotDone is not null || examination.Doubts.Count > 0 ? "warning"
                    : "success",
                examination.Broken is { } broken
                    ? $"The file {broken}"
                    : examination.NotDone ?? examination.Done,
                examiner.Agent
            );
            if (examination.Broken is { } why)
            {
                Facts = known;
                Broken(why);
                return false;
            }
            foreach (var doubt in examination.Doubts)
                Add(FindingCodes.FileDoubtful, FindingSeverity.Warning, doubt);
        }
        if (!examined && !checks.Examiners.Any(e => e.Takes(known)))
            NotExamined($"Nothing here looks into {known.Name} files.");
        return true;
    }

    private void Hold(HeldTo to, FileFacts facts)
    {
        var profile = to.Profile;
        var held = new HeldFile(
            file.Name,
            facts,
            PhysicalSize.Inches(row?.Fields.GetValueOrDefault(MetadataProfile.Size) ?? "")
        );
        var missed = profile.Check(held, to.Most);
        _findings.AddRange(missed);
        TellUnknownResolution(to, held);
        Happened(
            "validation",
            missed.Count == 0 ? "success"
                : missed.Any(f => f.Severity == FindingSeverity.Error) ? "fail"
                : "warning",
            missed.Count == 0
                ? $"Meets the file criteria of {profile.Label}"
                : $"Doesn't meet the file criteria of {profile.Label}: {string.Join("; ", missed.Select(f => $"{f.Found} for {f.Expected}"))}"
        );
    }

    /// <summary>The tag alone never shows the resolution, but one below the criterion is worth a look.</summary>
    private void TellUnknownResolution(HeldTo to, HeldFile held)
    {
        var rule = to.Profile.Rules.FirstOrDefault(r => r.Property == FileProperty.Resolution);
        if (!to.IsPromised || rule is null || held.Inches is not null || held.Facts.Width is null)
            return;
        var tag = held.Facts.Ppi;
        var tagIsEnough = FileProperties
            .Of(FileProperty.Resolution)
            .IsMet(
                held with
                {
                    Inches = (
                        held.Facts.Width.Value / (tag ?? 1),
                        (held.Facts.Height ?? 0) / (tag ?? 1)
                    ),
                },
                rule.Expected
            );
        Add(
            FindingCodes.ResolutionUnknown,
            tagIsEnough ? FindingSeverity.Notice : FindingSeverity.Warning,
            FormattableString.Invariant(
                $"Nothing says how large the original is, so its resolution wasn't reckoned; the file's own tag says {(tag is null ? "nothing" : $"{tag:0.#} ppi")}. Give the size of the original in the sheet."
            ),
            rule.InWords,
            tag is null ? "no tag" : FormattableString.Invariant($"{tag:0.#} ppi in the tag"),
            rule.Source
        );
    }

    private void Broken(string why) =>
        Add(
            FindingCodes.FileBroken,
            FindingSeverity.Error,
            $"The file {why}. Save or scan it again, and send it again.",
            $"a whole {Facts?.Name ?? "file"}",
            why
        );

    private void NotExamined(string reason) =>
        Add(
            FindingCodes.FileNotExamined,
            FindingSeverity.Notice,
            $"{reason} Only its first bytes and its structure were checked."
        );

    private T Opened<T>(Func<Stream, T> read)
    {
        using var content = file.Open();
        return read(content);
    }

    private void Add(
        string code,
        FindingSeverity severity,
        string message,
        string? expected = null,
        string? found = null,
        string? rule = null
    ) => _findings.Add(new Finding(code, severity, file.Name, message, expected, found, rule));

    private void Happened(string type, string outcome, string detail, string? agent = null) =>
        _events.Add(new CheckEvent(type, outcome, detail, file.Name) { Agent = agent });
}
