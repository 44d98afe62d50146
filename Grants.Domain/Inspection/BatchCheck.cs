using Grants.Domain.Inspection.Formats;
using Grants.Domain.Inspection.Profiles;
using Grants.Domain.Inspection.Sheets;
using Grants.Domain.Kernel;

namespace Grants.Domain.Inspection;

/// <summary>A file to be checked.</summary>
/// <param name="Name">Without a folder.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Of what is there, 64 lower-case digits.</param>
/// <param name="Open">Opens it for reading, seekable.</param>
/// <param name="DeliveredBefore">Where the same content came before, such as "a.tif in batch 1 of D1 (DG-2026-0001)", or null.</param>
public sealed record CheckedFile(
    string Name,
    long Size,
    string Sha256,
    Func<Stream> Open,
    string? DeliveredBefore = null
)
{
    /// <summary>A checksum that came with it was compared before, as in a bag.</summary>
    public bool IsProved { get; init; }

    /// <summary>Where it is read when the product doesn't keep it, or null.</summary>
    public string? KeptAt { get; init; }
}

/// <summary>One act of checking, in PREMIS terms.</summary>
/// <param name="Type">A Library of Congress eventType name.</param>
/// <param name="Outcome">"success", "warning" or "fail".</param>
/// <param name="Subject">The file's name.</param>
public sealed record CheckEvent(string Type, string Outcome, string Detail, string Subject)
{
    /// <summary>The library or program that did it, with its version; null for the product itself.</summary>
    public string? Agent { get; init; }
}

/// <summary>What the checks of a delivery came to.</summary>
/// <param name="Sheet">Null when there was none, or more than one.</param>
/// <param name="Facts">By file name, of files whose format was recognised.</param>
public sealed record BatchReport(
    MetadataSheet? Sheet,
    IReadOnlyDictionary<string, FileFacts> Facts,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<CheckEvent> Events
)
{
    public bool Passed => Errors == 0;

    public int Errors => Findings.Count(f => f.Severity == FindingSeverity.Error);

    public int Warnings => Findings.Count(f => f.Severity == FindingSeverity.Warning);
}

/// <summary>
/// All checks of one delivery: the sheet, every file by its content, names, checksums, and sheet against files both ways. Pure:
/// bytes come in by the files' openers, what it found goes out.
/// </summary>
public sealed class BatchCheck
{
    private readonly IReadOnlyList<CheckedFile> _files;
    private readonly SheetRules _rules;
    private readonly FileChecks _checks;
    private readonly List<Finding> _findings = [];
    private readonly List<CheckEvent> _events = [];
    private readonly Dictionary<string, FileFacts> _facts = new(StringComparer.OrdinalIgnoreCase);

    private BatchCheck(IReadOnlyList<CheckedFile> files, SheetRules rules, FileChecks checks) =>
        (_files, _rules, _checks) = (files, rules, checks);

    /// <summary>Whether a file of this name is the metadata sheet.</summary>
    public static bool IsSheet(string name) =>
        Path.GetExtension(name).ToLowerInvariant() is ".csv" or ".tsv" or ".xlsx";

    public static bool IsManifest(string name) =>
        name.Equals(Manifest.FileName, StringComparison.OrdinalIgnoreCase);

    /// <param name="files">All that was delivered: one sheet, at most one manifest, and the objects.</param>
    /// <param name="done">Told how many files are done after each.</param>
    public static BatchReport Run(
        IReadOnlyList<CheckedFile> files,
        SheetRules rules,
        FileChecks checks,
        Action<int> done,
        CancellationToken cancel
    ) => new BatchCheck(files, rules, checks).Run(done, cancel);

    /// <summary>What can be said of one file by itself: a sheet's rows, or an object's content and name.</summary>
    public static IReadOnlyList<Finding> RunOne(
        CheckedFile file,
        SheetRules rules,
        FileChecks checks,
        CancellationToken cancel
    )
    {
        var check = new BatchCheck([file], rules, checks);
        if (IsSheet(file.Name))
            check.ReadSheet();
        else if (IsManifest(file.Name))
            check.ReadManifest();
        else
            check.CheckObject(file, null, default, cancel);
        return check._findings;
    }

    private BatchReport Run(Action<int> done, CancellationToken cancel)
    {
        var sheet = ReadSheet();
        var manifest = ReadManifest();
        var objects = _files.Where(f => !IsSheet(f.Name) && !IsManifest(f.Name)).ToList();
        var rows = RowsByFile(sheet);
        var promised = Promised(sheet, manifest);
        var count = _files.Count - objects.Count;
        foreach (var file in objects)
        {
            cancel.ThrowIfCancellationRequested();
            CheckObject(
                file,
                rows.GetValueOrDefault(file.Name),
                promised.GetValueOrDefault(file.Name),
                cancel
            );
            done(++count);
        }
        if (sheet is not null && sheet.Rows.Count > 0)
            CompareWithSheet(sheet, objects, rows);
        CompareWithManifest(manifest, objects);
        _findings.AddRange(
            NameSequences.Check(
                objects.Select(f => (f.Name, rows.GetValueOrDefault(f.Name)?.Number))
            )
        );
        TellRepeatedContent(objects);
        TellMissingChecksums(objects, promised);
        return new BatchReport(sheet, _facts, [.. _findings.OrderBy(f => f.Severity)], _events);
    }

    private void CheckObject(
        CheckedFile file,
        SheetRow? row,
        (string Digest, string Source) promised,
        CancellationToken cancel
    )
    {
        var before = _findings.Count;
        CheckFixity(file, promised);
        CheckContent(file, row, cancel);
        var failed = _findings
            .Skip(before)
            .FirstOrDefault(f => f.Severity == FindingSeverity.Error);
        Happened(
            "validation",
            failed is null ? "success" : "fail",
            failed?.Message ?? "The structure is whole",
            file.Name
        );
        if (NamingRule.Check(file.Name) is { } doubtful)
            _findings.Add(doubtful);
    }

    private MetadataSheet? ReadSheet()
    {
        var sheets = _files.Where(f => IsSheet(f.Name)).ToList();
        if (sheets is not [var file])
        {
            Add(
                FindingCodes.SheetMissing,
                FindingSeverity.Error,
                sheets.Count == 0 ? "metadata sheet" : sheets[1].Name,
                sheets.Count == 0
                    ? "There is no metadata sheet. Add one CSV or XLSX file that describes the items; the template shows its columns."
                    : $"There are {sheets.Count} sheets ({string.Join(", ", sheets.Select(s => s.Name))}). Keep the one metadata sheet.",
                "one .csv or .xlsx file",
                $"{sheets.Count}"
            );
            return null;
        }
        MetadataSheet? sheet = null;
        Open(file, content => sheet = MetadataSheet.Read(content, file.Name, _rules));
        if (sheet is null)
            return null;
        _findings.AddRange(sheet.AllFindings);
        if (_rules.Edits.Count > 0)
            Happened(
                "metadata modification",
                "success",
                $"{Numbers.Say(_rules.Edits.Count, "change")} of cells on the grid after the sheet arrived",
                file.Name
            );
        Happened(
            "metadata extraction",
            sheet.IsRefused ? "fail" : "success",
            $"{Numbers.Say(sheet.Rows.Count, "row")} read against {_rules.Profile.Name}",
            file.Name
        );
        return sheet;
    }

    private Manifest? ReadManifest()
    {
        if (_files.FirstOrDefault(f => IsManifest(f.Name)) is not { } file)
            return null;
        Manifest? manifest = null;
        Open(file, content => manifest = Manifest.Read(content, file.Name));
        if (manifest is not null)
            _findings.AddRange(manifest.Findings);
        return manifest;
    }

    private static Dictionary<string, SheetRow> RowsByFile(MetadataSheet? sheet)
    {
        Dictionary<string, SheetRow> rows = new(StringComparer.OrdinalIgnoreCase);
        foreach (var row in sheet?.Rows ?? [])
        foreach (var file in row.Files)
            rows.TryAdd(file, row);
        return rows;
    }

    /// <summary>Checksums that came with the files: the manifest's, else the sheet's.</summary>
    private Dictionary<string, (string Digest, string Source)> Promised(
        MetadataSheet? sheet,
        Manifest? manifest
    )
    {
        Dictionary<string, (string, string)> promised = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (file, digest) in manifest?.Digests ?? new Dictionary<string, string>())
            promised[file] = (digest, manifest!.Name);
        foreach (var row in sheet?.Rows ?? [])
        {
            var digests = Checksums.Of(row.Fields.GetValueOrDefault(MetadataProfile.Checksum));
            var path = MetadataSheet.PathOf(sheet!.Name, row.Number);
            if (digests.Count > 0 && digests.Count != row.Files.Count)
                Add(
                    FindingCodes.FieldInvalid,
                    FindingSeverity.Error,
                    path,
                    $"checksum: {Numbers.Say(digests.Count, "checksum")} for {Numbers.Say(row.Files.Count, "file")}. Give one for each, in the same order.",
                    $"{row.Files.Count}",
                    $"{digests.Count}",
                    _rules.Profile.Rule
                );
            else
                foreach (var (file, digest) in row.Files.Zip(digests))
                    promised.TryAdd(file, (digest, path));
        }
        return promised;
    }

    private void CheckFixity(CheckedFile file, (string Digest, string Source) promised)
    {
        Happened("message digest calculation", "success", $"SHA-256 {file.Sha256}", file.Name);
        if (promised.Digest is null)
            return;
        var same = promised.Digest == file.Sha256;
        Happened(
            "fixity check",
            same ? "success" : "fail",
            same
                ? $"Equals the checksum in {promised.Source}"
                : $"{promised.Source} says {promised.Digest}",
            file.Name
        );
        if (!same)
            Add(
                FindingCodes.ChecksumDiffers,
                FindingSeverity.Error,
                file.Name,
                $"The file isn't the one that {promised.Source} gives the checksum of: it changed on the way, or the checksum is of another version. Send it again.",
                promised.Digest,
                file.Sha256,
                "SHA-256"
            );
    }

    private void CheckContent(CheckedFile file, SheetRow? row, CancellationToken cancel)
    {
        var check = new ContentCheck(file, row, _checks, cancel);
        Guarded(file, check.Run);
        if (check.Facts is { } facts)
            _facts[file.Name] = facts;
        _findings.AddRange(check.Findings);
        _events.AddRange(check.Events);
    }

    private void CompareWithSheet(
        MetadataSheet sheet,
        List<CheckedFile> objects,
        Dictionary<string, SheetRow> rows
    )
    {
        foreach (var file in objects.Where(f => !rows.ContainsKey(f.Name)))
            Add(
                FindingCodes.FileNotInSheet,
                FindingSeverity.Error,
                file.Name,
                $"No row of {sheet.Name} names this file. Add it to the row of its item, or take the file out."
            );
        var arrived = objects.Select(f => f.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, row) in rows.Where(r => !arrived.Contains(r.Key)))
            Add(
                FindingCodes.FileMissing,
                FindingSeverity.Error,
                MetadataSheet.PathOf(sheet.Name, row.Number),
                $"The file \"{name}\" is named here and didn't arrive. Send it, or correct the name.",
                name,
                "nothing"
            );
    }

    private void CompareWithManifest(Manifest? manifest, List<CheckedFile> objects)
    {
        if (manifest is null)
            return;
        var arrived = _files.Select(f => f.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var name in manifest.Digests.Keys.Where(n => !arrived.Contains(n)))
            Add(
                FindingCodes.FileMissing,
                FindingSeverity.Error,
                manifest.Name,
                $"The file \"{name}\" is in the manifest and didn't arrive.",
                name,
                "nothing"
            );
    }

    private void TellRepeatedContent(List<CheckedFile> objects)
    {
        foreach (
            var same in objects
                .Where(f => f.Size > 0)
                .GroupBy(f => f.Sha256)
                .Where(g => g.Count() > 1)
        )
        foreach (var file in same.Skip(1))
            Add(
                FindingCodes.ContentRepeated,
                FindingSeverity.Warning,
                file.Name,
                $"The file has the same content as {same.First().Name}.",
                "content of its own",
                same.First().Name
            );
        foreach (var file in objects.Where(f => f.DeliveredBefore is not null))
            Add(
                FindingCodes.ContentRepeated,
                FindingSeverity.Warning,
                file.Name,
                $"The same content was delivered before: {file.DeliveredBefore}. Each object counts once.",
                "content that is new",
                file.DeliveredBefore
            );
    }

    private void TellMissingChecksums(
        List<CheckedFile> objects,
        Dictionary<string, (string, string)> promised
    )
    {
        var without = objects.Count(f => !f.IsProved && !promised.ContainsKey(f.Name));
        if (without > 0)
            Add(
                FindingCodes.ChecksumMissing,
                FindingSeverity.Notice,
                Manifest.FileName,
                $"{Numbers.Say(without)} of {Numbers.Say(objects.Count, "file")} came without a checksum, so nothing shows that they are what left the archive. A {Manifest.FileName} in the batch would."
            );
    }

    private void Open(CheckedFile file, Action<Stream> read) =>
        Guarded(
            file,
            () =>
            {
                using var content = file.Open();
                read(content);
            }
        );

    /// <summary>Bytes that can't be read are a finding.</summary>
    private void Guarded(CheckedFile file, Action read)
    {
        try
        {
            read();
        }
        catch (IOException failed)
        {
            Add(
                FindingCodes.FileUnreadable,
                FindingSeverity.Error,
                file.Name,
                file.KeptAt is null
                    ? "The file can't be read from the disk. Send it again."
                    : $"The file stays outside the product and can't be read there. {failed.Message}",
                found: failed.Message
            );
        }
    }

    private void Add(
        string code,
        FindingSeverity severity,
        string path,
        string message,
        string? expected = null,
        string? found = null,
        string? rule = null
    ) => _findings.Add(new Finding(code, severity, path, message, expected, found, rule));

    private void Happened(string type, string outcome, string detail, string subject) =>
        _events.Add(new CheckEvent(type, outcome, detail, subject));
}
