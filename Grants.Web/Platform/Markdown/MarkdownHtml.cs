using System.Net;
using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Grants.Web.Platform.Markdown;

/// <summary>
/// Markdown of staff as HTML for everybody: no raw HTML, links only to web and mail addresses, images as links (nothing is
/// loaded from elsewhere), and headings that continue the page's own without a gap.
/// </summary>
public static class MarkdownHtml
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UsePipeTables()
        .UseAutoLinks()
        .Build();

    /// <param name="text">CommonMark with pipe tables.</param>
    /// <param name="under">Level of the heading that the text stands under.</param>
    public static string Of(string text, int under = 2)
    {
        try
        {
            var document = Markdig.Markdown.Parse(text, Pipeline);
            FitHeadings(document, under);
            foreach (var link in document.Descendants<LinkInline>().ToList())
                Disarm(link);
            foreach (var link in document.Descendants<AutolinkInline>().ToList())
                if (!link.IsEmail && !IsHarmless(link.Url))
                    link.ReplaceBy(new LiteralInline(link.Url));
            foreach (var block in document.Descendants<LeafBlock>())
                block.GetAttributes().AddPropertyIfNotExist("dir", "auto");
            return document.ToHtml(Pipeline);
        }
        catch (ArgumentException)
        {
            // Markdig's limit on nesting, against text made to exhaust the stack.
            return $"<p dir=\"auto\">{WebUtility.HtmlEncode(text)}</p>";
        }
    }

    /// <summary>The words without the marks, for descriptions and feeds.</summary>
    public static string Plain(string text) =>
        Markdig.Markdown.ToPlainText(text, Pipeline).ReplaceLineEndings(" ").Trim();

    /// <summary>A heading is at most one level below the one before it.</summary>
    private static void FitHeadings(MarkdownDocument document, int under)
    {
        var last = under;
        foreach (var heading in document.Descendants<HeadingBlock>())
            heading.Level = last = Math.Min(6, Math.Min(heading.Level + under, last + 1));
    }

    private static void Disarm(LinkInline link)
    {
        link.IsImage = false;
        if (!IsHarmless(link.Url))
            link.Url = "";
    }

    private static bool IsHarmless(string? url) =>
        url is not null
        && (
            url.StartsWith('/')
            || Uri.TryCreate(url, UriKind.Absolute, out var address)
                && address.Scheme is "http" or "https" or "mailto"
        );
}
