using System.Diagnostics;
using System.Text.Json;
using Grants.Web.Platform.Operator;

namespace Grants.Tests.Platform;

/// <summary>The executable as a shell runs it.</summary>
public sealed class OperatorCommandTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("grants-command-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Help_lists_every_verb_and_each_verb_has_help()
    {
        var help = await RunAsync("", "--help");

        help.Code.Should().Be(ExitCode.Done);
        var verbs = help.Output[help.Output.IndexOf("Commands:", StringComparison.Ordinal)..]
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(line => line.Trim().Split(' ')[0])
            .ToList();
        verbs.Should().Contain(["serve", "migrate", "create-admin"]);
        foreach (var verb in verbs)
        {
            var ofVerb = await RunAsync("", verb, "--help");
            ofVerb.Code.Should().Be(ExitCode.Done);
            ofVerb.Output.Should().Contain($"grants {verb}");
        }
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("migrate", "--nonsense")]
    [InlineData("create-admin", "--email", "ada@example.org")]
    public async Task What_is_not_understood_is_said_and_changes_nothing(params string[] words)
    {
        var answer = await RunAsync("", words);

        answer.Code.Should().Be(ExitCode.Failed);
        answer.Error.Should().NotBeEmpty();
        Directory.EnumerateFileSystemEntries(_data).Should().BeEmpty();
    }

    [Fact]
    public async Task Migrating_reports_what_it_applied_and_then_nothing()
    {
        var first = await RunAsync("", "migrate", "--json");
        var second = await RunAsync("", "migrate", "--json");

        (first.Code, second.Code).Should().Be((ExitCode.Done, ExitCode.Done));
        Applied(first.Output).Should().BePositive();
        Applied(second.Output).Should().Be(0);
    }

    [Fact]
    public async Task The_first_administrator_is_made_once_with_a_password_from_standard_input()
    {
        string[] words =
        [
            "create-admin",
            "--email=ada@example.org",
            "--name=Ada",
            "--funder=Test Foundation",
        ];

        var weak = await RunAsync("password\n", words);
        var first = await RunAsync("seven quiet boxes of letters\n", [.. words, "--json"]);
        var again = await RunAsync("seven quiet boxes of letters\n", words);

        weak.Code.Should().Be(ExitCode.Refused);
        weak.Error.Should().Contain("15 characters");
        first.Code.Should().Be(ExitCode.Done);
        JsonDocument
            .Parse(first.Output)
            .RootElement.GetProperty("email")
            .GetString()
            .Should()
            .Be("ada@example.org");
        again.Code.Should().Be(ExitCode.Refused);
        again.Error.Should().Contain("has an administrator already");
    }

    private static int Applied(string json) =>
        JsonDocument.Parse(json).RootElement.GetProperty("applied").GetArrayLength();

    [Fact]
    public async Task Dates_are_read_and_offered_a_json_object_a_line()
    {
        var answer = await RunAsync("1974-03\nок. 1975\n3/4/1974\n", "dates", "-", "--json");

        answer.Code.Should().Be(ExitCode.Refused);
        answer
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.TrimEnd())
            .Should()
            .Equal(
                """{"input":"1974-03","edtf":"1974-03","level":0,"valid":true,"earliest":"1974-03-01","latest":"1974-03-31","display":"March 1974"}""",
                """{"input":"ок. 1975","edtf":"1975~","level":1,"valid":false,"earliest":"1975-01-01","latest":"1975-12-31","display":"About 1975"}""",
                """{"input":"3/4/1974","edtf":null,"level":null,"valid":false,"earliest":null,"latest":null,"display":"3/4/1974"}"""
            );
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(
        string input,
        params string[] words
    )
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Grants.Web.dll"), .. words]
        )
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _data,
        };
        start.Environment["GRANTS_DATA"] = _data;
        start.Environment.Remove("GRANTS_PASSWORD");
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(Cancel);
        var error = process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return (process.ExitCode, await output, await error);
    }
}
