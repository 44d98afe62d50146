using Grants.Domain.Deliverables;
using Grants.Domain.Inspection;
using Grants.Tests.Domain.Inspection;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Deliverables;

/// <summary>A batch that passed is counted against what its deliverable promises.</summary>
public sealed class AgainstPromiseTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_still_to_come_is_said_and_hinders_nothing()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        await PromiseAsync(desk, 1_200);
        var batchId = await desk.DeliverGoodAsync();

        var found = await FoundAsync(desk, batchId);
        found.Code.Should().Be(FindingCodes.PromiseOpen);
        found.Severity.Should().Be(FindingSeverity.Notice);
        found
            .Message.Should()
            .Be(
                "Posters: 2 of 1,200 posters are delivered, 1,198 are still to come in another batch."
            );
        (await desk.StoredAsync()).Status.Should().Be(DeliverableStatus.Validated);
    }

    [Fact]
    public async Task More_than_was_promised_is_said_with_both_figures()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        await PromiseAsync(desk, 1);
        var found = await FoundAsync(desk, await desk.DeliverGoodAsync());
        (found.Code, found.Expected, found.Found)
            .Should()
            .Be((FindingCodes.PromiseExceeded, "1 posters", "2 posters"));
    }

    [Fact]
    public async Task As_many_as_promised_need_no_word()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        await PromiseAsync(desk, 2);
        var batchId = await desk.DeliverGoodAsync();
        (await AllAsync(desk, batchId)).Should().BeEmpty();
    }

    [Fact]
    public async Task Pages_are_masters_and_not_their_access_copies()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        await desk.Db.ReadAsync(d =>
            d.MaterialLines.ExecuteUpdateAsync(s => s.SetProperty(l => l.Unit, "pages"), Cancel)
        );
        await desk.DeliverAsync(
            ("sheet.csv", SampleFiles.Sheet("a_1_m.tif; a_2_m.tif; a_1_a.tif; a_2_a.tif; a_t.txt")),
            ("a_1_m.tif", SampleFiles.Tiff(shade: 1)),
            ("a_2_m.tif", SampleFiles.Tiff(shade: 2)),
            ("a_1_a.tif", SampleFiles.Tiff(shade: 3)),
            ("a_2_a.tif", SampleFiles.Tiff(shade: 4)),
            ("a_t.txt", SampleFiles.Text("Let my people go"))
        );
        (await desk.Db.ReadAsync(d => d.BatchItems.SingleAsync(Cancel))).Units.Should().Be(2);
    }

    [Fact]
    public async Task Rows_that_fit_no_promised_material_are_a_warning_for_both_sides()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        await PromiseAsync(desk, 2);
        await desk.Db.AddAsync(
            new MaterialLine(desk.D1, 2, new MaterialPromise("Papers", "Photographs", 40, "photos"))
        );
        var batchId = await desk.DeliverGoodAsync();

        var found = await AllAsync(desk, batchId);
        var warning = found.Should().ContainSingle(f => f.Code == FindingCodes.NotPromised).Subject;
        (warning.Severity, warning.Expected)
            .Should()
            .Be((FindingSeverity.Warning, "Posters; Photographs"));
        warning.Message.Should().Contain("2 rows (2, 3)");
        var batch = await desk.Db.ReadAsync(d => d.Batches.FirstAsync(Cancel));
        var warnings = await desk.Db.ReadAsync(d =>
            d.BatchFindings.CountAsync(f => f.Severity == FindingSeverity.Warning, Cancel)
        );
        batch.WarningCount.Should().Be(warnings);
    }

    private static Task<int> PromiseAsync(DeliveryDesk desk, int posters) =>
        desk.Db.ReadAsync(d =>
            d.MaterialLines.ExecuteUpdateAsync(
                s =>
                    s.SetProperty(l => l.Promised, posters)
                        .SetProperty(l => l.Material, "Posters")
                        .SetProperty(l => l.Unit, "posters"),
                Cancel
            )
        );

    private static async Task<BatchFinding> FoundAsync(DeliveryDesk desk, Guid batchId) =>
        (await AllAsync(desk, batchId)).Should().ContainSingle().Subject;

    private static Task<List<BatchFinding>> AllAsync(DeliveryDesk desk, Guid batchId) =>
        desk.Db.ReadAsync(d =>
            d.BatchFindings.Where(f =>
                    f.BatchId == batchId
                    && (f.Code.StartsWith("promise-") || f.Code == FindingCodes.NotPromised)
                )
                .ToListAsync(Cancel)
        );
}
