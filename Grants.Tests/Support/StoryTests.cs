using Grants.Domain.Applications;
using Grants.Domain.Awards;
using Grants.Domain.Deliverables;
using Grants.Domain.Disbursements;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Support;

/// <summary>What the other tests start from is what it says.</summary>
public sealed class StoryTests
{
    [Theory]
    [InlineData(ApplicationStatus.Draft)]
    [InlineData(ApplicationStatus.Ineligible)]
    [InlineData(ApplicationStatus.InReview)]
    [InlineData(ApplicationStatus.Recommended)]
    [InlineData(ApplicationStatus.Approved)]
    [InlineData(ApplicationStatus.Waitlisted)]
    public async Task An_application_is_stored_in_the_state_asked_for(ApplicationStatus status)
    {
        await using var db = await TestDb.NewAsync();
        var made = await db.Story().ApplicationAsync(status);
        var stored = await db.ReadAsync(d => d.Applications.SingleAsync(a => a.Id == made.Id));
        stored.Status.Should().Be(status);
    }

    [Fact]
    public async Task An_active_award_binds_its_money_and_its_first_tranche_is_due()
    {
        await using var db = await TestDb.NewAsync();
        var made = await db.Story().AwardAsync();
        var award = await db.ReadAsync(d => d.Awards.SingleAsync(a => a.Id == made.Award.Id));
        award.Status.Should().Be(AwardStatus.Active);
        var fund = await db.ReadAsync(d => d.Funds.SingleAsync());
        fund.ObligatedTotal.Should().Be(10_000m);
        var tranches = await db.ReadAsync(d => d.Tranches.OrderBy(t => t.Number).ToListAsync());
        tranches
            .Select(t => t.Status)
            .Should()
            .StartWith([TrancheStatus.Due, TrancheStatus.Blocked]);
    }

    [Theory]
    [InlineData(DeliverableStatus.InProgress)]
    [InlineData(DeliverableStatus.UnderQualityControl)]
    [InlineData(DeliverableStatus.Accepted)]
    public async Task A_delivery_is_stored_in_the_state_asked_for(DeliverableStatus status)
    {
        await using var db = await TestDb.NewAsync();
        var made = await db.Story().DeliveryAsync(status);
        var stored = await db.ReadAsync(d =>
            d.Deliverables.SingleAsync(x => x.Id == made.Deliverable.Id)
        );
        stored.Status.Should().Be(status);
    }
}
