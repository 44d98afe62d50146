using Grants.Domain.Accounts;
using Grants.Domain.Deliverables;
using Grants.Domain.Disbursements;
using Grants.Domain.Kernel;
using Grants.Tests.Domain.Inspection;
using Grants.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Deliverables;

public sealed class DecidingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Acceptance_makes_the_tied_payment_due_and_tells_grantee_and_finance()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var finance = await desk.Db.PersonAsync(Role.FinanceOfficer);
        await desk.UnderControlAsync();

        await desk.Accept(desk.Officer).RunAsync(desk.D1, null, Cancel);

        var stored = await desk.StoredAsync();
        (stored.Status, stored.AcceptedUnits).Should().Be((DeliverableStatus.Accepted, 2));
        var tranches = await desk.Db.ReadAsync(d =>
            d.Tranches.OrderBy(t => t.Number).Select(t => t.Status).ToListAsync(Cancel)
        );
        tranches.Should().StartWith([TrancheStatus.Due, TrancheStatus.Due, TrancheStatus.Blocked]);
        var mails = await desk.Db.ReadAsync(d => d.Mail.ToListAsync(Cancel));
        mails
            .Should()
            .Contain(m => m.ToAddress == finance.Email && m.Subject.StartsWith("Payment 2 of"));
        mails
            .Should()
            .Contain(m => m.ToAddress == desk.Archivist.Email && m.Subject.EndsWith("is accepted"));
        var log = await desk.Db.ReadAsync(d =>
            d.AuditEntries.Select(e => e.Verb).ToListAsync(Cancel)
        );
        log.Should()
            .Contain([
                "DeliverableAccepted",
                "BatchAccepted",
                "TrancheConditionMet",
                "TrancheBecameDue",
            ]);
    }

    [Fact]
    public async Task Of_two_people_who_accept_at_once_one_is_told_and_it_counts_once()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        await desk.UnderControlAsync();
        var other = await desk.Db.PersonAsync(Role.ProgramOfficer);

        var outcomes = await Task.WhenAll(
            OutcomeAsync(() => desk.Accept(desk.Officer).RunAsync(desk.D1, null, Cancel)),
            OutcomeAsync(() => desk.Accept(other).RunAsync(desk.D1, null, Cancel))
        );

        outcomes.Count(o => o is null).Should().Be(1);
        (await desk.StoredAsync()).AcceptedUnits.Should().Be(2);
    }

    [Fact]
    public async Task An_exception_needs_words_and_is_kept_with_them()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        await desk.UnderControlAsync();
        (
            await DeliveryDesk.RefusalAsync(() =>
                desk.Accept(desk.Officer).RunAsync(desk.D1, " ", Cancel)
            )
        )
            .Should()
            .Be("Say what is excepted and why.");

        await desk.Accept(desk.Officer).RunAsync(desk.D1, "Two posters are creased", Cancel);

        (await desk.StoredAsync()).Status.Should().Be(DeliverableStatus.AcceptedWithException);
        (await desk.Db.ReadAsync(d => d.AuditEntries.Select(e => e.Reason).ToListAsync(Cancel)))
            .Should()
            .Contain("Two posters are creased");
    }

    [Fact]
    public async Task A_returned_batch_begins_the_next_one_with_all_its_files()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var first = await desk.UnderControlAsync();

        await desk.Return(desk.Officer).RunAsync(desk.D1, "b.tif is upside down", Cancel);

        (await desk.StoredAsync()).Status.Should().Be(DeliverableStatus.CorrectionNeeded);
        var mail = await desk.Db.ReadAsync(d =>
            d.Mail.FirstAsync(
                m => m.ToAddress == desk.Archivist.Email && m.Subject.Contains("please correct"),
                Cancel
            )
        );
        mail.Body.Should().Contain("b.tif is upside down");
        var second = await desk.Start(desk.Archivist).RunAsync(desk.D1, Cancel);
        (await desk.NamesAsync(second)).Should().Equal(await desk.NamesAsync(first));
    }

    [Fact]
    public async Task An_accepted_batch_of_several_lets_the_rest_come_and_payments_wait()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        await PromiseAsync(desk, 3);
        var first = await desk.UnderControlAsync();

        await desk.AcceptBatch(desk.Officer).RunAsync(desk.D1, Cancel);

        var stored = await desk.StoredAsync();
        (stored.Status, stored.AcceptedUnits).Should().Be((DeliverableStatus.PartlyDelivered, 2));
        (await SecondPaymentAsync(desk)).Should().Be(TrancheStatus.Blocked);
        var mail = await desk.Db.ReadAsync(d =>
            d.Mail.FirstAsync(
                m => m.ToAddress == desk.Archivist.Email && m.Subject.EndsWith("1 is accepted"),
                Cancel
            )
        );
        mail.Body.Should().Contain("1 of 3");

        var second = await desk.Start(desk.Archivist).RunAsync(desk.D1, Cancel);
        (await desk.NamesAsync(second)).Should().BeEmpty("what was accepted isn't sent again");
        await desk.SendAsync(second, "sheet.csv", Third);
        await desk.SendAsync(second, "c.tif", SampleFiles.Tiff(shade: 3));
        await desk.Submit(desk.Archivist).RunAsync(second, Cancel);
        await desk.Check().RunAsync(second, Cancel);
        await desk.Begin(desk.Officer).RunAsync(desk.D1, Cancel);
        await desk.Judge(desk.Officer).PassAsync(second, 1, Cancel);
        await desk.Accept(desk.Officer).RunAsync(desk.D1, null, Cancel);

        (await desk.StoredAsync()).AcceptedUnits.Should().Be(3);
        (await SecondPaymentAsync(desk)).Should().Be(TrancheStatus.Due);
        (
            await desk.Db.ReadAsync(d =>
                d.PreservationEvents.Where(e => e.Type == "accession")
                    .OrderBy(e => e.Id)
                    .Select(e => new
                    {
                        e.BatchId,
                        e.AgentKind,
                        e.Agent,
                        e.Detail,
                    })
                    .ToListAsync(Cancel)
            )
        )
            .Should()
            .BeEquivalentTo([
                new
                {
                    BatchId = first,
                    AgentKind = AgentKind.Person,
                    Agent = desk.Officer.Name,
                    Detail = "2 items",
                },
                new
                {
                    BatchId = second,
                    AgentKind = AgentKind.Person,
                    Agent = desk.Officer.Name,
                    Detail = "1 item",
                },
            ]);
    }

    [Fact]
    public async Task A_batch_with_all_that_was_promised_is_the_last()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        await PromiseAsync(desk, 2);
        await desk.UnderControlAsync();
        (
            await DeliveryDesk.RefusalAsync(() =>
                desk.AcceptBatch(desk.Officer).RunAsync(desk.D1, Cancel)
            )
        )
            .Should()
            .StartWith("All that was promised is delivered");
    }

    [Fact]
    public async Task What_can_t_be_corrected_is_waived_and_its_payment_no_longer_waits()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        await desk.UnderControlAsync();
        await desk.Return(desk.Officer).RunAsync(desk.D1, "The reel is lost", Cancel);
        (
            await desk.Db.ReadAsync(d =>
                d.PreservationEvents.SingleAsync(e => e.Detail == "The reel is lost", Cancel)
            )
        )
            .Outcome.Should()
            .Be("fail");

        await desk.Waive(desk.Officer).RunAsync(desk.D1, "It burnt", Cancel);

        (await SecondPaymentAsync(desk)).Should().Be(TrancheStatus.Due);
    }

    [Fact]
    public async Task What_was_returned_doesn_t_count_as_delivered()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        await PromiseAsync(desk, 3);
        await desk.UnderControlAsync();
        await desk.Return(desk.Officer).RunAsync(desk.D1, "Wrong identifiers", Cancel);
        var (details, _) = await desk.Show(desk.Officer).RunAsync(desk.D1, Cancel);
        var posters = details.Materials.Should().ContainSingle().Subject;
        (posters.Delivered, posters.Waiting, posters.Open).Should().Be((0m, 0m, 3m));
    }

    private static byte[] Third =>
        SampleFiles.Text(
            $"{SampleFiles.Heading}\r\nta_0003,Three,StillImage,http://rightsstatements.org/vocab/InC/1.0/,Papers,c.tif\r\n"
        );

    private static Task<int> PromiseAsync(DeliveryDesk desk, int units) =>
        desk.Db.ReadAsync(d =>
            d.MaterialLines.Where(l => l.DeliverableId == desk.D1)
                .ExecuteUpdateAsync(s => s.SetProperty(l => l.Promised, units), Cancel)
        );

    private static Task<TrancheStatus> SecondPaymentAsync(DeliveryDesk desk) =>
        desk.Db.ReadAsync(d =>
            d.Tranches.Where(t => t.Number == 2).Select(t => t.Status).SingleAsync(Cancel)
        );

    [Fact]
    public async Task A_waived_deliverable_counts_as_delivered_for_its_payment()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        await desk.Waive(desk.Officer).RunAsync(desk.D1, "Merged into D2", Cancel);
        (await desk.StoredAsync()).Status.Should().Be(DeliverableStatus.Waived);
        var second = await desk.Db.ReadAsync(d =>
            d.Tranches.SingleAsync(t => t.Number == 2, Cancel)
        );
        second.Status.Should().Be(TrancheStatus.Due);
    }

    [Theory]
    [InlineData(Role.FinanceOfficer)]
    [InlineData(Role.CatalogEditor)]
    [InlineData(Role.Auditor)]
    public async Task Who_may_not_check_deliverables_decides_nothing(Role role)
    {
        await using var desk = await DeliveryDesk.NewAsync();
        await desk.UnderControlAsync();
        var somebody = await desk.Db.PersonAsync(role);
        await DeliveryDesk.RefusalAsync(() =>
            desk.Accept(somebody).RunAsync(desk.D1, null, Cancel)
        );
        await DeliveryDesk.RefusalAsync(() =>
            desk.Return(somebody).RunAsync(desk.D1, "Why not", Cancel)
        );
        (await desk.StoredAsync()).Status.Should().Be(DeliverableStatus.UnderQualityControl);
    }

    [Fact]
    public async Task The_grantee_does_not_accept_its_own_delivery()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        await desk.UnderControlAsync();
        await DeliveryDesk.RefusalAsync(() =>
            desk.Accept(desk.Archivist).RunAsync(desk.D1, null, Cancel)
        );
    }

    [Fact]
    public async Task Another_organization_neither_sees_nor_touches_it()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await desk.Start(desk.Archivist).RunAsync(desk.D1, Cancel);
        var stranger = await desk.Db.PersonAsync();
        await desk.Db.OrganizationAsync(stranger, name: "Other archive");

        await NotFoundAsync(() => desk.Show(stranger).OwnAsync(desk.D1, Cancel));
        await NotFoundAsync(() => desk.Start(stranger).RunAsync(desk.D1, Cancel));
        await NotFoundAsync(() =>
            desk.Receive(stranger).RunAsync(batchId, "a.tif", new MemoryStream([1]), Cancel)
        );
        await NotFoundAsync(() => desk.Submit(stranger).RunAsync(batchId, Cancel));
        await NotFoundAsync(() => desk.Contents(stranger).FilesAsync(batchId, 1, Cancel));
        await NotFoundAsync(() => desk.Contents(stranger).FindingsAsync(batchId, 1, Cancel));
        await NotFoundAsync(() => desk.Contents(stranger).EventsAsync(batchId, 1, Cancel));
        (await desk.List(stranger).OwnAsync(1, Cancel)).Total.Should().Be(0);
    }

    [Fact]
    public async Task The_list_filters_by_what_is_overdue_and_what_waits_for_staff()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        await desk.DeliverGoodAsync();
        desk.Db.Clock.Advance(TimeSpan.FromDays(700));
        var list = desk.List(desk.Officer);

        var waiting = await list.RunAsync(Filter(show: "waiting"), 1, Cancel);
        waiting.Rows.Select(r => r.Code).Should().Equal("D1");
        var overdue = await list.RunAsync(Filter(show: "overdue"), 1, Cancel);
        overdue.Rows.Select(r => r.Code).Should().Equal("D2", "D3", "D4");
        overdue.Rows.Should().OnlyContain(r => r.Overdue);
        (await list.RunAsync(Filter(status: "Validated"), 1, Cancel)).Total.Should().Be(1);
        (await list.RunAsync(Filter(text: "archive"), 1, Cancel)).Total.Should().Be(4);
        (await list.RunAsync(Filter(text: "100%"), 1, Cancel)).Total.Should().Be(0);
        (await list.RunAsync(Filter(status: "Nonsense"), 1, Cancel)).Total.Should().Be(4);
    }

    private static Web.Features.Deliverables.Queue.DeliverableFilter Filter(
        string? status = null,
        string? text = null,
        string? show = null
    ) => Web.Features.Deliverables.Queue.DeliverableFilter.Of(status, text, show);

    private static async Task NotFoundAsync(Func<Task> work) =>
        await work.Should().ThrowAsync<NotFoundException>();

    private static async Task<Exception?> OutcomeAsync(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (Exception refused) when (refused is RefusedException or DbUpdateException)
        {
            return refused;
        }
    }
}
