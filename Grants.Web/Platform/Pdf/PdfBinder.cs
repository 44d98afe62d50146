using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;
using UglyToad.PdfPig.Outline;
using UglyToad.PdfPig.Outline.Destinations;
using UglyToad.PdfPig.Writer;

namespace Grants.Web.Platform.Pdf;

/// <param name="Title">In the outline.</param>
/// <param name="Pdf">A whole file.</param>
public sealed record BoundPart(string Title, byte[] Pdf);

/// <summary>A PDF can't be read: broken, or locked by a password.</summary>
/// <param name="message">A sentence to show: what is wrong with the file.</param>
public sealed class UnreadablePdfException(string message, Exception? inner = null)
    : Exception(message, inner);

/// <summary>
/// Binds whole PDF files of any producer into one, with an entry in the outline for each. Tags of the parts are lost, so the
/// tagged document is always offered by itself too.
/// </summary>
public static class PdfBinder
{
    /// <summary>Throws where the file's pages can't be put into another file.</summary>
    /// <exception cref="UnreadablePdfException">It is broken, locked, or has no page.</exception>
    public static void Check(byte[] pdf)
    {
        // Only a page that can be copied shows that the file is whole.
        using var trial = new PdfDocumentBuilder();
        using var source = Open(pdf);
        Guard(() =>
        {
            for (var page = 1; page <= source.NumberOfPages; page++)
                trial.AddPage(source, page);
            return trial.Build();
        });
    }

    /// <param name="title">Of the whole file.</param>
    /// <exception cref="UnreadablePdfException">A part is broken or locked.</exception>
    public static byte[] Bind(string title, IReadOnlyList<BoundPart> parts)
    {
        using var bound = new PdfDocumentBuilder();
        bound.DocumentInformation.Title = title;
        bound.DocumentInformation.Producer = "Grants";
        List<BookmarkNode> marks = [];
        var page = 1;
        foreach (var part in parts)
        {
            using var source = Open(part.Pdf);
            marks.Add(
                new DocumentBookmarkNode(
                    part.Title,
                    0,
                    new ExplicitDestination(
                        page,
                        ExplicitDestinationType.FitPage,
                        ExplicitDestinationCoordinates.Empty
                    ),
                    []
                )
            );
            for (var number = 1; number <= source.NumberOfPages; number++, page++)
                Guard(() => bound.AddPage(source, number));
        }
        bound.Bookmarks = new Bookmarks(marks);
        return Guard(bound.Build);
    }

    private static PdfDocument Open(byte[] pdf)
    {
        var document = Guard(() => PdfDocument.Open(pdf));
        if (document is { IsEncrypted: false, NumberOfPages: > 0 })
            return document;
        using (document)
            throw new UnreadablePdfException(
                document.IsEncrypted
                    ? "The file is locked by a password or against copying."
                    : "The file has no page."
            );
    }

    /// <summary>What goes wrong inside a foreign file is of many kinds; all of them mean that it can't be read.</summary>
    private static T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (PdfDocumentEncryptedException locked)
        {
            throw new UnreadablePdfException("The file is locked by a password.", locked);
        }
        catch (Exception broken) when (broken is not UnreadablePdfException)
        {
            throw new UnreadablePdfException(
                "The file is broken and can't be read as a PDF.",
                broken
            );
        }
    }
}
