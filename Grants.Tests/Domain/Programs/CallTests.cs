using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Tests.Support;

namespace Grants.Tests.Domain.Programs;

public sealed class CallTests
{
    private static readonly Actor Officer = Given.Actor(Role.ProgramOfficer);
    private static readonly DateTimeOffset Closes = TestDb.Start.AddDays(30);

    [Theory]
    [InlineData("Spring call 2027", "spring-call-2027")]
    [InlineData("  Été: archives & photos  ", "ete-archives-photos")]
    [InlineData("Письма", "")]
    public void An_address_is_proposed_from_the_title(string title, string slug) =>
        CallSlug.From(title).Should().Be(slug);

    [Theory]
    [InlineData("")]
    [InlineData("Spring")]
    [InlineData("a--b")]
    [InlineData("-a")]
    [InlineData("a/b")]
    public void An_address_that_the_proposal_could_not_make_is_refused(string slug)
    {
        var make = () => NewCall(slug: slug);

        make.Should().Throw<RefusedException>();
    }

    [Fact]
    public void An_edit_tells_what_it_changed()
    {
        var call = NewCall();
        call.ClearEvents();

        call.Edit(Terms(title: "Autumn call"), call.FundId, "autumn", By());

        call.Events.Single().Detail.Should().Be("title, address");
    }

    [Fact]
    public void An_edit_that_changes_nothing_leaves_no_trace()
    {
        var call = NewCall();
        call.ClearEvents();

        call.Edit(Terms(), call.FundId, call.Slug, By());

        call.Events.Should().BeEmpty();
    }

    [Fact]
    public void A_published_call_is_not_rewritten()
    {
        var call = NewCall();
        call.Publish(By());

        call.CannotEdit(Officer)!.Reason.Should().Contain("extend its deadline");
    }

    [Fact]
    public void A_call_is_open_at_the_second_of_its_deadline_and_closed_a_second_later()
    {
        var call = NewCall();
        call.Publish(By());

        call.PhaseAt(Closes).Should().Be(CallPhase.Open);
        call.CannotApply(Closes, null).Should().BeNull();
        call.PhaseAt(Closes.AddSeconds(1)).Should().Be(CallPhase.Closed);
        call.CannotApply(Closes.AddSeconds(1), null)!
            .Reason.Should()
            .Contain("1 April 2026, 05:00:00")
            .And.Contain("1 April 2026, 05:00:01");
    }

    [Fact]
    public void A_deadline_moves_only_later_and_with_a_reason()
    {
        var call = NewCall();
        call.Publish(By());

        call.CannotExtend(Officer, Closes.AddDays(-1), "Snow")!.Reason.Should().Contain("after");
        call.CannotExtend(Officer, Closes.AddDays(1), " ")!.Reason.Should().Contain("why");
        call.CannotExtend(Officer, Closes.AddDays(1), "Snow").Should().BeNull();
    }

    [Fact]
    public void An_award_cap_goes_to_the_cent()
    {
        var make = () => NewCall(cap: 10.005m);

        make.Should().Throw<RefusedException>().WithMessage("*cents*");
    }

    [Fact]
    public void A_deposit_goes_to_the_cent_and_adds_to_what_is_uncommitted()
    {
        var fund = new Fund("General", "", "", "USD", By());

        fund.Deposit(new Money(100.10m, "USD"), "Gift", By());
        var more = () => fund.Deposit(new Money(0.001m, "USD"), "Dust", By());

        fund.Uncommitted.Should().Be(new Money(100.10m, "USD"));
        more.Should().Throw<RefusedException>();
    }

    private static Stamp By() => Given.Stamp(Officer);

    private static CallTerms Terms(string title = "Spring call", decimal cap = 1000m) =>
        new(
            title,
            "",
            "Who may apply.",
            TestDb.Start.AddDays(-1),
            new Deadline(Closes, "America/New_York"),
            new Money(cap, "USD"),
            2
        );

    private static Call NewCall(string slug = "spring", decimal cap = 1000m) =>
        new(
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            Terms(cap: cap),
            slug,
            By()
        );
}
