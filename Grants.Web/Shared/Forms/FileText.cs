using System.Globalization;
using Grants.Domain.Forms;

namespace Grants.Web.Shared.Forms;

/// <summary>An attached file, as screens and documents say it.</summary>
public static class FileText
{
    public static string Of(AttachedFile file) => $"{file.Name} ({Size(file.Bytes)})";

    /// <summary>In decimal units, as systems and providers count them.</summary>
    public static string Size(long bytes) =>
        bytes switch
        {
            < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
            < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000m:0.#} kB"),
            < 1_000_000_000 => string.Create(
                CultureInfo.InvariantCulture,
                $"{bytes / 1_000_000m:0.#} MB"
            ),
            _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000_000m:0.##} GB"),
        };
}
