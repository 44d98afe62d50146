using Grants.Domain.Inspection.Formats;
using Grants.Domain.Inspection.Profiles;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;

namespace Grants.Web.Platform.Pdf;

/// <summary>
/// Walks the objects of a PDF: pages, fonts, annotations, outline, names. Page contents aren't unpacked: a page with a font has
/// a text layer.
/// </summary>
public sealed class PdfExaminer : IFileExaminer
{
    /// <summary>Bytes; larger files aren't walked.</summary>
    private const long MaxLength = 1L << 30;

    public string Agent { get; } =
        $"PdfPig {typeof(PdfDocument).Assembly.GetName().Version?.ToString(3)}";

    public bool Takes(FileFacts facts) => facts.MediaType == "application/pdf";

    public Examination Examine(Stream content, FileFacts facts, CancellationToken cancel)
    {
        var done = new Examination(facts, "Its pages and objects were walked");
        if (content.Length > MaxLength)
            return done with { NotDone = "The PDF is too large to be walked here." };
        try
        {
            using var document = PdfDocument.Open(
                content,
                new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true }
            );
            var walk = new PdfWalk(document.Structure, cancel);
            walk.Run();
            return done with
            {
                Facts = facts with
                {
                    Pages = walk.Pages,
                    Scripts = facts.Scripts == true || walk.HasScripts,
                    Attachments = facts.Attachments == true || walk.HasAttachments,
                    TextLayer = walk.HasText,
                },
                Broken = walk.Pages == 0 ? "has no page" : null,
                Doubts = [.. walk.Doubts, .. PdfDates.Doubts(document.Information)],
            };
        }
        catch (PdfDocumentEncryptedException)
        {
            return done with { Broken = "is encrypted, so nobody could keep it readable" };
        }
        catch (Exception damaged) when (damaged is not OperationCanceledException)
        {
            // What goes wrong inside a foreign file is of many kinds; all of them mean that it can't be read.
            return done with { Broken = "is damaged: its objects can't be read" };
        }
    }
}
