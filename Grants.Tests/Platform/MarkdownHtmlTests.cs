using Grants.Web.Platform.Markdown;

namespace Grants.Tests.Platform;

public sealed class MarkdownHtmlTests
{
    [Fact]
    public void Raw_html_is_shown_as_text() =>
        MarkdownHtml
            .Of("<script>alert(1)</script> and <b>bold</b>")
            .Should()
            .NotContain("<script")
            .And.NotContain("<b>")
            .And.Contain("&lt;script&gt;");

    [Theory]
    [InlineData("[here](javascript:alert(1))")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("[here](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("[a][1]\n\n[1]: vbscript:x")]
    public void A_link_that_could_run_something_leads_nowhere(string text) =>
        MarkdownHtml.Of(text).Should().NotMatchRegex("href=\"(javascript|data|vbscript)");

    [Fact]
    public void Web_and_mail_links_work() =>
        MarkdownHtml
            .Of("[a](https://example.org/) [b](mailto:a@example.org) [c](/calls)")
            .Should()
            .Contain("href=\"https://example.org/\"")
            .And.Contain("href=\"mailto:a@example.org\"")
            .And.Contain("href=\"/calls\"");

    [Fact]
    public void An_image_becomes_a_link() =>
        MarkdownHtml
            .Of("![map](https://example.org/map.png)")
            .Should()
            .NotContain("<img")
            .And.Contain("href=\"https://example.org/map.png\"");

    [Fact]
    public void Headings_go_on_from_the_heading_above_without_a_gap() =>
        MarkdownHtml
            .Of("### First\n\n# Second\n\n###### Third")
            .Should()
            .Contain("<h3 dir=\"auto\">First")
            .And.Contain("<h3 dir=\"auto\">Second")
            .And.Contain("<h4 dir=\"auto\">Third");

    [Fact]
    public void Text_that_is_nested_beyond_reason_is_shown_as_it_is() =>
        MarkdownHtml.Of(new string('>', 5000) + "x").Should().Contain("&gt;&gt;").And.Contain("x");
}
