using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Awards;
using Grants.Domain.Catalog;
using Grants.Domain.Deliverables;
using Grants.Domain.Kernel;
using Grants.Tests.Support;
using Grants.Web.Features.Dashboard.Figures;
using Grants.Web.Features.Dashboard.Waiting;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Dashboard;

public sealed class DashboardTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Applications_are_counted_by_status()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        await story.ApplicationAsync(ApplicationStatus.Draft);
        await story.ApplicationAsync();
        await story.ApplicationAsync();
        await story.ApplicationAsync(ApplicationStatus.Declined);

        var figures = await ReadAsync(db);

        figures
            .Applications.Where(f => f.Applications > 0)
            .Should()
            .Equal(
                new StatusFigure(ApplicationStatus.Draft, 1),
                new StatusFigure(ApplicationStatus.Submitted, 2),
                new StatusFigure(ApplicationStatus.Declined, 1)
            );
    }

    [Fact]
    public async Task Money_is_awarded_obligated_and_paid_by_fund()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        await story.AwardAsync(AwardStatus.Issued, amount: 7_000.10m);
        var active = await story.AwardAsync(amount: 10_000.20m);
        await PayAsync(db, active.Tranches[0].Id);

        var figures = await ReadAsync(db);

        figures
            .Money.Should()
            .Equal(new FundFigure("General fund", "USD", 17_000.30m, 10_000.20m, 4_000.08m));
    }

    [Fact]
    public async Task Items_are_counted_in_the_month_that_it_happened()
    {
        await using var db = await TestDb.NewAsync();
        await db.Story().DeliveryAsync(DeliverableStatus.Accepted, items: 10);
        db.Clock.Advance(TimeSpan.FromDays(31));
        await PublishAsync(db);

        var months = (await ReadAsync(db)).Items;

        months.Should().HaveCount(12);
        months[^1].Should().Be(new MonthFigure("Apr 2026", 0, 0, 1));
        months[^2].Should().Be(new MonthFigure("Mar 2026", 10, 10, 0));
        months.SkipLast(2).Should().OnlyContain(m => m.Delivered == 0 && m.Published == 0);
    }

    [Fact]
    public async Task Institutions_show_how_far_their_items_have_come()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var delivery = await story.DeliveryAsync(DeliverableStatus.Accepted, items: 10);
        await story.RecordAsync(awardId: delivery.Award.Award.Id);
        await story.RecordAsync(CatalogStatus.Draft, awardId: delivery.Award.Award.Id);

        var figures = await ReadAsync(db);

        figures.Institutions.Should().Equal(new InstitutionFigure("Test Archive", 40, 10, 1));
    }

    [Fact]
    public async Task A_call_leaves_out_what_belongs_to_others()
    {
        await using var db = await TestDb.NewAsync();
        var delivery = await db.Story().DeliveryAsync(DeliverableStatus.Accepted, items: 10);

        var own = await ReadAsync(db, delivery.Award.Award.CallId);
        var other = await ReadAsync(db, Guid.CreateVersion7());

        own.Money.Single().Awarded.Should().Be(10_000m);
        other.Money.Single().Awarded.Should().Be(0);
        other.Applications.Sum(a => a.Applications).Should().Be(0);
        other.Items.Sum(i => i.Delivered + i.Accepted).Should().Be(0);
        other.Institutions.Should().BeEmpty();
    }

    [Fact]
    public async Task Only_people_with_the_permission_read_it()
    {
        await using var db = await TestDb.NewAsync();
        var person = await db.PersonAsync(Role.Reviewer, Role.CatalogEditor, Role.Administrator);

        var figures = () => new ReadDashboard(db, db.As(person), db.Clock).RunAsync(null, Cancel);
        var waiting = () => new WhatWaits(db, db.As(person)).ForAllAsync(Cancel);

        await figures.Should().ThrowAsync<RefusedException>();
        await waiting.Should().ThrowAsync<RefusedException>();
    }

    [Fact]
    public async Task Next_steps_are_those_of_ones_own_roles_with_how_many_wait()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        await story.ApplicationAsync();
        await story.ApplicationAsync();
        await story.ApplicationAsync(ApplicationStatus.Approved);
        await story.DeliveryAsync();
        await story.RecordAsync(CatalogStatus.Draft);

        (await StepsAsync(db, await story.StaffAsync(Role.ProgramOfficer)))
            .Should()
            .Equal(
                ("Applications to begin screening", 2),
                ("Decisions to tell applicants", 2),
                ("Deliveries to check", 1)
            );
        (await StepsAsync(db, await story.StaffAsync(Role.GrantsOfficer)))
            .Should()
            .Contain(("Approved applications without an award", 1));
        (await StepsAsync(db, await story.StaffAsync(Role.FinanceOfficer)))
            .Should()
            .Equal(("Payments due", 1));
        (await StepsAsync(db, await story.StaffAsync(Role.CatalogEditor)))
            .Should()
            .Equal(("Catalog records to publish", 1));
        (await StepsAsync(db, await story.StaffAsync(Role.Auditor))).Should().BeEmpty();
    }

    [Fact]
    public async Task A_reviewers_next_steps_are_the_reviewers_own_reviews()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var application = await story.ApplicationAsync(ApplicationStatus.InReview);
        var (_, reviewer) = await story.ReviewAsync(application);
        await story.ReviewAsync(application);

        (await StepsAsync(db, reviewer)).Should().Equal(("Reviews to write", 1));
    }

    [Fact]
    public async Task An_application_of_ones_own_organization_is_no_next_step()
    {
        await using var db = await TestDb.NewAsync();
        await db.Story().ApplicationAsync();
        var officer = await db.PersonAsync(Role.ProgramOfficer);
        (await StepsAsync(db, officer)).Should().NotBeEmpty();
        await using (var changing = db.CreateDbContext())
        {
            var organization = await changing.Organizations.FirstAsync(Cancel);
            organization.Admit(officer.Id, officer.Name, OrganizationRole.Editor, Given.Stamp());
            await changing.SaveChangesAsync(Cancel);
        }

        (await StepsAsync(db, officer)).Should().BeEmpty();
    }

    private static async Task<DashboardFigures> ReadAsync(TestDb db, Guid? call = null) =>
        await new ReadDashboard(
            db,
            db.As(await db.PersonAsync(Role.ProgramOfficer)),
            db.Clock
        ).RunAsync(call, Cancel);

    private static async Task<IEnumerable<(string What, int Count)>> StepsAsync(
        TestDb db,
        Account person
    ) => (await new WhatWaits(db, db.As(person)).ForMeAsync(Cancel)).Select(i => (i.What, i.Count));

    private static async Task PublishAsync(TestDb db)
    {
        var institution = await db.ReadAsync(d =>
            d.Organizations.Select(o => o.Id).FirstAsync(Cancel)
        );
        var by = db.By(Given.Actor(Role.CatalogEditor));
        var record = new CatalogRecord(
            "a-letter",
            institution,
            new CatalogDescription
            {
                Identifier = "ta_1",
                Title = "A letter",
                RightsUri = "http://rightsstatements.org/vocab/InC/1.0/",
            },
            by
        );
        record.Publish(by);
        await db.AddAsync(record);
    }

    private static async Task PayAsync(TestDb db, Guid trancheId)
    {
        await using var paying = db.CreateDbContext();
        var tranche = await paying.Tranches.FirstAsync(t => t.Id == trancheId, Cancel);
        var award = await paying.Awards.FirstAsync(a => a.Id == tranche.AwardId, Cancel);
        var fund = await paying.Funds.FirstAsync(f => f.Id == award.FundId, Cancel);
        tranche.Request(Given.Stamp(Given.Actor(Role.FinanceOfficer)));
        tranche.Approve(Given.Stamp(Given.Actor(Role.FinanceApprover)));
        tranche.Export("PAY-1", Given.Stamp(Given.Actor(Role.FinanceOfficer)));
        tranche.MarkPaid(
            DateOnly.FromDateTime(db.Now.UtcDateTime),
            "Wire 1",
            fund,
            Given.Stamp(Given.Actor(Role.FinanceOfficer))
        );
        await paying.SaveChangesAsync(Cancel);
    }
}
