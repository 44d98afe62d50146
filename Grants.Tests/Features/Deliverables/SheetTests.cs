using Grants.Domain.Deliverables;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Sheets;
using Grants.Domain.Kernel;
using Grants.Tests.Domain.Inspection;
using Grants.Web.Features.Deliverables.Sheets;
using Microsoft.EntityFrameworkCore;

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
        await Edit(desk).RunAsync(first, new CellChange(2, 1, "One", "Eins"), Cancel);
        await desk.Submit(desk.Archivist).RunAsync(first, Cancel);
        await desk.Check().RunAsync(first, Cancel);

        var second = await desk.Start(desk.Archivist).RunAsync(desk.D1, Cancel);

        var view = await ShowAsync(desk, second);
        view.Rows.Rows[0].Cells[1].Text.Should().Be("Eins");
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

    private static EditSheet Edit(DeliveryDesk desk) => desk.EditSheet(desk.Archivist);

    private static Task<SheetView> ShowAsync(DeliveryDesk desk, Guid batchId) =>
        desk.ShowSheet(desk.Archivist).RunAsync(batchId, RowsShown.All, 1, null, Cancel);
}
