using System.Text.RegularExpressions;
using UglyToad.PdfPig.Content;

namespace Grants.Web.Platform.Pdf;

/// <summary>Days in a PDF's own information, which programs sort by (ISO 32000-1, 7.9.4).</summary>
internal static partial class PdfDates
{
    public static IEnumerable<string> Doubts(DocumentInformation information) =>
        ((string, string?)[])
            [("creation", information.CreationDate), ("last change", information.ModifiedDate)]
            is var dates
            ? dates
                .Where(d => !string.IsNullOrEmpty(d.Item2) && !Date().IsMatch(d.Item2))
                .Select(d =>
                    $"The PDF's day of {d.Item1} is written \"{d.Item2}\", which programs don't read. Save it again with a current program."
                )
            : [];

    [GeneratedRegex(
        @"^(D:)?\d{4}(\d{2}(\d{2}(\d{2}(\d{2}(\d{2})?)?)?)?)?([-+Z](\d{2}'?(\d{2}'?)?)?)?$"
    )]
    private static partial Regex Date();
}
