using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Grants.Web.Platform.Observability;

/// <summary>
/// Traces and metrics to a collector, when one is named. The only file that knows OpenTelemetry.
/// </summary>
public static class Telemetry
{
    private const string StandardEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] Meters =
    [
        Storage.CleanFiles.MeterName,
        "System.Runtime",
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.RateLimiting",
        "Microsoft.AspNetCore.Components",
        "Microsoft.AspNetCore.Components.Server.Circuits",
    ];

    /// <summary>
    /// Telemetry:Endpoint (and Telemetry:Protocol, "grpc" or "http/protobuf") are our names for the standard's variables
    /// OTEL_EXPORTER_OTLP_ENDPOINT and OTEL_EXPORTER_OTLP_PROTOCOL; all other variables of the standard work as they are.
    /// </summary>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        settings[StandardEndpoint] ??= settings["Telemetry:Endpoint"];
        settings["OTEL_EXPORTER_OTLP_PROTOCOL"] ??= settings["Telemetry:Protocol"];
        if (string.IsNullOrEmpty(settings[StandardEndpoint]))
            return;
        builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(r =>
                r.AddService(
                    "grants",
                    serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString(3)
                )
            )
            .WithTracing(t =>
                t.AddAspNetCoreInstrumentation(o =>
                    // The path carries ids and mailed tokens; the route's pattern stays.
                    o.EnrichWithHttpResponse = (span, _) =>
                        span.SetTag("url.path", null)
                            .SetTag("url.query", null)
                            .SetTag("user_agent.original", null)
                )
            )
            .WithMetrics(m => m.AddMeter(Meters))
            .UseOtlpExporter();
    }
}
