using Grants.Domain.Deliverables;

namespace Grants.Web.Features.Deliverables;

/// <summary>PREMIS events of what the product did by itself.</summary>
internal static class ProductEvent
{
    /// <summary>"Grants 1.4.0".</summary>
    public static string Agent { get; } =
        $"Grants {typeof(ProductEvent).Assembly.GetName().Version?.ToString(3)}";

    /// <param name="agent">The library or program that did it, with its version; null for the product itself.</param>
    public static PreservationEvent Of(
        Guid batchId,
        string type,
        string outcome,
        string detail,
        string subject,
        DateTimeOffset at,
        string? agent = null
    ) => new(batchId, type, AgentKind.Software, agent ?? Agent, outcome, detail, subject, at);
}
