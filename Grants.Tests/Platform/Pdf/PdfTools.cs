using System.ComponentModel;
using System.Diagnostics;

namespace Grants.Tests.Platform.Pdf;

/// <summary>Other people's programs on a PDF; a test that needs one that isn't installed says so.</summary>
internal static class PdfTools
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="arguments">"{file}" is the file; it comes last when nothing says where.</param>
    public static async Task<(int Exit, string Output)> RunAsync(
        string program,
        byte[] pdf,
        params string[] arguments
    )
    {
        var file = Path.Combine(Path.GetTempPath(), $"grants-{Guid.CreateVersion7():n}.pdf");
        try
        {
            await File.WriteAllBytesAsync(file, pdf, Cancel);
            var start = new ProcessStartInfo(program)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            foreach (
                var argument in arguments.Contains("{file}") ? arguments : [.. arguments, "{file}"]
            )
                start.ArgumentList.Add(argument == "{file}" ? file : argument);
            return await RunAsync(start);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<(int, string)> RunAsync(ProcessStartInfo start)
    {
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(Cancel);
            var errors = process.StandardError.ReadToEndAsync(Cancel);
            await process.WaitForExitAsync(Cancel);
            return (process.ExitCode, await output + await errors);
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{start.FileName} is not installed.");
            throw;
        }
    }
}
