using Grants.Domain.Kernel;
using Microsoft.AspNetCore.Mvc;

namespace Grants.Web.Platform.Security;

/// <summary>Answers for what rules and lookups throw outside of a live workspace.</summary>
public static class RefusalPages
{
    /// <summary>
    /// A record that isn't there, or not for this person, is 404 with the body that every unknown address has. A refusal
    /// is 409 with its sentence.
    /// </summary>
    public static IApplicationBuilder UseRefusalPages(this IApplicationBuilder app) =>
        app.Use(
            async (context, next) =>
            {
                try
                {
                    await next(context);
                }
                catch (NotFoundException) when (!context.Response.HasStarted)
                {
                    context.Response.Clear();
                    context.Response.StatusCode = StatusCodes.Status404NotFound;
                }
                catch (RefusedException refused) when (!context.Response.HasStarted)
                {
                    context.Response.Clear();
                    context.Features.Set(new RefusedRequest(refused.Refusal));
                    context.Response.StatusCode = StatusCodes.Status409Conflict;
                    if (!WantsPage(context))
                        await Results
                            .Problem(
                                new ProblemDetails
                                {
                                    Status = StatusCodes.Status409Conflict,
                                    Title = "Refused",
                                    Detail = refused.Refusal.Reason,
                                }
                            )
                            .ExecuteAsync(context);
                }
            }
        );

    /// <summary>Any address that nothing answers: not found, for signed-in people and the public alike.</summary>
    public static void MapNowhere(this IEndpointRouteBuilder routes) =>
        routes
            .MapFallback(
                "{*path}",
                context =>
                {
                    context.Response.StatusCode = StatusCodes.Status404NotFound;
                    return Task.CompletedTask;
                }
            )
            .AllowAnonymous()
            .DisableAntiforgery();

    private static bool WantsPage(HttpContext context) =>
        context.Request.GetTypedHeaders().Accept.Any(a => a.MediaType == "text/html");
}

/// <summary>What the page for a refused request tells.</summary>
public sealed record RefusedRequest(Refusal Refusal);
