using System.IO.Compression;
using Grants.Domain.Inspection.Formats;
using Grants.Domain.Kernel;

namespace Grants.Domain.Files;

/// <summary>What a file is, told by its content and never by its name.</summary>
/// <param name="Name">In words, such as "PDF".</param>
/// <param name="Endings">Of file names that it may have, without the dot, lower case.</param>
public sealed record FileContent(string MediaType, string Name, IReadOnlyList<string> Endings)
{
    private const string OpenXml = "application/vnd.openxmlformats-officedocument.";
    private const string OpenDocument = "application/vnd.oasis.opendocument.";

    /// <summary>Beside those that the readers name.</summary>
    private static readonly Dictionary<string, string[]> MoreEndings = new()
    {
        ["application/x-ole-storage"] = ["xls", "ppt", "msg"],
        ["text/plain"] = ["csv", "tsv"],
        ["video/mp4"] = ["m4a", "mov"],
    };

    private static readonly (string Part, FileContent Is)[] Packed =
    [
        ("word/", new($"{OpenXml}wordprocessingml.document", "Word document", ["docx"])),
        ("xl/", new($"{OpenXml}spreadsheetml.sheet", "Excel workbook", ["xlsx"])),
        ("ppt/", new($"{OpenXml}presentationml.presentation", "PowerPoint file", ["pptx"])),
    ];

    private static readonly Dictionary<string, FileContent> OpenDocuments = new()
    {
        [$"{OpenDocument}text"] = new($"{OpenDocument}text", "OpenDocument text", ["odt"]),
        [$"{OpenDocument}spreadsheet"] = new(
            $"{OpenDocument}spreadsheet",
            "OpenDocument spreadsheet",
            ["ods"]
        ),
    };

    /// <param name="content">Seekable; read from its beginning.</param>
    /// <returns>Null for an empty file and for what isn't recognised.</returns>
    public static FileContent? Of(Stream content)
    {
        content.Position = 0;
        if (FormatReader.Read(content).Facts is not { } facts)
            return null;
        if (facts.MediaType == "application/zip" && Inside(content) is { } packed)
            return packed;
        return new FileContent(
            facts.MediaType,
            facts.Name,
            [
                .. facts.Extensions.Select(e => e.TrimStart('.')),
                .. MoreEndings.GetValueOrDefault(facts.MediaType, []),
            ]
        );
    }

    /// <summary>Whether a file of this content may be attached under this name.</summary>
    /// <param name="kinds">Endings that are asked for; empty for all that are recognised.</param>
    public static Refusal? Cannot(FileContent? content, string name, IReadOnlyList<string> kinds)
    {
        if (content is null)
            return new Refusal(
                $"\"{name}\" is empty, or of a kind that isn't known here. Send it as PDF."
            );
        if (kinds.Count > 0 && !kinds.Intersect(content.Endings).Any())
            return new Refusal(
                $"\"{name}\" is a {content.Name} file inside; this question takes {string.Join(", ", kinds)}."
            );
        var ending = Path.GetExtension(name).TrimStart('.').ToLowerInvariant();
        return content.Endings.Contains(ending)
            ? null
            : new Refusal(
                $"\"{name}\" ends in \".{ending}\", but it is a {content.Name} file inside. Give it the right ending, such as \".{content.Endings[0]}\", and send it again."
            );
    }

    /// <summary>Office files are ZIP archives; the names in them tell which.</summary>
    private static FileContent? Inside(Stream content)
    {
        try
        {
            content.Position = 0;
            using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.GetEntry("[Content_Types].xml") is not null)
                return Packed
                    .Where(p =>
                        archive.Entries.Any(e =>
                            e.FullName.StartsWith(p.Part, StringComparison.Ordinal)
                        )
                    )
                    .Select(p => p.Is)
                    .FirstOrDefault();
            if (archive.GetEntry("mimetype") is not { Length: < 200 } said)
                return null;
            using var reader = new StreamReader(said.Open());
            return OpenDocuments.GetValueOrDefault(reader.ReadToEnd().Trim());
        }
        catch (InvalidDataException)
        {
            return null; // a ZIP file that doesn't open: it stays a ZIP file
        }
    }
}
