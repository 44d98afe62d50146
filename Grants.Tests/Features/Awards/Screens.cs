using Grants.Tests.Support;

namespace Grants.Tests.Features.Awards;

internal static class Screens
{
    /// <summary>For people to look at, beside the screenshots.</summary>
    public static async Task ShowAsync(byte[] bytes, string fileName)
    {
        if (Environment.GetEnvironmentVariable("GRANTS_SCREENS") is null)
            return;
        var folder = Path.Combine(Repository.Root, ".artifacts", "screens");
        await File.WriteAllBytesAsync(
            Path.Combine(Directory.CreateDirectory(folder).FullName, fileName),
            bytes
        );
    }
}
