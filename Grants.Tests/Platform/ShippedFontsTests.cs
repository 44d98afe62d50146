using System.Text.RegularExpressions;
using Grants.Tests.Support;
using Grants.Web.Platform.Imaging;
using Grants.Web.Platform.Pdf;
using Microsoft.Extensions.DependencyInjection;

namespace Grants.Tests.Platform;

/// <summary>The build fetched the fonts, and the server has them.</summary>
public sealed partial class ShippedFontsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_font_of_the_style_sheet_comes_from_the_site_itself()
    {
        await using var app = await TestApp.StartEmptyAsync();
        using var browser = app.Browser();

        var css = await browser.GetStringAsync("/lib/fonts/fonts.css", Cancel);

        var files = Addresses().Matches(css).Select(m => m.Groups[1].Value).ToList();
        files.Should().HaveCountGreaterThan(30).And.OnlyHaveUniqueItems();
        css.Should().NotContain("://");
        foreach (var file in files)
        {
            using var font = await browser.GetAsync("/lib/fonts/" + file, Cancel);
            font.IsSuccessStatusCode.Should().BeTrue();
            font.Content.Headers.ContentType!.MediaType.Should().Be("font/woff2");
        }
    }

    [Fact]
    public async Task The_host_has_both_renderers_and_the_image_decoder()
    {
        await using var app = await TestApp.StartEmptyAsync();

        var renderers = app.Services.GetRequiredService<DocumentRenderers>();

        renderers.Pdf.Should().BeOfType<PdfRenderer>();
        renderers.Html.ContentType.Should().Be("text/html");
        app.Services.GetRequiredService<ImageDecoder>().Should().NotBeNull();
    }

    [GeneratedRegex("url\\(\"([^\"]+)\"\\)")]
    private static partial Regex Addresses();
}
