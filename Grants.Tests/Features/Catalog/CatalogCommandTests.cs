using System.Text.Json;
using Grants.Tests.Support;
using Grants.Web.Commands;
using Grants.Web.Platform.Operator;

namespace Grants.Tests.Features.Catalog;

public sealed class CatalogCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("grants-import-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Import_catalog_rehearses_first_and_answers_with_its_exit_code()
    {
        await using var app = await TestApp.StartAsync();
        await app.Story().OrganizationAsync();
        var good = Sheet("identifier,title\nta_1,A letter\n");
        var bad = Sheet("identifier,title,colour\nta_1,A letter,red\n");

        var rehearsal = await RunAsync(app, "import-catalog", good, "--institution=Test Archive");
        var refused = await RunAsync(
            app,
            "import-catalog",
            bad,
            "--institution=Test Archive",
            "--apply"
        );
        var nowhere = await RunAsync(app, "import-catalog", good, "--institution=Nowhere");
        var missing = await RunAsync(
            app,
            "import-catalog",
            "missing.csv",
            "--institution=Test Archive"
        );
        var applied = await RunAsync(
            app,
            "import-catalog",
            good,
            "--institution=Test Archive",
            "--apply",
            "--json"
        );

        rehearsal.Code.Should().Be(ExitCode.Done);
        rehearsal.Output.Should().Contain("1 row would become").And.Contain("--apply");
        refused.Code.Should().Be(ExitCode.Refused);
        refused.Output.Should().Contain("colour").And.Contain("nothing was stored");
        nowhere.Code.Should().Be(ExitCode.Refused);
        missing.Code.Should().Be(ExitCode.Failed);
        applied.Code.Should().Be(ExitCode.Done);
        JsonDocument
            .Parse(applied.Output)
            .RootElement.GetProperty("applied")
            .GetBoolean()
            .Should()
            .BeTrue();
    }

    [Fact]
    public async Task Reindex_makes_the_index_again_while_the_server_runs()
    {
        await using var app = await TestApp.StartAsync();
        await app.Story().RecordAsync(title: "A letter");
        await app.IndexAsync();

        var answer = await RunAsync(app, "reindex");

        answer.Code.Should().Be(ExitCode.Done);
        answer.Output.Should().StartWith("1 record was read.");
        (
            await app.Browser()
                .GetStringAsync("/catalog?q=letter", TestContext.Current.CancellationToken)
        )
            .Should()
            .Contain("A letter");
    }

    private string Sheet(string text)
    {
        var file = Path.Combine(_folder, $"{Guid.CreateVersion7():n}.csv");
        File.WriteAllText(file, text);
        return file;
    }

    private static async Task<(int Code, string Output)> RunAsync(
        TestApp app,
        params string[] words
    )
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await OperatorCommands.RunAsync([.. words, .. app.Settings], output, error);
        return (code, output.ToString());
    }
}
