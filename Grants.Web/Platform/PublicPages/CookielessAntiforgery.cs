using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Grants.Web.Platform.PublicPages;

/// <summary>
/// Pages that say they need no antiforgery token get none. Blazor makes one for every page whatever it says, and with it a
/// cookie and "no-store", so that no public page could be kept.
/// </summary>
internal sealed class CookielessAntiforgery(IAntiforgery inner) : IAntiforgery
{
    private static readonly AntiforgeryTokenSet Nothing = new(null, null, "none", null);

    public static void Replace(IServiceCollection services)
    {
        services.AddAntiforgery();
        var original = services.Last(s => s.ServiceType == typeof(IAntiforgery));
        services.Replace(
            ServiceDescriptor.Singleton<IAntiforgery>(s => new CookielessAntiforgery(
                (IAntiforgery)ActivatorUtilities.CreateInstance(s, original.ImplementationType!)
            ))
        );
    }

    public AntiforgeryTokenSet GetAndStoreTokens(HttpContext httpContext) =>
        NeedsNone(httpContext) ? Nothing : inner.GetAndStoreTokens(httpContext);

    public AntiforgeryTokenSet GetTokens(HttpContext httpContext) =>
        NeedsNone(httpContext) ? Nothing : inner.GetTokens(httpContext);

    public void SetCookieTokenAndHeader(HttpContext httpContext)
    {
        if (!NeedsNone(httpContext))
            inner.SetCookieTokenAndHeader(httpContext);
    }

    public Task<bool> IsRequestValidAsync(HttpContext httpContext) =>
        inner.IsRequestValidAsync(httpContext);

    public Task ValidateRequestAsync(HttpContext httpContext) =>
        inner.ValidateRequestAsync(httpContext);

    private static bool NeedsNone(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IAntiforgeryMetadata>()
            is { RequiresValidation: false };
}
