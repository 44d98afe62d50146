using System.Text.Json;
using Grants.Domain.Inspection.Profiles;
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
    public async Task Folders_below_are_one_list_as_when_they_arrive()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "box 1"));
        Directory.CreateDirectory(Path.Combine(_folder, "box 2"));
        await WriteAsync("sheet.csv", SampleFiles.Sheet("a.tif", "b.tif"));
        await WriteAsync("box 1/a.tif", SampleFiles.Tiff(shade: 1));
        await WriteAsync("box 2/b.tif", SampleFiles.Tiff(shade: 2));
        await WriteAsync("box 2/Thumbs.db", [1]);

        var (_, output) = await RunAsync(_folder, "--json");
        Codes(output)
            .Should()
            .NotContain(["file-missing", "file-not-in-sheet", "file-named-twice"]);

        await WriteAsync("box 2/A.tif", SampleFiles.Tiff(shade: 3));
        await WriteAsync(".c.tif", SampleFiles.Tiff(shade: 4));
        (var code, output) = await RunAsync(_folder, "--json");
        code.Should().Be(ExitCode.Refused);
        Codes(output).Should().Contain("file-named-twice").And.Contain("file-not-in-sheet");
    }

    private static IEnumerable<string?> Codes(string output) =>
        JsonDocument
            .Parse(output)
            .RootElement.GetProperty("findings")
            .EnumerateArray()
            .Select(f => f.GetProperty("code").GetString());

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

    [Fact]
    public async Task A_file_is_held_to_the_profile_that_is_named()
    {
        var good = await WriteAsync(
            "a.wav",
            SampleFiles.Wave(rate: 96_000, bits: 24, broadcast: true)
        );
        var (code, output) = await RunAsync(good, "--profile", "iasa-tc-04-96");
        code.Should().Be(ExitCode.Done);
        output.Should().Contain("It meets the file criteria of IASA TC-04 96 kHz/24 bit");

        var poor = await WriteAsync("b.wav", SampleFiles.Wave(rate: 44_100));
        (code, output) = await RunAsync(poor, "--profile", "iasa-tc-04-96", "--json");
        code.Should().Be(ExitCode.Refused);
        JsonDocument
            .Parse(output)
            .RootElement.GetProperty("findings")
            .EnumerateArray()
            .Select(f => f.GetProperty("expected").GetString())
            .Should()
            .BeEquivalentTo("Broadcast Wave", "at least 96,000 Hz", "24 or 32");
    }

    [Fact]
    public async Task A_profile_of_the_site_s_own_is_read_from_its_file()
    {
        var profile = ShippedProfiles.Find("iasa-tc-04-48")!;
        var file = await WriteAsync("own.json", ProfileJson.Write(profile));
        var sound = await WriteAsync("a.wav", SampleFiles.Wave(rate: 44_100));
        var (code, output) = await RunAsync(sound, "--profile", file);
        code.Should().Be(ExitCode.Refused);
        output.Should().Contain("asks for at least 48,000 Hz");
    }

    [Fact]
    public async Task A_profile_that_isn_t_there_ends_with_2()
    {
        var path = await WriteAsync("a.tif", SampleFiles.Tiff());
        var (code, _) = await RunAsync(path, "--profile", "fadgi-2023-photo");
        code.Should().Be(ExitCode.Failed);
        ShippedProfiles.Near("fadgi-2023-photo")[0].Should().Be("fadgi-2023-photographs-3");
    }

    [Fact]
    public async Task A_sheet_that_lies_elsewhere_is_taken()
    {
        await WriteAsync("a.tif", SampleFiles.Tiff());
        var elsewhere = Path.Combine(_folder, "sheets");
        Directory.CreateDirectory(elsewhere);
        var sheet = Path.Combine(elsewhere, "mine.csv");
        await File.WriteAllBytesAsync(sheet, SampleFiles.Sheet("a.tif", "b.tif"), Cancel);

        var (_, output) = await RunAsync(_folder, "--sheet", sheet);
        output.Should().Contain("mine.csv, row 3").And.Contain("\"b.tif\"");

        (_, output) = await RunAsync(Path.Combine(_folder, "a.tif"), "--sheet", sheet);
        output.Should().NotContain("b.tif");
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
