using System.Data.Common;
using Grants.Data.Providers.Sqlite;
using Grants.Domain.Deliverables;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Sheets;
using Grants.Domain.Kernel;
using Grants.Tests.Domain.Inspection;
using Grants.Web.Features.Deliverables.Sheets;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Grants.Tests.Features.Deliverables;

public sealed class SheetTests
{
    private const string Rights = "http://rightsstatements.org/vocab/InC/1.0/";

    private static readonly byte[] Dirty = SampleFiles.Text(
        $"{SampleFiles.Heading},date\r\nta_1,One,StillImage,{Rights},Papers,a.tif,c. 1975\r\nta_2,Two,StillImage,{Rights},Papers,b.tif,12 марта 1974\r\nta_3,Three,Foto,{Rights},Papers,c.tif,who knows\r\n"
    );

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sheet_is_rehearsed_as_soon_as_it_arrives_and_nothing_is_stored()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await OpenAsync(desk, Dirty);

        var view = await ShowAsync(desk, batchId);

        view.Counts[RowsShown.All].Should().Be(3);
        view.Counts[RowsShown.Errors].Should().Be(1);
        view.Offers.Should().Equal(new SheetOffers("date", 2), new SheetOffers("type", 1));
        var wrong = view.Rows.Rows[2].Cells.Single(c => c.Column.Heading == "type");
        wrong.Findings.Should().ContainSingle().Which.Severity.Should().Be(FindingSeverity.Error);
        (await desk.Db.ReadAsync(d => d.BatchFindings.CountAsync(Cancel))).Should().Be(0);
        (await desk.StoredAsync()).Status.Should().Be(DeliverableStatus.InProgress);
    }

    [Fact]
    public async Task A_changed_cell_is_read_at_once_and_the_sheet_that_came_stays()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await OpenAsync(desk, Dirty);

        await Edit(desk).RunAsync(batchId, new CellChange(4, 2, "Foto", "StillImage"), Cancel);

        var view = await ShowAsync(desk, batchId);
        view.Counts[RowsShown.Errors].Should().Be(0);
        var cell = view.Rows.Rows[2].Cells[2];
        (cell.Text, cell.Was, cell.By).Should().Be(("StillImage", "Foto", desk.Archivist.Name));
        var file = await desk.Db.ReadAsync(d =>
            d.BatchFiles.SingleAsync(f => f.Name == "sheet.csv", Cancel)
        );
        file.Sha256.Should().Be(SampleFiles.Digest(Dirty));
        (
            await desk.Db.ReadAsync(d =>
                d.AuditEntries.SingleAsync(e => e.Verb == nameof(SheetChanged), Cancel)
            )
        )
            .Detail.Should()
            .Be("1 cell");
    }

    [Fact]
    public async Task All_offered_dates_are_accepted_at_once()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await OpenAsync(desk, Dirty);
        await Edit(desk).AcceptOffersAsync(batchId, MetadataProfile.Date, Cancel);
        var view = await ShowAsync(desk, batchId);
        view.Rows.Rows.Select(r => r.Cells[6].Text)
            .Should()
            .Equal("1975~", "1974-03-12", "who knows");
        view.Offers.Should().Equal(new SheetOffers("type", 1));
    }

    [Fact]
    public async Task Of_two_who_change_a_cell_the_second_is_told_and_nothing_is_overwritten()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await OpenAsync(desk, Dirty);
        await Edit(desk).RunAsync(batchId, new CellChange(4, 1, "Three", "Drei"), Cancel);
        var said = await DeliveryDesk.RefusalAsync(() =>
            Edit(desk).RunAsync(batchId, new CellChange(4, 1, "Three", "Trois"), Cancel)
        );
        said.Should().Contain(desk.Archivist.Name).And.Contain("\"Drei\"");
        (await ShowAsync(desk, batchId)).Rows.Rows[2].Cells[1].Text.Should().Be("Drei");
    }

    [Fact]
    public async Task Colleagues_in_different_cells_don_t_hinder_each_other()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await OpenAsync(desk, Dirty);
        await Task.WhenAll(
            Enumerable
                .Range(2, 3)
                .Select(row =>
                    Edit(desk)
                        .RunAsync(
                            batchId,
                            new CellChange(row, 4, "Papers", $"Papers {row}"),
                            Cancel
                        )
                )
        );
        (await ShowAsync(desk, batchId))
            .Rows.Rows.Select(r => r.Cells[4].Text)
            .Should()
            .Equal("Papers 2", "Papers 3", "Papers 4");
    }

    [Fact]
    public async Task Nobody_else_and_not_after_it_was_handed_in()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await OpenAsync(desk, Dirty);
        var change = new CellChange(4, 2, "Foto", "StillImage");
        await desk.EditSheet(desk.Officer)
            .Awaiting(e => e.RunAsync(batchId, change, Cancel))
            .Should()
            .ThrowAsync<NotFoundException>();
        await desk.Submit(desk.Archivist).RunAsync(batchId, Cancel);
        await DeliveryDesk.RefusalAsync(() => Edit(desk).RunAsync(batchId, change, Cancel));
        (await ShowAsync(desk, batchId)).Batch.CannotChange.Should().NotBeNull();
    }

    [Fact]
    public async Task A_cell_that_isn_t_there_can_t_be_changed()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await OpenAsync(desk, Dirty);
        foreach (
            var change in (CellChange[])
                [new(99, 1, "", "x"), new(2, 400, "", "x"), new(2, -1, "", "x")]
        )
            await Edit(desk)
                .Awaiting(e => e.RunAsync(batchId, change, Cancel))
                .Should()
                .ThrowAsync<NotFoundException>();
    }

    [Fact]
    public async Task What_was_mended_on_the_grid_is_what_is_checked_and_kept()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await OpenAsync(
            desk,
            SampleFiles.Text(
                $"{SampleFiles.Heading},date\nta_1,One,Foto,{Rights},Papers,a.tif,c. 1975"
            )
        );
        await desk.SendAsync(batchId, "a.tif", SampleFiles.Tiff());
        await Edit(desk).RunAsync(batchId, new CellChange(2, 2, "Foto", "StillImage"), Cancel);
        await Edit(desk).AcceptOffersAsync(batchId, MetadataProfile.Date, Cancel);
        await desk.Submit(desk.Archivist).RunAsync(batchId, Cancel);
        await desk.Check().RunAsync(batchId, Cancel);

        (await desk.StoredAsync()).Status.Should().Be(DeliverableStatus.Validated);
        var item = await desk.Db.ReadAsync(d => d.BatchItems.SingleAsync(Cancel));
        item.FieldsJson.Should().Contain("1975~").And.Contain("StillImage");
        (
            await desk.Db.ReadAsync(d =>
                d.PreservationEvents.AnyAsync(e => e.Type == "metadata modification", Cancel)
            )
        )
            .Should()
            .BeTrue();
    }

    [Fact]
    public async Task The_next_batch_begins_with_the_sheet_as_it_was_mended()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var first = await OpenAsync(desk, Dirty);
        // All of one millisecond when they are carried over, and still in their order.
        foreach (
            var (was, text) in ((string, string)[])
                [("One", "a"), ("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("e", "Eins")]
        )
        {
            desk.Db.Clock.Advance(TimeSpan.FromSeconds(1));
            await Edit(desk).RunAsync(first, new CellChange(2, 1, was, text), Cancel);
        }
        await desk.Submit(desk.Archivist).RunAsync(first, Cancel);
        await desk.Check().RunAsync(first, Cancel);

        var second = await desk.Start(desk.Archivist).RunAsync(desk.D1, Cancel);

        var view = await ShowAsync(desk, second);
        view.Rows.Rows[0].Cells[1].Text.Should().Be("Eins");
        desk.Db.Clock.Advance(TimeSpan.FromSeconds(1));
        await Edit(desk).RunAsync(second, new CellChange(2, 1, "Eins", "Uno"), Cancel);
        (await ShowAsync(desk, first)).Rows.Rows[0].Cells[1].Text.Should().Be("Eins");
    }

    [Fact]
    public async Task What_a_heading_means_is_kept_for_the_organization_s_next_sheet()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var sheet = SampleFiles.Text(
            $"{SampleFiles.Heading.Replace("title", "name")},cdmid\nta_1,One,StillImage,{Rights},Papers,a.tif,7"
        );
        var batchId = await OpenAsync(desk, sheet);
        var map = desk.MapColumns(desk.Archivist);
        var columns = await map.ShowAsync(batchId, Cancel);
        columns.Absent[0].Name.Should().Be(MetadataProfile.Title);
        columns.Columns[^1].Samples.Should().Equal("7");

        await map.RunAsync(
            batchId,
            [
                new HeadingMeaning("name", null, MetadataProfile.Title),
                new HeadingMeaning("cdmid", null, SheetRules.LeftOut),
            ],
            Cancel
        );

        (await ShowAsync(desk, batchId)).Counts[RowsShown.Errors].Should().Be(0);
        await desk.SendAsync(batchId, "a.tif", SampleFiles.Tiff());
        await desk.Submit(desk.Archivist).RunAsync(batchId, Cancel);
        await desk.Check().RunAsync(batchId, Cancel);
        (await desk.StoredAsync()).Status.Should().Be(DeliverableStatus.Validated);
        (await desk.Db.ReadAsync(d => d.BatchItems.SingleAsync(Cancel))).Title.Should().Be("One");
    }

    [Fact]
    public async Task Two_columns_can_t_mean_the_same()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await OpenAsync(desk, Dirty);
        var map = desk.MapColumns(desk.Archivist);
        (
            await DeliveryDesk.RefusalAsync(() =>
                map.RunAsync(
                    batchId,
                    [
                        new HeadingMeaning("title", "title", "title"),
                        new HeadingMeaning("date", "date", "title"),
                    ],
                    Cancel
                )
            )
        )
            .Should()
            .StartWith("title is chosen for \"title\" and \"date\".");
    }

    [Fact]
    public async Task Of_two_who_map_a_heading_the_later_one_is_told_and_what_both_say_is_kept_once()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await OpenAsync(
            desk,
            SampleFiles.Text(
                $"{SampleFiles.Heading},name,notes\nta_1,One,Text,{Rights},Papers,a.tif,x,y"
            )
        );
        var map = desk.MapColumns(desk.Archivist);
        HeadingMeaning[] earlier =
        [
            new("name", null, "creator"),
            new("notes", null, "description"),
        ];
        await map.RunAsync(batchId, earlier, Cancel);

        await map.RunAsync(batchId, earlier, Cancel);
        await map.RunAsync(
            batchId,
            [new("name", null, "creator"), new("notes", null, null)],
            Cancel
        );
        (
            await DeliveryDesk.RefusalAsync(() =>
                map.RunAsync(batchId, [new("name", null, "people")], Cancel)
            )
        )
            .Should()
            .Be(
                "A colleague saved meanwhile that \"name\" means creator. Reload the page, then change it."
            );
        (await HeadingsAsync(desk)).Should().Equal("name: creator", "notes: description");
    }

    [Fact]
    public async Task Two_who_map_the_same_headings_at_once_don_t_hinder_each_other()
    {
        var meeting = new Meeting();
        await using var desk = await DeliveryDesk.NewAsync(configure: services =>
            services.ConfigureDbContext<SqliteGrantsDb>(o => o.AddInterceptors(meeting))
        );
        var batchId = await OpenAsync(
            desk,
            SampleFiles.Text($"{SampleFiles.Heading},name\nta_1,One,Text,{Rights},Papers,a.tif,x")
        );
        await Task.WhenAll(
            Enumerable
                .Range(0, 2)
                .Select(_ =>
                    desk.MapColumns(desk.Archivist)
                        .RunAsync(batchId, [new HeadingMeaning("name", null, "creator")], Cancel)
                )
        );
        meeting.Looks.Should().Be(3, "the one who came second looks again");
        (await HeadingsAsync(desk)).Should().Equal("name: creator");
    }

    [Fact]
    public async Task Cells_beyond_the_headings_are_shown_and_can_be_cleared_or_named()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await OpenAsync(
            desk,
            SampleFiles.Text(
                $"{SampleFiles.Heading}\nta_1,One,Text,{Rights},Papers,a.tif,newsletters,4 pages\nta_2,Two,Text,{Rights},Papers,b.tif,posters,\nta_3,Three,Text,{Rights},Papers,c.tif"
            )
        );
        var view = await ShowAsync(desk, batchId);
        view.Counts[RowsShown.Errors].Should().Be(2);
        view.Rows.Rows[0]
            .Cells.Skip(6)
            .Select(c => c.Text)
            .Should()
            .Equal("newsletters", "4 pages");
        view.Rows.Rows[0].Findings.Single().Code.Should().Be(FindingCodes.CellSurplus);
        FindingCodes.RefusesSheet(FindingCodes.CellSurplus).Should().BeFalse();
        var map = desk.MapColumns(desk.Archivist);
        (await map.ShowAsync(batchId, Cancel))
            .Unnamed.Select(c => (c.Column.Label, c.Filled))
            .Should()
            .Equal(("Column 7", 2), ("Column 8", 1));

        await Edit(desk).NameColumnAsync(batchId, 6, "Genre", Cancel);
        await Edit(desk).ClearColumnAsync(batchId, 7, Cancel);

        view = await ShowAsync(desk, batchId);
        view.Counts[RowsShown.Errors].Should().Be(0);
        view.Columns.Should().HaveCount(7);
        view.Columns[6].Field!.Name.Should().Be(MetadataProfile.Genre);
        (await map.ShowAsync(batchId, Cancel)).Unnamed.Should().BeEmpty();
        (
            await DeliveryDesk.RefusalAsync(() =>
                Edit(desk).NameColumnAsync(batchId, 6, "Extent", Cancel)
            )
        )
            .Should()
            .StartWith("The column is called \"Genre\" by now.");
    }

    [Fact]
    public async Task Surplus_cells_go_back_in_the_sheet_with_its_errors()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await OpenAsync(
            desk,
            SampleFiles.Text(
                $"{SampleFiles.Heading}\nta_1,One,Text,{Rights},Papers,a.tif,newsletters"
            )
        );
        var back = await AnnotatedAsync(desk, batchId);
        back.Columns.Take(7)
            .Select(c => c.Heading)
            .Should()
            .Equal("identifier", "title", "type", "rights", "collection", "files", "");
        back.Rows[0].Cell(6).Should().Be("newsletters");
    }

    [Fact]
    public async Task An_item_that_says_no_rights_has_those_that_the_award_promises()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        await using (var db = desk.Db.CreateDbContext())
            await db
                .MaterialLines.Where(l => l.DeliverableId == desk.D1)
                .ExecuteUpdateAsync(set => set.SetProperty(l => l.RightsUri, Rights), Cancel);
        var batchId = await OpenAsync(
            desk,
            SampleFiles.Text(
                $"{SampleFiles.Heading}\nta_1,One,StillImage,,Papers,a.tif\nta_2,Two,StillImage,{Rights},Papers,b.tif"
            )
        );
        var view = await ShowAsync(desk, batchId);
        view.Counts[RowsShown.Errors].Should().Be(0);
        view.Rows.Rows.Select(r => (r.Cells[3].Text, r.Cells[3].Inherited))
            .Should()
            .Equal(("", Rights), (Rights, null));
        view.Findings.Should()
            .ContainSingle(f => f.Code == FindingCodes.FieldInherited)
            .Which.Message.Should()
            .Be($"rights is empty in 1 row (2); {Rights} was taken from what the award promises.");
        (await AnnotatedAsync(desk, batchId)).Rows[0].Cell(3).Should().Be(Rights);

        await desk.SendAsync(batchId, "a.tif", SampleFiles.Tiff(shade: 1));
        await desk.SendAsync(batchId, "b.tif", SampleFiles.Tiff(shade: 2));
        await desk.Submit(desk.Archivist).RunAsync(batchId, Cancel);
        await desk.Check().RunAsync(batchId, Cancel);
        (await desk.StoredAsync()).Status.Should().Be(DeliverableStatus.Validated);
        (await desk.Db.ReadAsync(d => d.BatchItems.SingleAsync(i => i.Row == 2, Cancel)))
            .FieldsJson.Should()
            .Contain(Rights);
    }

    [Fact]
    public async Task The_number_of_another_award_is_refused_with_the_right_one()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var number = desk.Award.Award.Number;
        var batchId = await OpenAsync(
            desk,
            SampleFiles.Text(
                $"{SampleFiles.Heading},grant_number\nta_1,One,Text,{Rights},Papers,a.tif,DG-1999-0001\nta_2,Two,Text,{Rights},Papers,b.tif,\nta_3,Three,Text,{Rights},Papers,c.tif,{number}"
            )
        );
        var view = await ShowAsync(desk, batchId);
        view.Counts[RowsShown.Errors].Should().Be(1);
        var finding = view.Rows.Rows[0].Cells[6].Findings.Single();
        (finding.Severity, finding.Offer).Should().Be((FindingSeverity.Error, number));
        await Edit(desk).AcceptOffersAsync(batchId, MetadataProfile.GrantNumber, Cancel);
        (await ShowAsync(desk, batchId)).Counts[RowsShown.Errors].Should().Be(0);
    }

    [Fact]
    public async Task A_field_that_the_sheet_lacks_is_added_for_every_row()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await OpenAsync(
            desk,
            SampleFiles.Text(
                $"identifier,title,type,rights,files\nta_1,One,Text,{Rights},a.tif\nta_2,Two,Text,{Rights},b.tif"
            )
        );
        await Edit(desk).AddColumnAsync(batchId, MetadataProfile.Collection, "Papers", Cancel);
        var view = await ShowAsync(desk, batchId);
        view.Findings.Should().NotContain(f => f.Severity == FindingSeverity.Error);
        view.Rows.Rows.Select(r => r.Cells[^1].Text).Should().Equal("Papers", "Papers");
        await DeliveryDesk.RefusalAsync(() =>
            Edit(desk).AddColumnAsync(batchId, MetadataProfile.Collection, "x", Cancel)
        );
    }

    [Fact]
    public async Task While_files_are_coming_the_grid_says_which_are_missing_and_which_nobody_named()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await OpenAsync(desk, Dirty);
        await desk.SendAsync(batchId, "a.tif", SampleFiles.Tiff(shade: 1));
        await desk.SendAsync(batchId, "z.tif", SampleFiles.Tiff(shade: 2));
        var view = await ShowAsync(desk, batchId);
        view.Findings.Should()
            .Contain(f => f.Code == FindingCodes.FileNotInSheet && f.Message.Contains("z.tif"));
        view.Rows.Rows.Select(r =>
                r.Cells[5].Findings.Count(f => f.Code == FindingCodes.FileMissing)
            )
            .Should()
            .Equal(0, 1, 1);
    }

    [Fact]
    public async Task An_identifier_of_an_accepted_delivery_can_t_be_used_for_another()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        await desk.UnderControlAsync();
        await desk.Accept(desk.Officer).RunAsync(desk.D1, null, Cancel);

        var batchId = await OpenAsync(
            desk,
            SampleFiles.Sheet("x.tif"),
            desk.Award.Deliverables[1].Id
        );

        var finding = (await ShowAsync(desk, batchId)).Rows.Rows[0].Cells[0].Findings.Single();
        finding.Code.Should().Be(FindingCodes.IdentifierRepeated);
        finding.Message.Should().Contain($"batch 1 of D1 ({desk.Award.Award.Number})");
    }

    [Fact]
    public async Task Content_that_was_delivered_before_names_the_earlier_batch()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        await desk.DeliverGoodAsync();
        var batchId = await OpenAsync(
            desk,
            SampleFiles.Sheet("again.tif"),
            desk.Award.Deliverables[1].Id
        );
        await desk.SendAsync(batchId, "again.tif", SampleFiles.Tiff(shade: 1));
        await desk.Submit(desk.Archivist).RunAsync(batchId, Cancel);
        await desk.Check().RunAsync(batchId, Cancel);

        (
            await desk.Db.ReadAsync(d =>
                d.BatchFindings.SingleAsync(
                    f => f.BatchId == batchId && f.Code == FindingCodes.ContentRepeated,
                    Cancel
                )
            )
        )
            .Message.Should()
            .Contain($"a.tif in batch 1 of D1 ({desk.Award.Award.Number})");
    }

    private static async Task<Guid> OpenAsync(
        DeliveryDesk desk,
        byte[] sheet,
        Guid? deliverableId = null
    )
    {
        var batchId = await desk.Start(desk.Archivist).RunAsync(deliverableId ?? desk.D1, Cancel);
        await desk.SendAsync(batchId, "sheet.csv", sheet);
        return batchId;
    }

    private static Task<List<string>> HeadingsAsync(DeliveryDesk desk) =>
        desk.Db.ReadAsync(d =>
            d.SheetHeadings.OrderBy(h => h.Heading)
                .Select(h => h.Heading + ": " + h.Field)
                .ToListAsync(Cancel)
        );

    /// <summary>The sheet with its errors, read again as it comes out.</summary>
    private static async Task<MetadataSheet> AnnotatedAsync(DeliveryDesk desk, Guid batchId)
    {
        var result = await AnnotatedSheet.CsvAsync(
            batchId,
            desk.Contents(desk.Archivist),
            desk.Sheets,
            Cancel
        );
        using var body = new MemoryStream();
        await result.ExecuteAsync(new DefaultHttpContext { Response = { Body = body } });
        return MetadataSheet.Read(
            new MemoryStream(body.ToArray()),
            "back.csv",
            MetadataProfile.Core
        );
    }

    private static EditSheet Edit(DeliveryDesk desk) => desk.EditSheet(desk.Archivist);

    private static Task<SheetView> ShowAsync(DeliveryDesk desk, Guid batchId) =>
        desk.ShowSheet(desk.Archivist).RunAsync(batchId, RowsShown.All, 1, null, Cancel);

    /// <summary>The first two who look at the headings wait for each other, so that both look before anybody saves.</summary>
    private sealed class Meeting : DbCommandInterceptor
    {
        private readonly TaskCompletionSource _both = new();
        private int _looks;

        public int Looks => _looks;

        public override async ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command,
            CommandExecutedEventData eventData,
            DbDataReader result,
            CancellationToken cancellationToken = default
        )
        {
            if (
                command.CommandText.StartsWith("SELECT", StringComparison.Ordinal)
                && command.CommandText.Contains("\"SheetHeadings\"", StringComparison.Ordinal)
            )
            {
                if (Interlocked.Increment(ref _looks) == 2)
                    _both.SetResult();
                await _both.Task.WaitAsync(TimeSpan.FromMinutes(1), cancellationToken);
            }
            return result;
        }
    }
}
