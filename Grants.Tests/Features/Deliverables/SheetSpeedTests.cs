using System.Globalization;
using System.Text;
using Grants.Data.Providers.Sqlite;
using Grants.Domain.Accounts;
using Grants.Domain.Catalog;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Sheets;
using Grants.Tests.Domain.Inspection;
using Grants.Tests.Support;
using Grants.Web.Features.Catalog.Names;
using Grants.Web.Features.Deliverables.Sheets;
using Microsoft.Extensions.DependencyInjection;

namespace Grants.Tests.Features.Deliverables;

/// <summary>What a sheet of many rows asks of the database, counted and not timed.</summary>
public sealed class SheetSpeedTests
{
    private const int MostParameters = 2_100; // of SQL Server

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_thousand_identifiers_are_asked_for_a_thousand_at_a_time()
    {
        var sql = new SqlLog();
        await using var desk = await NewAsync(sql);
        await desk.Db.AddAsync(await RecordAsync(desk, "7777"));
        var batchId = await OpenAsync(desk, 10_000);

        var asked = sql.Count;
        var view = await ShowAsync(desk, batchId, RowsShown.Errors);

        view.Rows.Rows.Should().ContainSingle().Which.Number.Should().Be(7_778);
        var queries = sql.Queries.Skip(asked).ToList();
        queries.Count(q => q.Text.Contains("CatalogRecords")).Should().Be(10);
        queries.Count(q => q.Text.Contains("BatchItems")).Should().Be(10);
        queries.Should().OnlyContain(q => q.Parameters < MostParameters);
    }

    [Fact]
    public async Task Saving_a_cell_asks_as_much_of_a_long_sheet_as_of_a_short_one()
    {
        List<int> asked = [];
        foreach (var rows in (int[])[3, 3_000])
        {
            var sql = new SqlLog();
            await using var desk = await NewAsync(sql);
            var batchId = await OpenAsync(desk, rows);
            await ShowAsync(desk, batchId);
            var before = sql.Count;
            await desk.EditSheet(desk.Archivist)
                .RunAsync(batchId, new CellChange(2, 1, "Item", "Poster"), Cancel);
            asked.Add(sql.Count - before);
        }
        asked[1].Should().Be(asked[0]).And.BeGreaterThan(0);
    }

    [Fact]
    public async Task Names_are_loaded_once_and_again_when_an_editor_of_any_node_changed_them()
    {
        var sql = new SqlLog();
        await using var desk = await NewAsync(sql);
        var editor = desk.Db.As(await desk.Story.StaffAsync(Role.CatalogEditor));
        var keep = new KeepName(desk.Db, editor);
        var id = await keep.AddAsync(
            new NameText(NameKind.Person, "Nudel, Ida", [], "", ""),
            Cancel
        );
        var batchId = await OpenAsync(desk, 3, "Ida Nudel");
        (await PeopleAsync()).Should().Be("\"Ida Nudel\" was read as Nudel, Ida.");
        var loads = Loads();
        await PeopleAsync();
        Loads().Should().Be(loads);

        var seen = await keep.FindAsync(id, Cancel);
        await keep.DescribeAsync(id, seen.Version, seen.Text with { Name = "NUDEL, Ida" }, Cancel);

        loads = Loads();
        (await PeopleAsync()).Should().Be("\"Ida Nudel\" was read as NUDEL, Ida.");
        Loads().Should().BeGreaterThan(loads);

        int Loads() =>
            sql.Queries.Count(q => q.Text.Contains("\"KnownNames\"") && !q.Text.Contains("WHERE"));

        async Task<string> PeopleAsync() =>
            (await ShowAsync(desk, batchId))
                .Rows.Rows[0]
                .Cells.Single(c => c.Column.Heading == MetadataProfile.People)
                .Findings.Single()
                .Message[8..];
    }

    [Fact]
    public async Task Identifiers_are_the_same_whatever_their_capitals()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        await desk.Db.AddAsync(await RecordAsync(desk, "TA_1"));
        var batchId = await desk.Start(desk.Archivist).RunAsync(desk.D1, Cancel);
        await desk.SendAsync(
            batchId,
            "sheet.csv",
            SampleFiles.Text(
                $"{SampleFiles.Heading}\nta_1,Item,Text,http://rightsstatements.org/vocab/InC/1.0/,Papers,a.tif\n"
            )
        );
        (await ShowAsync(desk, batchId, RowsShown.Errors))
            .Rows.Rows[0]
            .Cells[0]
            .Findings.Should()
            .ContainSingle()
            .Which.Code.Should()
            .Be(FindingCodes.IdentifierRepeated);
    }

    private static Task<DeliveryDesk> NewAsync(SqlLog sql) =>
        DeliveryDesk.NewAsync(configure: services =>
            services.ConfigureDbContext<SqliteGrantsDb>(o => o.AddInterceptors(sql))
        );

    private static async Task<CatalogRecord> RecordAsync(DeliveryDesk desk, string identifier) =>
        new(
            identifier.ToLowerInvariant(),
            desk.Award.Award.OrganizationId,
            new CatalogDescription { Identifier = identifier, Title = "An older item" },
            desk.Db.By(
                await desk.Db.As(await desk.Story.StaffAsync(Role.CatalogEditor)).ActorAsync(Cancel)
            )
        );

    private static async Task<Guid> OpenAsync(DeliveryDesk desk, int rows, string people = "")
    {
        var text = new StringBuilder($"{SampleFiles.Heading},people\n");
        for (var i = 1; i <= rows; i++)
            text.Append(
                CultureInfo.InvariantCulture,
                $"{i},Item,Text,http://rightsstatements.org/vocab/InC/1.0/,Papers,{i}.tif,{people}\n"
            );
        var batchId = await desk.Start(desk.Archivist).RunAsync(desk.D1, Cancel);
        await desk.SendAsync(batchId, "sheet.csv", SampleFiles.Text(text.ToString()));
        return batchId;
    }

    private static Task<SheetView> ShowAsync(
        DeliveryDesk desk,
        Guid batchId,
        RowsShown show = RowsShown.All
    ) => desk.ShowSheet(desk.Archivist).RunAsync(batchId, show, 1, null, Cancel);
}
