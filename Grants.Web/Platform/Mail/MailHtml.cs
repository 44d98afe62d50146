using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Grants.Web.Platform.Mail;

/// <summary>
/// The HTML of a mail from its plain paragraphs: blank lines part them, a line that is only an address becomes a link, and
/// everything is encoded.
/// </summary>
public static class MailHtml
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The paragraphs alone, for showing a mail in a page.</summary>
    public static string Paragraphs(string body)
    {
        var html = new StringBuilder();
        foreach (var paragraph in Parts(body.ReplaceLineEndings("\n"), "\n\n"))
            html.Append("<p dir=\"auto\">")
                .AppendJoin("<br>\n", Parts(paragraph, "\n").Select(Line))
                .Append("</p>\n");
        return html.ToString();
    }

    /// <summary>A whole document with the sender's name in its frame.</summary>
    public static string Document(string subject, string body, string sender) =>
        $$"""
            <!DOCTYPE html>
            <html>
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>{{Encoder.Encode(subject)}}</title>
            <style>
            body { margin: 0; padding: 24px 12px; background: #f7f5f0; color: #24211c; font: 16px/1.5 "Segoe UI", "Noto Sans", Arial, sans-serif; }
            .mail { max-width: 600px; margin: 0 auto; padding: 24px; background: #ffffff; border: 1px solid #d9d3c5; overflow-wrap: anywhere; }
            .sender { margin: 0 0 20px; padding-bottom: 12px; border-bottom: 1px solid #d9d3c5; color: #1f5a5c; font-weight: bold; }
            a { color: #1f5a5c; }
            </style>
            </head>
            <body>
            <div class="mail">
            <p class="sender" dir="auto">{{Encoder.Encode(sender)}}</p>
            {{Paragraphs(body)}}
            </div>
            </body>
            </html>
            """;

    private static string[] Parts(string text, string separator) =>
        text.Split(
            separator,
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );

    private static string Line(string line)
    {
        var text = Encoder.Encode(line);
        return IsAddress(line) ? $"<a href=\"{text}\">{text}</a>" : text;
    }

    private static bool IsAddress(string line) =>
        !line.Any(char.IsWhiteSpace)
        && Uri.TryCreate(line, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);
}
