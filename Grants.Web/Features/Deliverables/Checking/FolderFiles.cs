using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Bags;

namespace Grants.Web.Features.Deliverables.Checking;

/// <summary>The files below a folder on disk. Links aren't followed: they may lead anywhere, and are found instead.</summary>
internal static class FolderFiles
{
    public static (IReadOnlyList<BagFile> Files, IReadOnlyList<Finding> Findings) Read(
        string folder
    )
    {
        List<BagFile> files = [];
        List<Finding> findings = [];
        Read(new DirectoryInfo(folder), "", files, findings);
        return (files, findings);
    }

    /// <summary>A finding for each name that several files have, whatever their folders and case.</summary>
    public static IEnumerable<Finding> NamedTwice(IEnumerable<string> names) =>
        names
            .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Where(g => g.Count() > 1)
            .Select(g => new Finding(
                FindingCodes.FileNamedTwice,
                FindingSeverity.Error,
                g.Key,
                $"{g.Count()} files in different folders have this name; the sheet can't tell them apart. Give each its own."
            ));

    private static void Read(
        DirectoryInfo folder,
        string inside,
        List<BagFile> files,
        List<Finding> findings
    )
    {
        foreach (
            var entry in folder
                .EnumerateFileSystemInfos()
                .OrderBy(e => e.Name, StringComparer.Ordinal)
        )
        {
            var path = inside + entry.Name;
            if (entry.LinkTarget is not null)
                findings.Add(
                    new Finding(
                        FindingCodes.Link,
                        FindingSeverity.Error,
                        path,
                        $"\"{path}\" is a link. Put the file itself there.",
                        Rule: "RFC 8493 5"
                    )
                );
            else if (entry is DirectoryInfo below)
                Read(below, path + "/", files, findings);
            else
                files.Add(
                    new BagFile(path, ((FileInfo)entry).Length, () => File.OpenRead(entry.FullName))
                );
        }
    }
}
