using System.Globalization;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Tests.Support;

namespace Grants.Tests.Domain.Programs;

/// <summary>
/// An application counts if and only if it is received at or before the deadline plus the grace, or its own later deadline.
/// </summary>
public sealed class DeadlineTests
{
    /// <summary>Zones with a deadline as somebody would announce it, also in nights when clocks change, and its instant.</summary>
    public static TheoryData<string, string, string> Deadlines =>
        new()
        {
            { "America/New_York", "2027-01-29 17:00:00", "2027-01-29T22:00:00Z" },
            // The hour from 2 to 3 doesn't exist: it counts an hour later.
            { "America/New_York", "2027-03-14 02:30:00", "2027-03-14T07:30:00Z" },
            // The hour from 1 to 2 comes twice: its second coming counts, which is the later.
            { "America/New_York", "2027-11-07 01:30:00", "2027-11-07T06:30:00Z" },
            { "Asia/Jerusalem", "2027-03-26 02:30:00", "2027-03-26T00:30:00Z" },
            { "Asia/Jerusalem", "2027-10-31 01:30:00", "2027-10-30T23:30:00Z" },
            { "Asia/Jerusalem", "2027-06-30 23:59:59", "2027-06-30T20:59:59Z" },
            { "Europe/Moscow", "2027-03-28 02:30:00", "2027-03-27T23:30:00Z" },
            { "Pacific/Auckland", "2027-09-26 02:30:00", "2027-09-25T14:30:00Z" },
            { "Pacific/Auckland", "2027-04-04 02:30:00", "2027-04-03T14:30:00Z" },
            { "Asia/Kathmandu", "2027-02-28 00:00:00", "2027-02-27T18:15:00Z" },
        };

    [Theory]
    [MemberData(nameof(Deadlines))]
    public void A_local_deadline_is_one_instant(string zone, string local, string instant) =>
        Deadline
            .At(DateTime.Parse(local, CultureInfo.InvariantCulture), zone)
            .Instant.Should()
            .Be(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture));

    [Theory]
    [MemberData(nameof(Deadlines))]
    public void Of_a_thousand_submissions_a_millisecond_apart_those_in_time_count(
        string zone,
        string local,
        string instant
    )
    {
        var deadline = Deadline.At(DateTime.Parse(local, CultureInfo.InvariantCulture), zone);
        deadline.Instant.Should().Be(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture));
        foreach (var grace in (int[])[0, 15])
        foreach (var extra in (TimeSpan?[])[null, TimeSpan.FromMinutes(5), TimeSpan.FromDays(2)])
        {
            var desk = new Desk(deadline, grace);
            if (extra is { } more)
                desk.ExtendBy(more);
            var last = desk.Last;
            for (var step = -500; step < 500; step++)
            {
                var at = last.AddMilliseconds(step);
                desk.IsTaken(at).Should().Be(step <= 0, $"{at:O} for {deadline}, grace {grace}");
            }
        }
    }

    [Fact]
    public void An_extension_taken_back_counts_no_more_and_stays_on_record()
    {
        var desk = new Desk(
            Deadline.At(new DateTime(2027, 5, 1, 17, 0, 0), "America/New_York"),
            grace: 0
        );
        desk.ExtendBy(TimeSpan.FromDays(3));
        desk.IsTaken(desk.Deadline.AddDays(2)).Should().BeTrue();

        desk.Revoke();

        desk.IsTaken(desk.Deadline.AddMilliseconds(1)).Should().BeFalse();
        desk.IsTaken(desk.Deadline).Should().BeTrue();
        desk.Call.Extensions.Should().HaveCount(2);
    }

    [Fact]
    public void Starting_writing_handing_in_and_recalling_end_at_the_same_instant()
    {
        var desk = new Desk(
            Deadline.At(new DateTime(2027, 5, 1, 17, 0, 0), "Asia/Jerusalem"),
            grace: 10
        );
        var (draft, submitted) = (desk.Start(), desk.Start());
        desk.Submit(submitted, desk.Deadline);
        foreach (var step in Enumerable.Range(-50, 100))
        {
            var at = desk.Last.AddMilliseconds(step);
            IReadOnlyList<Refusal?> answers =
            [
                Application.CannotStart(desk.By.By, desk.Organization, desk.Call, null, at),
                draft.CannotWrite(desk.By.By, desk.Call, at),
                draft.CannotHandIn(desk.By.By, desk.Call, at),
                submitted.CannotRecall(desk.By.By, desk.Call, at),
            ];
            answers.Should().OnlyContain(a => a == null == step <= 0);
        }
    }

    /// <summary>A call with one applicant, without a database.</summary>
    private sealed class Desk
    {
        private readonly FormDefinition _form = new([
            new FormSection("s", "S", "", [new Question("note", "Note", QuestionType.ShortText)]),
        ]);

        private readonly Stamp _officer;

        public Desk(Deadline deadline, int grace)
        {
            var opens = deadline.Instant.AddDays(-30);
            _officer = new Stamp(Given.Actor(Role.ProgramOfficer), opens);
            By = new Stamp(Given.MemberOf(Organization), opens);
            Call = new Call(
                Guid.CreateVersion7(),
                Guid.CreateVersion7(),
                Guid.CreateVersion7(),
                Guid.CreateVersion7(),
                new CallTerms("Call", "", "All.", opens, deadline, new Money(1000, "USD"), 1)
                {
                    GraceMinutes = grace,
                },
                "call",
                _officer
            );
            Call.Publish(_officer);
            Deadline = deadline.Instant;
            Last = Deadline.AddMinutes(grace);
        }

        public Guid Organization { get; } = Guid.CreateVersion7();

        public Stamp By { get; }

        public Call Call { get; }

        public DateTimeOffset Deadline { get; }

        /// <summary>The last instant that counts for the applicant.</summary>
        public DateTimeOffset Last { get; private set; }

        public void ExtendBy(TimeSpan more)
        {
            var until = Deadline + more;
            Call.ExtendFor(Organization, null, "Archive", until, "Flood", _officer);
            Last = until > Last ? until : Last;
        }

        public void Revoke() =>
            Call.RevokeExtension(Organization, null, "Archive", "Dry", _officer);

        public Application Start() => new(Organization, Call, By);

        public void Submit(Application application, DateTimeOffset at) =>
            application.Submit(Call, _form, "T-1", By with { At = at });

        public bool IsTaken(DateTimeOffset at)
        {
            var application = Start();
            try
            {
                Submit(application, at);
            }
            catch (RefusedException)
            {
                return false;
            }
            return application.Status == ApplicationStatus.Submitted;
        }
    }
}
