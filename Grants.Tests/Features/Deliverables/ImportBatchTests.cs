using Grants.Domain.Deliverables;
using Grants.Domain.Kernel;
using Grants.Tests.Domain.Inspection;
using Grants.Tests.Support;
using Grants.Web.Commands;
using Grants.Web.Platform.Operator;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Deliverables;

/// <summary>A delivery from a drive, by the operator's command.</summary>
public sealed class ImportBatchTests : IAsyncLifetime
{
    private readonly string _drive = Directory.CreateTempSubdirectory("grants-drive-").FullName;
    private TestApp _app = default!;
    private Story _story = default!;
    private Story.MadeAward _award = default!;
    private string _archivist = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync();
        _story = _app.Story();
        _award = await _story.AwardAsync();
        _archivist = (await _story.ArchivistAsync()).Email!;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_drive, recursive: true);
    }

    [Fact]
    public async Task A_folder_is_rehearsed_first_and_delivered_when_asked()
    {
        await WriteAsync(
            ("sheet.csv", SampleFiles.Sheet("a.tif")),
            ("box 1/a.tif", SampleFiles.Tiff()),
            (".DS_Store", [1])
        );

        var rehearsal = await RunAsync(_drive);
        rehearsal
            .Should()
            .Be(
                (
                    ExitCode.Done,
                    $"2 files ({Size()}) would be delivered to D1 of {_award.Award.Number}. Nothing was stored; add --apply to deliver them.\n"
                )
            );
        (await _app.ReadAsync(d => d.Batches.CountAsync(Cancel))).Should().Be(0);

        (await RunAsync(_drive, "--apply")).Code.Should().Be(ExitCode.Done);
        (await _app.ReadAsync(d => d.Batches.SingleAsync(Cancel)))
            .Status.Should()
            .Be(BatchStatus.Submitted);
        (
            await _app.ReadAsync(d =>
                d.BatchFiles.OrderBy(f => f.Name).Select(f => f.Name).ToListAsync(Cancel)
            )
        )
            .Should()
            .Equal("a.tif", "sheet.csv");
    }

    [Fact]
    public async Task A_bag_is_compared_with_its_manifest_before_anything_is_delivered()
    {
        var bag = Packages.Bag(
            ("sheet.csv", SampleFiles.Sheet("a.tif")),
            ("a.tif", SampleFiles.Tiff())
        );
        await WriteAsync(bag);
        var folder = Path.Combine(_drive, "bag-1");
        var tiff = Path.Combine(folder, "data", "a.tif");
        await File.WriteAllBytesAsync(tiff, SampleFiles.Tiff(shade: 3), Cancel);

        var (code, output) = await RunAsync(folder, "--apply");
        code.Should().Be(ExitCode.Refused);
        output.Should().Contain("changed or damaged").And.Contain("Nothing was delivered.");
        (await _app.ReadAsync(d => d.Batches.CountAsync(Cancel))).Should().Be(0);

        await File.WriteAllBytesAsync(tiff, SampleFiles.Tiff(), Cancel);
        (await RunAsync(folder, "--apply")).Code.Should().Be(ExitCode.Done);
        (await _app.ReadAsync(d => d.BatchFiles.SingleAsync(f => f.Name == "a.tif", Cancel)))
            .ProvedBy.Should()
            .Be("manifest-sha256.txt of bag-1");
    }

    [Fact]
    public async Task Only_for_people_of_the_grantee_and_only_what_is_there()
    {
        await WriteAsync(("sheet.csv", SampleFiles.Sheet("a.tif")));
        var staff = await _story.StaffAsync(Grants.Domain.Accounts.Role.GrantsOfficer);
        (await RunAsync(_drive, by: staff.Email)).Code.Should().NotBe(ExitCode.Done);
        (await RunAsync(_drive, by: "nobody@example.org")).Code.Should().NotBe(ExitCode.Done);
        (await RunAsync(Path.Combine(_drive, "missing"))).Code.Should().Be(ExitCode.Failed);
    }

    private string Size() =>
        ByteSize.Say(
            new DirectoryInfo(_drive)
                .EnumerateFiles("*", SearchOption.AllDirectories)
                .Where(f => f.Name[0] != '.')
                .Sum(f => f.Length)
        );

    private async Task WriteAsync(params (string Path, byte[] Content)[] files)
    {
        foreach (var (path, content) in files)
        {
            var place = Path.Combine(_drive, path);
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            await File.WriteAllBytesAsync(place, content, Cancel);
        }
    }

    private async Task<(int Code, string Output)> RunAsync(
        string path,
        string? flag = null,
        string? by = null
    )
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await OperatorCommands.RunAsync(
            [
                "import-batch",
                path,
                "--award",
                _award.Award.Number,
                "--deliverable",
                "D1",
                "--by",
                by ?? _archivist,
                .. flag is null ? [] : (string[])[flag],
                .. _app.Settings,
            ],
            output,
            error
        );
        return (code, output.ToString() + (code == ExitCode.Done ? "" : error));
    }
}
