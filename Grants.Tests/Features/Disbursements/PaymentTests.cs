using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Disbursements;
using Grants.Domain.Kernel;
using Grants.Tests.Features.Awards;
using Grants.Tests.Support;
using Grants.Web.Features.Disbursements.Export;
using Grants.Web.Features.Disbursements.Paying;
using Grants.Web.Features.Disbursements.Queue;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Disbursements;

public sealed class PaymentTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_due_payment_is_requested_approved_exported_and_paid_by_the_right_people()
    {
        await using var desk = await AwardDesk.NewAsync();
        var made = await desk.Story.AwardAsync();

        await desk.PaidAsync(made.Tranches[0].Id);

        var paid = await StoredAsync(desk, made.Tranches[0].Id);
        (paid.Status, paid.PaidOn, paid.PaymentReference, paid.ExportBatch)
            .Should()
            .Be((TrancheStatus.Paid, Today, "WIRE-1", "PAY-2026-0001"));
        var fund = await desk.Db.ReadAsync(d =>
            d.Funds.Include(f => f.Entries).SingleAsync(Cancel)
        );
        fund.PaidTotal.Should().Be(4_000m);
        fund.Entries.Should()
            .ContainSingle(e => e.AboutId == paid.Id)
            .Which.Amount.Should()
            .Be(4_000m);
        var mails = await desk.Db.ReadAsync(d =>
            d.Mail.Where(m => m.AboutId == paid.Id).ToListAsync(Cancel)
        );
        mails
            .Select(m => m.ToAddress)
            .Should()
            .BeEquivalentTo("olga@archive.example", "ada@archive.example");
        mails.Should().OnlyContain(m => m.Body.Contains("WIRE-1") && m.Body.Contains("$4,000.00"));
    }

    [Fact]
    public async Task Who_requested_a_payment_does_not_approve_it()
    {
        await using var desk = await AwardDesk.NewAsync();
        var made = await desk.Story.AwardAsync();
        var both = await desk.Db.PersonAsync(Role.FinanceOfficer, Role.FinanceApprover);
        await new RequestPayment(desk.Db, desk.Db.As(both)).RunAsync(made.Tranches[0].Id, Cancel);

        var refusal = await AwardDesk.RefusalAsync(() =>
            new ApprovePayment(desk.Db, desk.Db.As(both)).RunAsync(made.Tranches[0].Id, Cancel)
        );

        refusal.Should().Be("Another person than who requested the payment approves it.");
    }

    [Fact]
    public async Task A_blocked_payment_says_what_is_still_open()
    {
        await using var desk = await AwardDesk.NewAsync();
        var made = await desk.Story.AwardAsync();
        var finance = desk.Db.As(await desk.Story.StaffAsync(Role.FinanceOfficer));

        var refusal = await AwardDesk.RefusalAsync(() =>
            new RequestPayment(desk.Db, finance).RunAsync(made.Tranches[1].Id, Cancel)
        );

        refusal.Should().Be("Still open: D1 Sample accepted.");
    }

    [Fact]
    public async Task A_question_goes_back_to_who_requested_it()
    {
        await using var desk = await AwardDesk.NewAsync();
        var made = await desk.Story.AwardAsync();
        var finance = await desk.Story.StaffAsync(Role.FinanceOfficer);
        var approver = desk.Db.As(await desk.Story.StaffAsync(Role.FinanceApprover));
        var id = made.Tranches[0].Id;
        await new RequestPayment(desk.Db, desk.Db.As(finance)).RunAsync(id, Cancel);

        await new QueryPayment(desk.Db, approver, desk.Site).RunAsync(id, "Which account?", Cancel);

        (await StoredAsync(desk, id)).Status.Should().Be(TrancheStatus.Due);
        var mail = await desk.Db.ReadAsync(d => d.Mail.SingleAsync(Cancel));
        mail.ToAddress.Should().Be(finance.Email);
        mail.Body.Should().Contain("Which account?");
    }

    [Fact]
    public async Task Of_two_approvals_one_counts_and_the_other_is_told()
    {
        await using var desk = await AwardDesk.NewAsync();
        var made = await desk.Story.AwardAsync();
        var id = made.Tranches[0].Id;
        await new RequestPayment(
            desk.Db,
            desk.Db.As(await desk.Story.StaffAsync(Role.FinanceOfficer))
        ).RunAsync(id, Cancel);
        Account[] approvers =
        [
            await desk.Db.PersonAsync(Role.FinanceApprover),
            await desk.Db.PersonAsync(Role.FinanceApprover),
        ];

        var answers = await Task.WhenAll(
            approvers.Select(a =>
                desk.Guarded.RunAsync(
                    () => new ApprovePayment(desk.Db, desk.Db.As(a)).RunAsync(id, Cancel),
                    Cancel
                )
            )
        );

        var winner = approvers[Array.IndexOf(answers, null)];
        answers.Should().ContainSingle(a => a == null);
        answers
            .Single(a => a is not null)
            .Should()
            .MatchRegex("while you had it open|is now \"Approved\"");
        (await StoredAsync(desk, id)).ApprovedById.Should().Be(winner.Id);
        (
            await desk.Db.ReadAsync(d =>
                d.AuditEntries.CountAsync(e => e.Verb == nameof(PaymentApproved), Cancel)
            )
        )
            .Should()
            .Be(1);
    }

    [Fact]
    public async Task A_payment_file_takes_each_payment_once_and_says_why_others_stay()
    {
        await using var desk = await AwardDesk.NewAsync();
        var first = (await desk.Story.AwardAsync()).Tranches[0].Id;
        var second = (await desk.Story.AwardAsync()).Tranches[0].Id;
        var finance = desk.Db.As(await desk.Story.StaffAsync(Role.FinanceOfficer));
        await ApprovedAsync(desk, first);

        var result = await new ExportPayments(desk.Db, finance).RunAsync([first, second], Cancel);
        var again = await new ExportPayments(desk.Db, finance).RunAsync([first, second], Cancel);
        await ApprovedAsync(desk, second);
        var last = await new ExportPayments(desk.Db, finance).RunAsync([second], Cancel);

        result.Batch.Should().Be("PAY-2026-0001");
        result.Rows.Select(r => r.Refusal is null).Should().Equal(true, false);
        again.Batch.Should().BeNull();
        last.Batch.Should().Be("PAY-2026-0002");
        var lines = await new PaymentFile(desk.Db, finance).RunAsync("PAY-2026-0001", Cancel);
        var line = lines.Should().ContainSingle().Subject;
        (line.Payee, line.Amount).Should().Be(("Test Archive", new Money(4_000m, "USD")));
    }

    [Fact]
    public async Task A_fund_never_pays_more_than_it_bound()
    {
        await using var desk = await AwardDesk.NewAsync();
        var one = await desk.Story.AwardAsync();
        var other = await desk.Story.AwardAsync();
        var finance = desk.Db.As(await desk.Story.StaffAsync(Role.FinanceOfficer));
        Guid[] ids = [one.Tranches[0].Id, other.Tranches[0].Id];
        foreach (var id in ids)
            await ApprovedAsync(desk, id);
        await new ExportPayments(desk.Db, finance).RunAsync(ids, Cancel);

        var answers = await Task.WhenAll(
            ids.Concat(ids)
                .Select(id =>
                    desk.Guarded.RunAsync(
                        () =>
                            new MarkPaymentPaid(desk.Db, finance, desk.Funder, desk.Site).RunAsync(
                                id,
                                Today,
                                "WIRE-2",
                                Cancel
                            ),
                        Cancel
                    )
                )
        );

        var paid = await desk.Db.ReadAsync(d =>
            d.Tranches.CountAsync(t => t.Status == TrancheStatus.Paid, Cancel)
        );
        answers.Count(a => a is null).Should().Be(paid).And.BeInRange(1, 2);
        var fund = await desk.Db.ReadAsync(d => d.Funds.SingleAsync(Cancel));
        fund.PaidTotal.Should().Be(paid * 4_000m);
    }

    [Fact]
    public async Task A_payment_of_next_month_cannot_have_been_made()
    {
        await using var desk = await AwardDesk.NewAsync();
        var id = (await desk.Story.AwardAsync()).Tranches[0].Id;
        var finance = desk.Db.As(await desk.Story.StaffAsync(Role.FinanceOfficer));
        await ApprovedAsync(desk, id);
        await new ExportPayments(desk.Db, finance).RunAsync([id], Cancel);

        var refusal = await AwardDesk.RefusalAsync(() =>
            new MarkPaymentPaid(desk.Db, finance, desk.Funder, desk.Site).RunAsync(
                id,
                Today.AddMonths(1),
                "WIRE-3",
                Cancel
            )
        );

        refusal.Should().Be("The day of the payment lies in the future.");
    }

    [Fact]
    public async Task People_of_the_grantee_handle_none_of_its_payments()
    {
        await using var desk = await AwardDesk.NewAsync();
        var id = (await desk.Story.AwardAsync()).Tranches[0].Id;
        var archivist = await desk.Story.ArchivistAsync();
        await desk.Db.AddAsync(
            new RoleAssignment(archivist.Id, Role.FinanceOfficer),
            new RoleAssignment(archivist.Id, Role.FinanceApprover)
        );
        var insider = desk.Db.As(archivist);
        const string No = "You belong to the grantee, so others must handle its payments.";

        (
            await AwardDesk.RefusalAsync(() =>
                new RequestPayment(desk.Db, insider).RunAsync(id, Cancel)
            )
        )
            .Should()
            .Be(No);
        await new RequestPayment(
            desk.Db,
            desk.Db.As(await desk.Story.StaffAsync(Role.FinanceOfficer))
        ).RunAsync(id, Cancel);
        (
            await AwardDesk.RefusalAsync(() =>
                new QueryPayment(desk.Db, insider, desk.Site).RunAsync(id, "Why?", Cancel)
            )
        )
            .Should()
            .Be(No);
        (
            await AwardDesk.RefusalAsync(() =>
                new ApprovePayment(desk.Db, insider).RunAsync(id, Cancel)
            )
        )
            .Should()
            .Be(No);
    }

    [Fact]
    public async Task The_queue_shows_what_is_open_and_adds_up_each_status()
    {
        await using var desk = await AwardDesk.NewAsync();
        await desk.Story.AwardAsync();
        var finance = desk.Db.As(await desk.Story.StaffAsync(Role.FinanceOfficer));
        var list = new ListPayments(desk.Db, finance);

        var due = await list.RunAsync(PaymentFilter.Of(null, null), 1, Cancel);
        var blocked = await list.RunAsync(PaymentFilter.Of("Blocked", null), 1, Cancel);
        var totals = await list.TotalsAsync(Cancel);

        var row = due.Rows.Should().ContainSingle().Subject;
        (row.Amount, row.IsForMe, row.Cannot.Request)
            .Should()
            .Be((new Money(4_000m, "USD"), true, null));
        blocked.Rows[0].Open.Should().Equal("D1 Sample accepted");
        totals
            .Single(t => t.Status == TrancheStatus.Blocked)
            .Should()
            .BeEquivalentTo(new StatusTotal(TrancheStatus.Blocked, 3, [new Money(6_000m, "USD")]));
    }

    private static async Task ApprovedAsync(AwardDesk desk, Guid id)
    {
        await new RequestPayment(
            desk.Db,
            desk.Db.As(await desk.Story.StaffAsync(Role.FinanceOfficer))
        ).RunAsync(id, Cancel);
        await new ApprovePayment(
            desk.Db,
            desk.Db.As(await desk.Story.StaffAsync(Role.FinanceApprover))
        ).RunAsync(id, Cancel);
    }

    private static Task<Tranche> StoredAsync(AwardDesk desk, Guid id) =>
        desk.Db.ReadAsync(d => d.Tranches.SingleAsync(t => t.Id == id, Cancel));
}
