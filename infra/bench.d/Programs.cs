using System.Diagnostics;

namespace Grants.Bench;

/// <summary>Programs of this machine that serve as peers.</summary>
internal static class Programs
{
    /// <summary>Its path, or null when it isn't installed.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':')
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    public static async Task<string> OutputAsync(
        string program,
        IEnumerable<string> arguments,
        CancellationToken cancel
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.BeginErrorReadLine();
        var output = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return output;
    }
}
