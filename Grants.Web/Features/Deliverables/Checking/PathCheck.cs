using System.Security.Cryptography;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Bags;
using Grants.Domain.Inspection.Formats;
using Grants.Domain.Inspection.Profiles;
using Grants.Domain.Inspection.Sheets;

namespace Grants.Web.Features.Deliverables.Checking;

/// <summary>All checks of what lies at a path: a folder, a bag, a package of either, or a single file. Writes nothing.</summary>
/// <param name="sheet">A metadata sheet that lies elsewhere; it takes the place of one inside.</param>
internal sealed class PathCheck(FileChecks checks, CheckedFile? sheet, CancellationToken cancel)
{
    /// <exception cref="FileNotFoundException">Nothing is there.</exception>
    public async Task<IReadOnlyList<Finding>> RunAsync(string path)
    {
        if (Directory.Exists(path))
        {
            var (files, links) = FolderFiles.Read(path);
            return BagCheck.IsBag(files.Select(f => f.Path))
                ? Bag(files, links)
                : await FolderAsync(path, files, links);
        }
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file or folder {path}.");
        return Package.IsPackage(path) ? Packed(path) : Single(await FileAsync(path, cancel));
    }

    public static async Task<CheckedFile> FileAsync(string path, CancellationToken cancel)
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

    /// <summary>With a sheet only what it says of this file counts: the others aren't here.</summary>
    private IReadOnlyList<Finding> Single(CheckedFile file) =>
        sheet is null
            ? BatchCheck.RunOne(file, MetadataProfile.Core, checks, cancel)
            : [.. Delivery([file]).Where(f => f.Path == file.Name)];

    private List<Finding> Packed(string path)
    {
        using var package = Package.Open(
            () => File.OpenRead(path),
            Path.GetFileName(path),
            PackageLimits.Default,
            Seekable.NewFile
        );
        if (package.Findings.Count > 0)
            return [.. package.Findings];
        if (BagCheck.IsBag(package.Files.Select(f => f.Path)))
            return Bag(package.Files, []);
        List<PayloadFile> files = [];
        foreach (var file in package.Files)
        {
            using var content = file.Open();
            files.Add(new PayloadFile(file, Convert.ToHexStringLower(SHA256.HashData(content))));
        }
        return Contents(files);
    }

    private List<Finding> Bag(IReadOnlyList<BagFile> files, IReadOnlyList<Finding> found)
    {
        var bag = BagCheck.Run(files, _ => { }, cancel);
        return [.. found, .. bag.Findings, .. Contents(bag.Payload)];
    }

    /// <summary>As a delivery where there is a metadata sheet; else only what the files' names say they are.</summary>
    private List<Finding> Contents(IReadOnlyList<PayloadFile> payload)
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
        if (sheet is null && !files.Exists(f => BatchCheck.IsSheet(f.Name)))
            return
            [
                .. files
                    .Where(f => FormatReader.IsNamedLikeMaster(f.Name))
                    .SelectMany(f => BatchCheck.RunOne(f, MetadataProfile.Core, checks, cancel)),
                .. NameSequences.Check(files.Select(f => (f.Name, (int?)null))),
                new Finding(
                    FindingCodes.SheetMissing,
                    FindingSeverity.Notice,
                    "metadata sheet",
                    "There is no metadata sheet (CSV or XLSX) in the package, so its files weren't compared with one."
                ),
            ];
        return [.. Delivery(files), .. FolderFiles.NamedTwice(files.Select(f => f.Name))];
    }

    /// <summary>As one list, whatever the folders below: a delivery has none.</summary>
    private async Task<List<Finding>> FolderAsync(
        string path,
        IReadOnlyList<BagFile> found,
        IReadOnlyList<Finding> links
    )
    {
        List<CheckedFile> files = [];
        foreach (var file in found.Where(f => !BagPath.IsSystemFile(f.Path)))
            files.Add(await FileAsync(Path.Combine(path, file.Path), cancel));
        return [.. links, .. Delivery(files), .. FolderFiles.NamedTwice(files.Select(f => f.Name))];
    }

    private IReadOnlyList<Finding> Delivery(IReadOnlyList<CheckedFile> files) =>
        BatchCheck
            .Run(
                sheet is null ? files : [sheet, .. files.Where(f => !BatchCheck.IsSheet(f.Name))],
                MetadataProfile.Core,
                checks,
                _ => { },
                cancel
            )
            .Findings;
}
