using System.Globalization;
using System.Security;
using System.Text;
using Grants.Domain.Documents;
using Grants.Web.Platform.Pdf.Shaping;

namespace Grants.Web.Platform.Pdf.Writing;

/// <summary>Title, author and date, in PDF's old form and as XMP (ISO 32000-1, 14.3).</summary>
internal static class Metadata
{
    public static int WriteInformation(PdfObjects objects, PrintDocument document)
    {
        var date = document.Created.UtcDateTime.ToString(
            "yyyyMMddHHmmss",
            CultureInfo.InvariantCulture
        );
        return objects.Add(
            $"<</Title {PdfSyntax.Text(document.Title)}/Author {PdfSyntax.Text(document.Author)}"
                + $"/Producer(Grants)/CreationDate(D:{date}Z)/ModDate(D:{date}Z)>>"
        );
    }

    public static int WriteXmp(PdfObjects objects, PrintDocument document)
    {
        var date = document.Created.UtcDateTime.ToString(
            "yyyy-MM-dd'T'HH:mm:ss'Z'",
            CultureInfo.InvariantCulture
        );
        var xmp = $"""
            <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{Xml(
                document.Title
            )}</rdf:li></rdf:Alt></dc:title>
            <dc:creator><rdf:Seq><rdf:li>{Xml(document.Author)}</rdf:li></rdf:Seq></dc:creator>
            <dc:language><rdf:Bag><rdf:li>{Xml(document.Language)}</rdf:li></rdf:Bag></dc:language>
            <xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
            <pdf:Producer>Grants</pdf:Producer>
            </rdf:Description></rdf:RDF></x:xmpmeta>
            <?xpacket end="w"?>
            """;
        // Not deflated: XMP is meant to be found by programs that know no PDF.
        return objects.AddStream(
            "/Type/Metadata/Subtype/XML",
            Encoding.UTF8.GetBytes(xmp.ReplaceLineEndings("\n"))
        );
    }

    private static string Xml(string text) => SecurityElement.Escape(PlainText.Of(text));
}
