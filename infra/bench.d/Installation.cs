using System.Diagnostics;

namespace Grants.Bench;

/// <summary>A new installation in a temporary folder, with its administrator or with the sample data, served by the published executable.</summary>
internal sealed class Installation : IDisposable
{
    public const string Email = "bench@example.org";
    public const string Password = "seven quiet boxes of letters";

    /// <summary>Of everybody in the sample data.</summary>
    public const string DemoPassword = "eleven boxes of sample letters";

    private readonly string _executable;
    private readonly bool _isDemo;
    private readonly string _data = Directory.CreateTempSubdirectory("grants-bench-").FullName;

    private Installation(string published, bool isDemo) =>
        (_executable, _isDemo) = (Path.Combine(published, "Grants.Web.dll"), isDemo);

    public static async Task<Installation> NewAsync(string published, CancellationToken cancel)
    {
        var made = new Installation(published, isDemo: false);
        await made.CommandAsync(
            ["create-admin", $"--email={Email}", "--name=Bench", "--funder=Bench Foundation"],
            cancel
        );
        return made;
    }

    public static async Task<Installation> DemoAsync(string published, CancellationToken cancel)
    {
        var made = new Installation(published, isDemo: true);
        await made.CommandAsync(["demo"], cancel);
        return made;
    }

    public Task<RunningServer> ServeAsync(CancellationToken cancel, string firstPath = "/") =>
        RunningServer.StartAsync(["dotnet", _executable], firstPath, _data, cancel, _isDemo);

    public async Task CommandAsync(IEnumerable<string> words, CancellationToken cancel)
    {
        var start = new ProcessStartInfo("dotnet", [_executable, .. words])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["GRANTS_DATA"] = _data;
        start.Environment["Demo__Enabled"] = _isDemo.ToString();
        start.Environment["GRANTS_PASSWORD"] = Password;
        using var process = Process.Start(start)!;
        await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        if (process.ExitCode != 0)
            throw new InvalidOperationException(
                $"{string.Join(' ', words)} ended with {process.ExitCode}."
            );
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);
}
