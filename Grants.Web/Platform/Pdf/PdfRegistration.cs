using Grants.Domain.Documents;
using Grants.Web.Platform.Pdf.Html;
using Grants.Web.Platform.Pdf.Shaping;
using Grants.Web.Platform.Pdf.TrueType;

namespace Grants.Web.Platform.Pdf;

public static class PdfRegistration
{
    /// <summary>Use cases ask for <see cref="DocumentRenderers"/>.</summary>
    public static IServiceCollection AddDocuments(this IServiceCollection services)
    {
        services.AddSingleton(_ => FontSet.LoadShipped());
        services.AddSingleton<TextShaper>();
        services.AddSingleton<IDocumentRenderer, PdfRenderer>();
        services.AddSingleton<IDocumentRenderer, HtmlDocumentRenderer>();
        services.AddSingleton<DocumentRenderers>();
        return services;
    }
}
