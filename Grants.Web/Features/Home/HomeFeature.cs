using Grants.Web.Platform;

namespace Grants.Web.Features.Home;

public static class HomeFeature
{
    private const string Xml = "application/xml; charset=utf-8";

    public static IServiceCollection AddHome(this IServiceCollection services) =>
        services.AddScoped<ListNextSteps>().AddScoped<ReadHome>().AddScoped<Sitemap>();

    public static void MapHome(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/sitemap.xml",
                (Sitemap sitemap, HttpContext context, CancellationToken cancel) =>
                {
                    context.Response.ContentType = Xml;
                    return sitemap.WriteAsync(context.Response.Body, cancel);
                }
            )
            .AllowAnonymous();
        routes
            .MapGet(
                "/sitemap-{file:int}.xml",
                (int file, Sitemap sitemap, HttpContext context, CancellationToken cancel) =>
                {
                    context.Response.ContentType = Xml;
                    return sitemap.WriteFileAsync(file, context.Response.Body, cancel);
                }
            )
            .AllowAnonymous();
        routes
            .MapGet(
                "/robots.txt",
                (SiteAddress site) =>
                    Results.Text(
                        $"""
                        User-agent: *
                        Disallow: /account
                        Disallow: /work
                        Disallow: /my

                        Sitemap: {site.Of("/sitemap.xml")}

                        """
                    )
            )
            .AllowAnonymous();
    }
}
