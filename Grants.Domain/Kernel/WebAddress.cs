using System.Diagnostics.CodeAnalysis;

namespace Grants.Domain.Kernel;

/// <summary>What may become a link on a public page.</summary>
public static class WebAddress
{
    public static bool Is([NotNullWhen(true)] string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme is "https" or "http");
}
