using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Awards;
using Grants.Domain.Disbursements;
using Grants.Domain.Kernel;
using Grants.Tests.Support;
using Grants.Web.Features.Awards.List;
using Grants.Web.Features.Awards.Making;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Awards;

public sealed class MakeAwardTests
{
    private static readonly DateOnly Start = new(2026, 6, 1);
    private static readonly DateOnly End = new(2027, 11, 30);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(13)]
    [InlineData(40)]
    public async Task An_approved_application_becomes_an_award_with_the_next_number_and_its_plan(
        int promised
    )
    {
        await using var desk = await AwardDesk.NewAsync();
        var application = await desk.Story.ApplicationAsync(ApplicationStatus.Approved, 12_345.67m);
        var officer = await desk.Story.StaffAsync(Role.GrantsOfficer);

        var id = await desk.Make(officer)
            .RunAsync(application.Id, Start, End, Given.Promise(promised), Cancel);

        var award = await desk.StoredAsync(id);
        award.Number.Should().Be("DG-2026-0001");
        award.Amount.Should().Be(new Money(12_345.67m, "USD"));
        award.PublicSummary.Should().Be("As the papers show");
        var tranches = await desk.Db.ReadAsync(d =>
            d.Tranches.Where(t => t.AwardId == id).ToListAsync(Cancel)
        );
        tranches.Sum(t => t.Amount.Amount).Should().Be(12_345.67m);
        tranches.Should().OnlyContain(t => t.Status == TrancheStatus.Planned);
        (await desk.Db.ReadAsync(d => d.Deliverables.SumAsync(x => x.PromisedUnits, Cancel)))
            .Should()
            .Be(promised);
    }

    [Fact]
    public async Task The_form_starts_from_the_applicants_days_and_counts()
    {
        await using var desk = await AwardDesk.NewAsync();
        var application = await desk.Story.ApplicationAsync(ApplicationStatus.Approved);
        var officer = await desk.Story.StaffAsync(Role.GrantsOfficer);

        var found = await new FindNewAward(desk.Db, desk.Db.As(officer)).RunAsync(
            application.Id,
            Cancel
        );

        (found.StartsOn, found.EndsOn).Should().Be((Start, End));
        found.Materials.Sum(m => m.Count).Should().Be(40);
        found.Granted.Should().Be(new Money(10_000m, "USD"));
        found.Refusal.Should().BeNull();
    }

    [Fact]
    public async Task Numbers_have_no_gap_when_a_second_award_of_an_application_is_refused()
    {
        await using var desk = await AwardDesk.NewAsync();
        var first = await desk.Story.ApplicationAsync(ApplicationStatus.Approved);
        var second = await desk.Story.ApplicationAsync(ApplicationStatus.Approved);
        var officer = await desk.Story.StaffAsync(Role.GrantsOfficer);
        await desk.Make(officer).RunAsync(first.Id, Start, End, Given.Promise(40), Cancel);

        var refusal = await AwardDesk.RefusalAsync(() =>
            desk.Make(officer).RunAsync(first.Id, Start, End, Given.Promise(40), Cancel)
        );
        var id = await desk.Make(officer)
            .RunAsync(second.Id, Start, End, Given.Promise(40), Cancel);

        refusal.Should().Be("This application is an award already: DG-2026-0001.");
        (await desk.StoredAsync(id)).Number.Should().Be("DG-2026-0002");
    }

    [Fact]
    public async Task Only_a_grants_officer_makes_awards_and_only_of_approved_applications()
    {
        await using var desk = await AwardDesk.NewAsync();
        var approved = await desk.Story.ApplicationAsync(ApplicationStatus.Approved);
        var recommended = await desk.Story.ApplicationAsync(ApplicationStatus.Recommended);
        var officer = await desk.Story.StaffAsync(Role.GrantsOfficer);

        (
            await AwardDesk.RefusalAsync(async () =>
                await desk.Make(await desk.Story.StaffAsync(Role.ProgramOfficer))
                    .RunAsync(approved.Id, Start, End, Given.Promise(1), Cancel)
            )
        )
            .Should()
            .Contain("prepare awards");
        (
            await AwardDesk.RefusalAsync(() =>
                desk.Make(officer).RunAsync(recommended.Id, Start, End, Given.Promise(1), Cancel)
            )
        )
            .Should()
            .Be("Only an approved application becomes an award.");
    }

    [Fact]
    public async Task The_list_filters_sorts_and_says_what_was_paid()
    {
        await using var desk = await AwardDesk.NewAsync();
        var active = await desk.Story.AwardAsync();
        await desk.Story.AwardAsync(AwardStatus.Issued, 20_000m);
        await desk.PaidAsync(active.Tranches[0].Id);
        var list = new ListAwards(
            desk.Db,
            desk.Db.As(await desk.Story.StaffAsync(Role.GrantsOfficer))
        );

        var all = await list.RunAsync(AwardFilter.Of(null, null, null, "Amount"), 1, Cancel);
        var one = await list.RunAsync(AwardFilter.Of("Active", null, "dg-2026", null), 1, Cancel);
        var none = await list.RunAsync(AwardFilter.Of(null, null, "100%", null), 1, Cancel);

        all.Rows.Select(r => r.Amount.Amount).Should().Equal(20_000m, 10_000m);
        one.Rows.Should().ContainSingle().Which.Paid.Should().Be(new Money(4_000m, "USD"));
        none.Total.Should().Be(0);
    }
}
