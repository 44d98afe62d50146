using System.Text.Json;
using Grants.Tests.Domain.Inspection;
using Grants.Web.Commands;
using Grants.Web.Platform.Operator;

namespace Grants.Tests.Features.Deliverables;

/// <summary>The checks as an archive runs them before sending.</summary>
public sealed class CheckCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("grants-check-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_folder_with_an_error_ends_with_1_and_names_it()
    {
        await WriteAsync("sheet.csv", SampleFiles.Sheet("a.tif"));
        await WriteAsync("a.tif", SampleFiles.Jpeg());
        await WriteAsync(".DS_Store", [1]);

        var (code, output) = await RunAsync(_folder);

        code.Should().Be(ExitCode.Refused);
        output
            .Should()
            .Contain("a.tif")
            .And.Contain("is JPEG inside")
            .And.Contain("It would be refused.");
        output.Should().NotContain(".DS_Store");
    }

    [Fact]
    public async Task As_JSON_it_is_one_object_with_verdict_and_findings()
    {
        await WriteAsync("sheet.csv", SampleFiles.Sheet("a.tif"));
        await WriteAsync("a.tif", SampleFiles.Jpeg());

        var (_, output) = await RunAsync(_folder, "--json");

        var report = JsonDocument.Parse(output).RootElement;
        report.GetProperty("verdict").GetString().Should().Be("errors");
        var finding = report
            .GetProperty("findings")
            .EnumerateArray()
            .First(f => f.GetProperty("path").GetString() == "a.tif");
        finding.GetProperty("code").GetString().Should().Be("file-type-differs");
        finding.GetProperty("severity").GetString().Should().Be("Error");
        finding.GetProperty("expected").GetString().Should().Be(".tif");
    }

    [Fact]
    public async Task A_single_good_file_is_clean()
    {
        var path = await WriteAsync("a.tif", SampleFiles.Tiff());
        var (code, output) = await RunAsync(path);
        code.Should().Be(ExitCode.Done);
        output.Should().Contain("Nothing to mend.");
    }

    [Fact]
    public async Task A_sheet_alone_is_checked_row_by_row()
    {
        var path = await WriteAsync(
            "sheet.csv",
            SampleFiles.Text($"{SampleFiles.Heading}\nta_1,,Text,free,Papers,a.tif")
        );
        var (code, output) = await RunAsync(path);
        code.Should().Be(ExitCode.Refused);
        output.Should().Contain("sheet.csv, row 2").And.Contain("title is empty.");
    }

    [Fact]
    public async Task What_isn_t_there_ends_with_2()
    {
        var (code, _) = await RunAsync(Path.Combine(_folder, "missing"));
        code.Should().Be(ExitCode.Failed);
    }

    private async Task<string> WriteAsync(string name, byte[] content)
    {
        var path = Path.Combine(_folder, name);
        await File.WriteAllBytesAsync(path, content, Cancel);
        return path;
    }

    private static async Task<(int Code, string Output)> RunAsync(params string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await OperatorCommands.RunAsync(["check", .. words], output, error);
        return (code, output.ToString());
    }
}
