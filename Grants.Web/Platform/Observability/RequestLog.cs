using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.StaticAssets;

namespace Grants.Web.Platform.Observability;

/// <summary>
/// One line per request with the route's pattern in place of the address: ids, tokens, search words and network addresses
/// of people stay out of the log.
/// </summary>
public sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (AnswersInPlaceOfAnother(context))
        {
            await next(context);
            return;
        }
        var began = Stopwatch.GetTimestamp();
        var status = StatusCodes.Status500InternalServerError;
        try
        {
            await next(context);
            status = context.Response.StatusCode;
        }
        finally
        {
            var endpoint = context.GetEndpoint();
            Handled(
                endpoint?.Metadata.GetMetadata<StaticAssetDescriptor>() is null
                    ? LogLevel.Information
                    : LogLevel.Debug,
                context.Request.Method,
                (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "(none)",
                context.RequestAborted.IsCancellationRequested
                    ? StatusCodes.Status499ClientClosedRequest
                    : status,
                Stopwatch.GetElapsedTime(began).TotalMilliseconds
            );
        }
    }

    /// <summary>The not-found and the error page, after the line of what was asked for.</summary>
    private static bool AnswersInPlaceOfAnother(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null
        || context.Features.Get<IExceptionHandlerFeature>() is not null;

    [LoggerMessage(Message = "{Method} {Route} {Status} in {Milliseconds:0.0} ms")]
    private partial void Handled(
        LogLevel level,
        string method,
        string route,
        int status,
        double milliseconds
    );
}
