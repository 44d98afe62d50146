using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Deliverables;
using Grants.Domain.Disbursements;
using Grants.Domain.Kernel;
using Grants.Tests.Domain.Inspection;
using Grants.Tests.Support;
using Grants.Web.Features.Deliverables;
using Grants.Web.Features.Deliverables.Control;
using Grants.Web.Features.Deliverables.Details;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Deliverables;

public sealed class ControlTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_item_of_a_sample_delivery_is_looked_at_before_it_is_accepted()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batch = await desk.BegunAsync();
        (await AcceptRefusalAsync(desk))
            .Should()
            .Be("2 items of the sample weren't looked at yet.");
        await desk.Judge(desk.Officer).PassAsync(batch, 1, Cancel);
        (await AcceptRefusalAsync(desk))
            .Should()
            .Be("One item of the sample wasn't looked at yet.");
        await desk.Judge(desk.Officer).PassAsync(batch, 2, Cancel);

        await desk.Accept(desk.Officer).RunAsync(desk.D1, null, Cancel);

        var reviews = await desk.Db.ReadAsync(d =>
            d.PreservationEvents.Where(e => e.Type == "quality review").ToListAsync(Cancel)
        );
        reviews.Should().HaveCount(2).And.OnlyContain(e => e.Outcome == "success");
        reviews.Select(e => e.Agent).Should().OnlyContain(a => a == desk.Officer.Name);
    }

    [Fact]
    public async Task A_defect_is_kept_with_its_mark_and_taken_back()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batch = await desk.BegunAsync();
        var judge = desk.Judge(desk.Officer);
        var file = (await desk.Sampled(desk.Officer).RunAsync(batch, 1, Cancel)).Files.Single();
        (
            await DeliveryDesk.RefusalAsync(() =>
                judge.FaultAsync(batch, 1, DefectKind.Other, file.Id, null, " ", Cancel)
            )
        )
            .Should()
            .Be("Say in the note what is wrong.");

        await judge.FaultAsync(
            batch,
            1,
            DefectKind.Cropped,
            file.Id,
            Mark.On(0.1, 0.1, 0.2, 0.2),
            "The signature is cut off",
            Cancel
        );

        var item = await desk.Sampled(desk.Officer).RunAsync(batch, 1, Cancel);
        item.Verdict.Should().Be(Verdict.Defective);
        item.Tally.Should().Be(new ControlTally(2, 2, 0, 1));
        var defect = item.Defects.Single();
        defect.Mark.Should().Be(new Mark(0.1, 0.1, 0.2, 0.2));
        (await DeliveryDesk.RefusalAsync(() => judge.PassAsync(batch, 1, Cancel)))
            .Should()
            .StartWith("Remove its defects first");
        await judge.UnfaultAsync(batch, 1, defect.Id, Cancel);
        (await desk.Sampled(desk.Officer).RunAsync(batch, 1, Cancel))
            .Verdict.Should()
            .Be(Verdict.Open);
        (
            await desk.Db.ReadAsync(d =>
                d.PreservationEvents.Where(e => e.Type == "quality review")
                    .OrderBy(e => e.Id)
                    .Select(e => e.Detail)
                    .ToListAsync(Cancel)
            )
        )
            .Should()
            .Equal(
                "Cut off, upper left: The signature is cut off",
                "Taken back: Cut off, upper left: The signature is cut off"
            );
    }

    [Fact]
    public async Task Good_items_are_accepted_and_the_defective_one_is_delivered_again_alone()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var first = await PartlyAcceptedAsync(desk);

        var stored = await desk.StoredAsync();
        (stored.Status, stored.AcceptedUnits).Should().Be((DeliverableStatus.CorrectionNeeded, 1));
        (await TrancheAsync(desk)).Should().Be(TrancheStatus.Blocked, "the rest is still to come");
        var mail = await desk.Db.ReadAsync(d =>
            d.Mail.FirstAsync(
                m => m.ToAddress == desk.Archivist.Email && m.Subject.Contains("deliver 1 again"),
                Cancel
            )
        );
        mail.Body.Should().Contain(DeliverablesRoutes.Report(first));

        var second = await desk.Start(desk.Archivist).RunAsync(desk.D1, Cancel);
        (await desk.NamesAsync(second)).Should().Equal("b.tif");
        await desk.SendAsync(second, "b.tif", SampleFiles.Tiff(shade: 9));
        await desk.SendAsync(
            second,
            "again.csv",
            SampleFiles.Text(
                $"{SampleFiles.Heading}\r\nta_0002,Poster b,StillImage,http://rightsstatements.org/vocab/InC/1.0/,Papers,b.tif\r\n"
            )
        );
        await desk.Submit(desk.Archivist).RunAsync(second, Cancel);
        await desk.Check().RunAsync(second, Cancel);
        var compared = (await desk.Compare(desk.Officer).RunAsync(second, Cancel))!;
        compared
            .Comparison.Files.Select(f => (f.Change, f.Name))
            .Should()
            .BeEquivalentTo([
                (FileChange.Changed, "b.tif"),
                (FileChange.New, "again.csv"),
                (FileChange.Gone, "a.tif"),
                (FileChange.Gone, "sheet.csv"),
            ]);
        await desk.Begin(desk.Officer).RunAsync(desk.D1, Cancel);
        await desk.Judge(desk.Officer).PassAsync(second, 1, Cancel);
        await desk.Accept(desk.Officer).RunAsync(desk.D1, null, Cancel);

        stored = await desk.StoredAsync();
        (stored.Status, stored.AcceptedUnits).Should().Be((DeliverableStatus.Accepted, 2));
        (await TrancheAsync(desk)).Should().Be(TrancheStatus.Due);
    }

    [Fact]
    public async Task An_item_that_was_accepted_and_comes_again_counts_once()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        await PartlyAcceptedAsync(desk);

        await desk.DeliverAsync(
            ("sheet.csv", SampleFiles.Sheet("a.tif", "b.tif")),
            ("a.tif", SampleFiles.Tiff(shade: 1)),
            ("b.tif", SampleFiles.Tiff(shade: 9))
        );
        await desk.Begin(desk.Officer).RunAsync(desk.D1, Cancel);
        var batch = await desk.Db.ReadAsync(d =>
            d.Batches.Where(b => b.Number == 2).Select(b => b.Id).SingleAsync(Cancel)
        );
        await desk.Judge(desk.Officer).PassAsync(batch, 1, Cancel);
        await desk.Judge(desk.Officer).PassAsync(batch, 2, Cancel);
        await desk.Accept(desk.Officer).RunAsync(desk.D1, null, Cancel);

        (await desk.StoredAsync()).AcceptedUnits.Should().Be(2);
    }

    [Fact]
    public async Task The_report_names_the_item_the_place_and_what_to_do()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batch = await PartlyAcceptedAsync(desk);

        var items = await desk.Report(desk.Archivist).ItemsAsync(batch, 1, Cancel);

        var item = items.Rows.Single();
        (item.Row, item.Defects.Single().Where).Should().Be((3, "b.tif, lower right"));
        item.Defects.Single().Words.Remedy.Should().StartWith("Scan it again in focus");
        var stranger = await desk.Db.PersonAsync();
        await desk.Db.OrganizationAsync(stranger, name: "Other archive");
        var look = () => desk.Report(stranger).ItemsAsync(batch, 1, Cancel);
        await look.Should().ThrowAsync<NotFoundException>();
    }

    [Fact]
    public async Task Only_staff_who_check_deliverables_judge_and_only_what_is_under_control()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batch = await desk.BegunAsync();
        var auditor = await desk.Db.PersonAsync(Role.Auditor);
        await DeliveryDesk.RefusalAsync(() => desk.Judge(auditor).PassAsync(batch, 1, Cancel));
        (await desk.Sampled(auditor).RunAsync(batch, 1, Cancel)).Refusal.Should().NotBeNull();
        await DeliveryDesk.RefusalAsync(() =>
            desk.Judge(desk.Archivist).PassAsync(batch, 1, Cancel)
        );
        await desk.Return(desk.Officer).RunAsync(desk.D1, "All upside down", Cancel);
        (
            await DeliveryDesk.RefusalAsync(() =>
                desk.Judge(desk.Officer).PassAsync(batch, 1, Cancel)
            )
        )
            .Should()
            .EndWith("so its quality control is closed.");
    }

    [Fact]
    public async Task Ten_thousand_items_ask_the_database_no_oftener_than_120_and_a_bad_sample_becomes_all()
    {
        await using var app = await TestApp.StartAsync();
        var officer = await app.PersonAsync(Role.GrantsOfficer);
        var browser = await app.SignInAsAsync(officer);
        var story = app.Story();
        var few = await CountAsync(
            app,
            browser,
            (await SampledAsync(app, story, officer, 120)).Batch
        );
        var (deliverable, batch) = await SampledAsync(app, story, officer, 10_000);

        (await CountAsync(app, browser, batch)).Should().Equal(few);

        await app.AsAsync<ShowControl>(
            officer,
            async show =>
            {
                var control = (await show.RunAsync(batch.Id, null, 1, Cancel))!;
                control.Tally.Scope.Should().Be(1_000);
                control.Materials.Select(m => m.Sampled).Should().Equal(900, 100);
            }
        );
        for (var number = 1; number <= 11; number++)
            await app.AsAsync<JudgeItem>(
                officer,
                judge =>
                    judge.FaultAsync(batch.Id, number, DefectKind.Blurred, null, null, "", Cancel)
            );
        await app.AsAsync<AcceptGoodItems>(
            officer,
            async accept =>
                (
                    await DeliveryDesk.RefusalAsync(() =>
                        accept.RunAsync(deliverable.Id, "Blurred", Cancel)
                    )
                )
                    .Should()
                    .StartWith("989 items of the sample")
        );
        await app.AsAsync<WidenSample>(officer, widen => widen.RunAsync(batch.Id, Cancel));
        await app.AsAsync<ShowControl>(
            officer,
            async show =>
            {
                var control = (await show.RunAsync(batch.Id, null, 1, Cancel))!;
                control.Tally.Should().Be(new ControlTally(10_000, 10_000, 0, 11));
                control.FirstOpen.Should().Be(12);
            }
        );
    }

    /// <summary>A batch of nine parts letters and one part posters, whose sample is drawn.</summary>
    private static async Task<(Deliverable Deliverable, Batch Batch)> SampledAsync(
        TestApp app,
        Story story,
        Account officer,
        int count
    )
    {
        var (_, deliverable, batch) = await story.DeliveryAsync(DeliverableStatus.Validated, count);
        List<BatchItem> items = [];
        for (var i = 1; i <= count; i++)
        {
            var item = new BatchItem(batch.Id, i + 1, $"ta_{i:00000}", $"Title {i}", "{}");
            item.CountFor(null, i % 10 == 0 ? "posters" : "letters", 1, PlayingTime.None);
            items.Add(item);
        }
        await app.AddAsync([.. items]);
        await app.ReadAsync(d =>
            d.Deliverables.Where(x => x.Id == deliverable.Id)
                .ExecuteUpdateAsync(s => s.SetProperty(x => x.LooksAtAll, false), Cancel)
        );
        await app.AsAsync<BeginQualityControl>(
            officer,
            begin => begin.RunAsync(deliverable.Id, Cancel)
        );
        return (deliverable, batch);
    }

    private static async Task<List<int>> CountAsync(TestApp app, HttpClient browser, Batch batch)
    {
        List<int> counts = [];
        foreach (
            var page in (string[])
                [
                    DeliverablesRoutes.ControlOf(batch.DeliverableId, batch.Number),
                    DeliverablesRoutes.Control(batch.Id, 1),
                    DeliverablesRoutes.One(batch.DeliverableId) + "?show=changes",
                ]
        )
            counts.Add(await app.QueriesAsync(browser, page));
        return counts;
    }

    private static async Task<Guid> PartlyAcceptedAsync(DeliveryDesk desk)
    {
        var batch = await desk.BegunAsync();
        var judge = desk.Judge(desk.Officer);
        await judge.PassAsync(batch, 1, Cancel);
        var file = (await desk.Sampled(desk.Officer).RunAsync(batch, 2, Cancel)).Files.Single();
        await judge.FaultAsync(
            batch,
            2,
            DefectKind.Blurred,
            file.Id,
            Mark.On(0.7, 0.7, 0.2, 0.2),
            "",
            Cancel
        );
        await desk.AcceptGood(desk.Officer).RunAsync(desk.D1, "One scan is blurred", Cancel);
        return batch;
    }

    private static Task<string> AcceptRefusalAsync(DeliveryDesk desk) =>
        DeliveryDesk.RefusalAsync(() => desk.Accept(desk.Officer).RunAsync(desk.D1, null, Cancel));

    private static Task<TrancheStatus> TrancheAsync(DeliveryDesk desk) =>
        desk.Db.ReadAsync(d =>
            d.Tranches.Where(t => t.Number == 2).Select(t => t.Status).SingleAsync(Cancel)
        );
}
