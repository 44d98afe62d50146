using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Tests.Support;

namespace Grants.Tests.Domain.Programs;

public sealed class CallTermsTests
{
    private const string Zone = "America/New_York";

    private static readonly Actor Officer = Given.Actor(Role.ProgramOfficer);
    private static readonly DateTimeOffset Opens = TestDb.Start;

    [Fact]
    public void A_clone_keeps_local_times_across_a_change_of_the_clocks()
    {
        var terms = Terms(Deadline.At(new DateTime(2026, 3, 1, 17, 0, 0), Zone)) with
        {
            OpensAt = Deadline.At(new DateTime(2026, 1, 10, 9, 0, 0), Zone).Instant,
            Milestones =
            [
                new("Meeting", Deadline.At(new DateTime(2026, 4, 1, 10, 0, 0), Zone).Instant),
            ],
        };

        var moved = terms.MovedTo(
            Deadline.At(new DateTime(2026, 9, 10, 9, 0, 0), Zone).Instant,
            Deadline.At(new DateTime(2026, 10, 20, 17, 0, 0), Zone)
        );

        new Deadline(moved.Milestones[0].At, Zone)
            .ToString()
            .Should()
            .Be("20 November 2026, 10:00:00 (America/New_York)");
    }

    [Fact]
    public void A_rolling_call_is_open_until_it_is_closed_and_by_nothing_else()
    {
        var call = Published(Terms(null));

        call.CannotApply(Opens.AddYears(5), null).Should().BeNull();
        call.CannotBeginReview(Officer, Opens.AddYears(5))!
            .Reason.Should()
            .Contain("Close it first");
        call.CannotExtend(Officer)!.Reason.Should().Contain("no deadline");
        call.Close(Opens.AddDays(10), "The money is spent", By());

        call.CannotApply(Opens.AddDays(10), null).Should().BeNull();
        call.CannotApply(Opens.AddDays(10).AddMilliseconds(1), null).Should().NotBeNull();
    }

    [Fact]
    public void A_call_with_one_deadline_is_not_closed_by_hand()
    {
        var call = Published(Terms(new Deadline(Opens.AddDays(30), Zone)));

        call.CannotClose(Officer)!.Reason.Should().Contain("at its deadline");
    }

    [Fact]
    public void Each_application_goes_to_the_next_cut_off_with_its_grace()
    {
        var (first, second) = (Opens.AddDays(10), Opens.AddDays(20));
        var call = Published(Terms(null) with { GraceMinutes = 5, CutOffs = [second, first] });

        call.CutOffFor(first.AddMinutes(5)).Should().Be(first);
        call.CutOffFor(first.AddMinutes(5).AddMilliseconds(1)).Should().Be(second);
        call.CutOffFor(second.AddDays(1)).Should().BeNull();
        call.DeadlineFor(null, first.AddMinutes(6))!.Value.Instant.Should().Be(second);
        call.DeadlineFor(null, second.AddDays(1)).Should().BeNull();
    }

    [Fact]
    public void Closing_lets_later_cut_offs_fall_away()
    {
        var call = Published(Terms(null) with { CutOffs = [Opens.AddDays(10), Opens.AddDays(20)] });

        call.Close(Opens.AddDays(15), "Enough", By());

        call.CutOffs.Should().Equal(Opens.AddDays(10));
    }

    [Fact]
    public void Of_several_extensions_the_latest_entry_for_each_counts_and_the_best_of_them_holds()
    {
        var call = Published(Terms(new Deadline(Opens.AddDays(30), Zone)));
        var (organization, application) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        call.ExtendFor(organization, null, "A", Opens.AddDays(33), "Flood", By());
        call.ExtendFor(organization, application, "A", Opens.AddDays(40), "Flood", By());

        call.ExtensionFor(organization, application)!.Until.Should().Be(Opens.AddDays(40));
        call.ExtensionFor(organization, null)!.Until.Should().Be(Opens.AddDays(33));
        call.ExtensionFor(Guid.CreateVersion7(), null).Should().BeNull();
        call.ExtendFor(organization, application, "A", Opens.AddDays(31), "Less", By());
        call.ExtensionFor(organization, application)!.Until.Should().Be(Opens.AddDays(33));
        call.RevokeExtension(organization, null, "A", "Dry", By());
        call.ExtensionFor(organization, null).Should().BeNull();
        call.Extensions.Should().HaveCount(4);
    }

    [Fact]
    public void An_extension_holds_during_review_and_ends_with_deliberation()
    {
        var call = Published(Terms(new Deadline(Opens.AddDays(30), Zone)));
        var organization = Guid.CreateVersion7();
        call.ExtendFor(organization, null, "A", Opens.AddDays(40), "Flood", By());
        var extension = call.ExtensionFor(organization, null);
        var late = Opens.AddDays(31);

        call.BeginReview(By() with { At = late });
        call.CannotApply(late, extension).Should().BeNull();
        call.CannotApply(late, null).Should().NotBeNull();
        call.BeginDeliberation(By() with { At = late });

        call.CannotApply(late, extension).Should().NotBeNull();
    }

    [Fact]
    public void An_extension_needs_a_later_date_and_a_reason()
    {
        var call = Published(Terms(new Deadline(Opens.AddDays(30), Zone)));

        call.CannotExtendFor(Officer, Opens.AddDays(30), "Flood", Opens)!
            .Reason.Should()
            .Contain("after that of all");
        call.CannotExtendFor(Officer, Opens.AddDays(31), " ", Opens)!
            .Reason.Should()
            .Contain("why");
        call.CannotExtendFor(Officer, Opens.AddDays(31), "Flood", Opens.AddDays(50))!
            .Reason.Should()
            .Contain("past");
    }

    [Fact]
    public void Milestones_may_move_in_public_and_the_log_says_how()
    {
        var call = Published(
            Terms(new Deadline(Opens.AddDays(30), Zone)) with
            {
                Milestones =
                [
                    new("Meeting", Opens.AddDays(60)),
                    new("Notification", Opens.AddDays(70)),
                ],
            }
        );

        call.Date([new("Meeting", Opens.AddDays(61))], By());

        call.Events.OfType<MilestonesChanged>()
            .Single()
            .Detail.Should()
            .Contain("Meeting: 2 May 2026")
            .And.Contain("without Notification");
    }

    [Theory]
    [InlineData(2_000, null, null)]
    [InlineData(null, 100, null)]
    [InlineData(null, null, 101)]
    public void Rules_that_nobody_could_keep_to_are_refused(int? least, int? match, int? indirect)
    {
        var make = () =>
            Published(
                Terms(new Deadline(Opens.AddDays(30), Zone)) with
                {
                    Rules = new CallRules(least, match, MatchBase.Total, false, indirect),
                }
            );

        make.Should().Throw<RefusedException>();
    }

    [Fact]
    public void Rules_of_the_call_are_what_budgets_are_checked_against()
    {
        var call = Published(
            Terms(new Deadline(Opens.AddDays(30), Zone)) with
            {
                Rules = new CallRules(100m, 25m, MatchBase.Requested, true, 10m),
            }
        );

        call.BudgetRules.Should()
            .Be(
                new BudgetRules(new Money(1000m, "USD"))
                {
                    AtLeast = new Money(100m, "USD"),
                    MatchPercent = 25m,
                    MatchOfRequested = true,
                    MatchInCashOnly = true,
                    IndirectPercent = 10m,
                }
            );
        call.Rules.Sentences(call.AwardCap)
            .Should()
            .Equal(
                "You can ask for $100.00 to $1,000.00.",
                "You bring at least 25 % of what you ask for, in cash.",
                "Indirect costs may be at most 10 % of the rest of what you ask for."
            );
    }

    [Theory]
    [InlineData("Equipment", -1, CapUnit.Amount)]
    [InlineData("Equipment", 101, CapUnit.PercentOfRequested)]
    [InlineData(" ", 5, CapUnit.Amount)]
    [InlineData("Outreach", 5, CapUnit.Amount)]
    public void A_limit_that_cannot_be_is_refused(string category, int most, CapUnit unit)
    {
        var make = () =>
            Published(
                Terms(new Deadline(Opens.AddDays(30), Zone)) with
                {
                    Rules = CallRules.None with
                    {
                        Caps = [new("Outreach", 10m, CapUnit.Amount), new(category, most, unit)],
                    },
                }
            );

        make.Should().Throw<RefusedException>();
    }

    [Fact]
    public void A_limit_is_about_a_category_that_the_forms_budget_has_and_is_said_to_applicants()
    {
        var rules = CallRules.None with
        {
            Caps =
            [
                new("Equipment", 20m, CapUnit.PercentOfRequested),
                new("Outreach", 500m, CapUnit.Amount),
                new("Travel and training", 0m, CapUnit.Amount),
            ],
        };
        var misspelt = CallRules.None with { Caps = [new("Equipmnt", 20m, CapUnit.Amount)] };

        rules
            .Sentences(new Money(1_000m, "USD"))
            .Skip(1)
            .Should()
            .Equal(
                "\"Equipment\" may be at most 20 % of what you ask for.",
                "\"Outreach\" may be at most $500.00.",
                "\"Travel and training\" can't be asked for."
            );
        rules.CannotHold(DefaultForm.Make()).Should().BeNull();
        misspelt
            .CannotHold(DefaultForm.Make())!
            .Reason.Should()
            .StartWith("The form's budget has no category \"Equipmnt\". It has: Salaries");
        misspelt.CannotHold(LetterOfIntent.Make()).Should().BeNull("it asks for no budget");
    }

    [Fact]
    public void Who_does_not_meet_a_must_have_is_told_why_and_starts_nothing()
    {
        var call = Published(
            Terms(new Deadline(Opens.AddDays(30), Zone)) with
            {
                Eligibility =
                [
                    new("profit", "Do you work for profit?", false, "Only non-profits."),
                ],
            }
        );
        var organization = Guid.CreateVersion7();
        var by = new Stamp(Given.MemberOf(organization), Opens);
        Application Start(string answer) =>
            new(
                organization,
                call,
                new Dictionary<string, string> { ["profit"] = answer },
                null,
                by
            );

        var wrong = () => Start("yes");
        var unanswered = () => Start("");

        wrong.Should().Throw<RefusedException>().WithMessage("Only non-profits.");
        unanswered.Should().Throw<RefusedException>().WithMessage("*isn't answered*");
        Start("no")
            .Eligibility.Should()
            .Equal(new EligibilityAnswer("profit", "Do you work for profit?", "no"));
    }

    [Theory]
    [InlineData(
        0,
        "There is no grace: an application counts if we receive it at or before the deadline, to the second."
    )]
    [InlineData(
        15,
        "An application counts if we receive it at most 15 minutes after the deadline, to the second."
    )]
    [InlineData(
        60,
        "An application counts if we receive it at most 1 hour after the deadline, to the second."
    )]
    [InlineData(
        2880,
        "An application counts if we receive it at most 2 days after the deadline, to the second."
    )]
    public void The_grace_is_said_in_words(int minutes, string words) =>
        Grace.Say(minutes, atCutOffs: false).Should().Be(words);

    private static Stamp By() => new(Officer, Opens);

    private static CallTerms Terms(Deadline? deadline) =>
        new("Call", "", "All.", Opens, deadline, new Money(1000m, "USD"), 1) { Zone = Zone };

    private static Call Published(CallTerms terms)
    {
        var call = new Call(
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            terms,
            "call",
            By()
        );
        call.Publish(By());
        return call;
    }
}
