using Microsoft.AspNetCore.Antiforgery;

namespace Grants.Web.Platform.Security;

public static class FormToken
{
    /// <summary>
    /// Only forms of our own pages reach the endpoint. The framework checks the token by itself only where an endpoint reads
    /// the form.
    /// </summary>
    public static RouteHandlerBuilder RequireFormToken(this RouteHandlerBuilder endpoint) =>
        endpoint.AddEndpointFilter(
            async (context, next) =>
            {
                var http = context.HttpContext;
                return await http
                    .RequestServices.GetRequiredService<IAntiforgery>()
                    .IsRequestValidAsync(http)
                    ? await next(context)
                    : Results.BadRequest();
            }
        );
}
