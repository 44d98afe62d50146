using System.Diagnostics;
using System.Text;

namespace Grants.Web.Platform.Programs;

/// <param name="Output">What it printed and complained of, its first part.</param>
/// <param name="TimedOut">It was ended because it took too long.</param>
internal sealed record ProgramResult(int ExitCode, string Output, bool TimedOut);

/// <summary>
/// A program of the system that looks into a foreign file: in a process of its own, so that what goes wrong in it stays there,
/// with a limit on its time and, where the system has one, on its memory.
/// </summary>
internal sealed class InstalledProgram
{
    private const int MaxOutput = 1 << 20;

    /// <summary>KiB of address space.</summary>
    private const int MaxMemory = 4 << 20;

    private const string Shell = "/bin/sh";
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly string _path;
    private readonly Lazy<string> _version;

    private InstalledProgram(string path, string versionArgument)
    {
        _path = path;
        _version = new(() => VersionOf(versionArgument));
    }

    /// <summary>Its name and version: "ffprobe 5.1.9".</summary>
    public string Agent => $"{Path.GetFileNameWithoutExtension(_path)} {_version.Value}".Trim();

    /// <returns>Null where it isn't on the PATH.</returns>
    public static InstalledProgram? Find(string name, string versionArgument) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder =>
                Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)
            )
            .Where(File.Exists)
            .Select(path => new InstalledProgram(path, versionArgument))
            .FirstOrDefault();

    public ProgramResult Run(
        IReadOnlyList<string> arguments,
        TimeSpan limit,
        CancellationToken cancel
    )
    {
        var start = new ProcessStartInfo
        {
            FileName = _path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        if (File.Exists(Shell))
        {
            start.FileName = Shell;
            foreach (
                var word in (string[])["-c", $"ulimit -v {MaxMemory}; exec \"$@\"", "sh", _path]
            )
                start.ArgumentList.Add(word);
        }
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Keep(output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(output, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var ended = WaitFor(process, limit, cancel);
        if (!ended)
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        cancel.ThrowIfCancellationRequested();
        return new ProgramResult(process.ExitCode, output.ToString(), !ended);
    }

    private static bool WaitFor(Process process, TimeSpan limit, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < limit && !cancel.IsCancellationRequested)
            if (process.WaitForExit(Poll))
                return true;
        return false;
    }

    private static void Keep(StringBuilder output, string? line)
    {
        lock (output)
            if (line is not null && output.Length < MaxOutput)
                output.AppendLine(line);
    }

    private string VersionOf(string argument)
    {
        var said = Run([argument], TimeSpan.FromSeconds(10), CancellationToken.None).Output;
        var words = said.Split([' ', '\n', '\r', ','], StringSplitOptions.RemoveEmptyEntries);
        return words
                .Select(w => w.TrimStart('v').TrimEnd('.'))
                .FirstOrDefault(w =>
                    w.Length is > 2 and < 40
                    && char.IsAsciiDigit(w[0])
                    && w.Contains('.', StringComparison.Ordinal)
                )
            ?? "";
    }
}
