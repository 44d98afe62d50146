using Grants.Domain.Accounts;
using Grants.Domain.Deliverables;
using Grants.Domain.Inspection;
using Grants.Tests.Domain.Inspection;
using Grants.Tests.Support;
using Grants.Web.Features.Deliverables;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Deliverables;

/// <summary>Sound that is promised in hours counts by how long its masters play.</summary>
public sealed class RecordingsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Items_count_the_duration_of_their_masters_and_acceptance_sums_it()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        await desk.Db.ReadAsync(InHoursAsync);

        var batchId = await desk.DeliverAsync(
            (
                "sheet.csv",
                SampleFiles.Text(
                    $"{SampleFiles.Heading}\r\n{Row(1, "a.wav;a_access.wav")}{Row(2, "b.wav")}{Row(3, "c.wav")}"
                )
            ),
            ("a.wav", Sound(minutes: 30)),
            ("a_access.wav", Sound(minutes: 29)),
            ("b.wav", Sound(minutes: 15)),
            ("c.wav", SampleFiles.Wave(rate: 500, bits: 8))
        );

        var findings = await desk.Db.ReadAsync(d =>
            d.BatchFindings.Where(f => f.BatchId == batchId).ToListAsync(Cancel)
        );
        findings.Should().NotContain(f => f.Severity == FindingSeverity.Error);
        var notice = findings.Should().ContainSingle(f => f.Code == "duration-unknown").Subject;
        (notice.Severity, notice.Path).Should().Be((FindingSeverity.Notice, "sheet.csv, row 4"));
        (
            await desk.Db.ReadAsync(d =>
                d.BatchItems.OrderBy(i => i.Row).Select(i => i.Units).ToListAsync(Cancel)
            )
        )
            .Should()
            .Equal(0.50m, 0.25m, 0m);
        var (waiting, _) = await desk.Show(desk.Officer).RunAsync(desk.D1, Cancel);
        (waiting.DeliveredUnits, waiting.Unit).Should().Be((0.75m, "hours"));

        await desk.Begin(desk.Officer).RunAsync(desk.D1, Cancel);
        for (var number = 1; number <= 3; number++)
            await desk.Judge(desk.Officer).PassAsync(batchId, number, Cancel);
        await desk.Accept(desk.Officer).RunAsync(desk.D1, null, Cancel);

        (await desk.StoredAsync()).AcceptedUnits.Should().Be(0.75m);
        var (accepted, _) = await desk.Show(desk.Officer).RunAsync(desk.D1, Cancel);
        (accepted.DeliveredUnits, accepted.AcceptedUnits).Should().Be((0m, 0.75m));
        var hours = accepted.Materials.Should().ContainSingle().Subject;
        (hours.Delivered, hours.Accepted, hours.Rejected, hours.Waiting)
            .Should()
            .Be((0.75m, 0.75m, 0m, 0m));
    }

    [Fact]
    public async Task Both_sides_read_the_hours()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var (_, deliverable, batch) = await story.DeliveryAsync(DeliverableStatus.Validated, 1_200);
        await app.ReadAsync(InHoursAsync);
        var line = await app.ReadAsync(d =>
            d.MaterialLines.FirstAsync(l => l.DeliverableId == deliverable.Id, Cancel)
        );
        List<BatchItem> items = [];
        foreach (var (row, minutes) in ((int, int)[])[(2, 30), (3, 15)])
        {
            var item = new BatchItem(batch.Id, row, $"ta_{row}", "A talk", "{}");
            item.CountFor(line, "", 1, new PlayingTime(TimeSpan.FromMinutes(minutes), []));
            items.Add(item);
        }
        await app.AddAsync([.. items]);
        var staff = await app.SignInAsAsync(Role.GrantsOfficer);
        var archivist = await app.SignInAsAsync(await story.ArchivistAsync());

        foreach (
            var page in (string[])
                [
                    await staff.GetStringAsync(DeliverablesRoutes.One(deliverable.Id), Cancel),
                    await archivist.GetStringAsync(DeliverablesRoutes.My(deliverable.Id), Cancel),
                ]
        )
            page.Should()
                .Contain(
                    $"{deliverable.PromisedUnits} hours promised, 0.75 delivered and waiting, 0 accepted"
                )
                .And.Contain("1,200");
        (await archivist.GetStringAsync(DeliverablesRoutes.Mine, Cancel))
            .Should()
            .Contain($"0 of {deliverable.PromisedUnits} hours");
        (await staff.GetStringAsync(DeliverablesRoutes.Queue, Cancel))
            .Should()
            .Contain($"{deliverable.PromisedUnits} hours");
        (await staff.GetStringAsync(DeliverablesRoutes.QueueExport, Cancel))
            .Should()
            .Contain("Accepted,Unit")
            .And.Contain("0.00,hours");
    }

    private static Task<int> InHoursAsync(Grants.Data.GrantsDb db) =>
        db.MaterialLines.ExecuteUpdateAsync(
            s => s.SetProperty(l => l.Unit, "hours").SetProperty(l => l.Material, "Interviews"),
            Cancel
        );

    private static string Row(int number, string files) =>
        $"ta_{number:0000},Talk {number},Sound,http://rightsstatements.org/vocab/InC/1.0/,Papers,{files}\r\n";

    /// <summary>At the slowest rate whose duration is believed.</summary>
    private static byte[] Sound(int minutes) =>
        SampleFiles.Wave(samples: minutes * 60_000, rate: 1_000, bits: 8);
}
