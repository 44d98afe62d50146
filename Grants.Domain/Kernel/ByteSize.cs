using System.Globalization;

namespace Grants.Domain.Kernel;

public static class ByteSize
{
    private static readonly string[] Units = ["bytes", "KiB", "MiB", "GiB", "TiB"];

    /// <summary>"532 bytes", "4.2 MiB".</summary>
    public static string Say(long bytes)
    {
        var (size, unit) = ((decimal)bytes, 0);
        while (size >= 1024 && unit < Units.Length - 1)
            (size, unit) = (size / 1024, unit + 1);
        return unit == 0
            ? Numbers.Say((int)bytes, "byte")
            : string.Create(CultureInfo.InvariantCulture, $"{size:0.#} {Units[unit]}");
    }
}
