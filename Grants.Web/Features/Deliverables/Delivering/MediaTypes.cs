using Grants.Domain.Inspection.Formats;
using Grants.Web.Platform.Storage;

namespace Grants.Web.Features.Deliverables.Delivering;

/// <summary>What a delivered file is by its content, as "image/tiff".</summary>
internal static class MediaTypes
{
    /// <summary>What isn't known is bytes, so that no browser opens it.</summary>
    private const string Unknown = "application/octet-stream";

    /// <param name="content">Seekable.</param>
    public static string Of(Stream content) =>
        FormatReader.Read(content).Facts?.MediaType ?? Unknown;

    public static async Task<string> TypeOfAsync(
        this IFileStore store,
        string sha256,
        CancellationToken cancel
    )
    {
        await using var content = await store.OpenAsync(sha256, cancel);
        return Of(content);
    }
}
