using System.Globalization;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Tests.Support;
using Grants.Web.Features.Applications.Mine;
using Grants.Web.Features.Programs.Extensions;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Programs;

/// <summary>The deadline through the real use cases, on a clock that the test moves.</summary>
public sealed class DeadlineUseCaseTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, int> Deadlines =>
        new()
        {
            { "America/New_York", "2026-11-01 01:30:00", 0 },
            { "America/New_York", "2027-03-14 02:30:00", 15 },
            { "Asia/Jerusalem", "2026-10-25 01:30:00", 0 },
            { "Europe/Moscow", "2026-12-31 23:59:59", 1 },
            { "Pacific/Auckland", "2026-09-27 02:30:00", 15 },
            { "Asia/Kathmandu", "2026-04-01 00:00:00", 0 },
        };

    [Theory]
    [MemberData(nameof(Deadlines))]
    public async Task Everything_ends_at_the_same_millisecond(string zone, string local, int grace)
    {
        await using var db = await TestDb.NewAsync();
        var deadline = Deadline.At(DateTime.Parse(local, CultureInfo.InvariantCulture), zone);
        var desk = await CallDesk.OpenAsync(
            db,
            t => t with { Deadline = deadline, Zone = zone, GraceMinutes = grace }
        );
        var last = deadline.Instant.AddMinutes(grace);
        var drafts = new List<Guid>();
        for (var i = 0; i < 8; i++)
            drafts.Add(await desk.StartAsync());
        var recalled = await desk.StartAsync();
        await desk.SubmitAsync(recalled);

        for (var i = 0; i < drafts.Count; i++)
        {
            var step = i - 4;
            db.Clock.SetUtcNow(last.AddMilliseconds(step));
            var inTime = step <= 0;

            (await IsTakenAsync(() => desk.StartAsync())).Should().Be(inTime, $"start at {step}");
            (await IsTakenAsync(() => desk.SaveAsync(drafts[i], "why", "Because")))
                .Should()
                .Be(inTime, $"save at {step}");
            (await IsTakenAsync(() => desk.SubmitAsync(drafts[i])))
                .Should()
                .Be(inTime, $"submit at {step}");
        }
        (await IsTakenAsync(() => RecallAsync(db, desk, recalled))).Should().BeFalse();
    }

    [Fact]
    public async Task One_applicant_has_more_time_until_it_is_taken_back_and_everything_is_on_record()
    {
        await using var db = await TestDb.NewAsync();
        var desk = await CallDesk.OpenAsync(db);
        var (first, second) = (await desk.StartAsync(), await desk.StartAsync());
        var deadline = desk.Call.DeadlineAt!.Value;

        var told = await desk.ExtendAsync(deadline.AddDays(2), first);

        told.Should().Be(2);
        db.Clock.SetUtcNow(deadline.AddDays(1));
        await desk.SaveAsync(first, "title", "Letters");
        (await IsTakenAsync(() => desk.SaveAsync(second, "title", "Others"))).Should().BeFalse();
        await desk.RevokeAsync(first);
        (await IsTakenAsync(() => desk.SubmitAsync(first))).Should().BeFalse();
        await desk.ExtendAsync(deadline.AddDays(3));
        db.Clock.SetUtcNow(deadline.AddDays(3));
        await desk.SubmitAsync(first);
        await desk.SubmitAsync(second);
        db.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await IsTakenAsync(() => RecallAsync(db, desk, first))).Should().BeFalse();

        (await desk.StoredAsync()).Extensions.Should().HaveCount(3);
        var log = await db.ReadAsync(d =>
            d.AuditEntries.Where(e => e.SubjectId == desk.Call.Id && e.Reason != null)
                .OrderBy(e => e.At)
                .Select(e => e.Verb)
                .ToListAsync(Cancel)
        );
        log.Should()
            .Equal(
                nameof(DeadlineExtendedForOne),
                nameof(ExtensionRevoked),
                nameof(DeadlineExtendedForOne)
            );
        var mails = await db.ReadAsync(d =>
            d.Mail.Where(m => m.AboutId == desk.Call.Id).Select(m => m.Body).ToListAsync(Cancel)
        );
        mails.Should().HaveCount(6);
        mails[0].Should().Contain("The archive was flooded").And.Contain("no grace comes on top");
    }

    [Fact]
    public async Task An_extension_for_the_organization_lets_it_start_after_the_deadline_of_all()
    {
        await using var db = await TestDb.NewAsync();
        var desk = await CallDesk.OpenAsync(db);
        await desk.ExtendAsync(desk.Call.DeadlineAt!.Value.AddDays(2));
        db.Clock.SetUtcNow(desk.Call.DeadlineAt.Value.AddDays(1));

        var id = await desk.StartAsync();
        await desk.SubmitAsync(id);

        (await desk.ApplicationAsync(id)).Status.Should().Be(ApplicationStatus.Submitted);
    }

    [Fact]
    public async Task A_stale_page_does_not_extend()
    {
        await using var db = await TestDb.NewAsync();
        var desk = await CallDesk.OpenAsync(db);
        var (seen, local) = (desk.Call.Version, desk.Call.Deadline!.Value.Local.AddDays(1));
        var who = new Applicant((await desk.Story.OrganizationAsync()).Id, null);
        var officer = db.As(await desk.Story.StaffAsync(Role.ProgramOfficer));
        Task Extend() =>
            new ExtendForOne(db, officer, CallDesk.Site).RunAsync(
                desk.Call.Id,
                seen,
                who,
                local,
                "Flood",
                Cancel
            );
        await Extend();

        var again = Extend;

        await again.Should().ThrowAsync<DbUpdateConcurrencyException>();
        (await desk.StoredAsync()).Extensions.Should().ContainSingle();
    }

    [Fact]
    public async Task In_a_rolling_call_each_application_keeps_the_cut_off_that_it_goes_to()
    {
        await using var db = await TestDb.NewAsync();
        var (first, second) = (db.Now.AddDays(5), db.Now.AddDays(10));
        var desk = await CallDesk.OpenAsync(
            db,
            t => t with { Deadline = null, Zone = "Europe/Moscow", CutOffs = [first, second] }
        );
        var (early, late, last) = (
            await desk.StartAsync(),
            await desk.StartAsync(),
            await desk.StartAsync()
        );

        await desk.SubmitAsync(early);
        db.Clock.SetUtcNow(first.AddMilliseconds(1));
        await desk.SubmitAsync(late);
        db.Clock.SetUtcNow(second.AddDays(1));
        await desk.SubmitAsync(last);

        (await desk.ApplicationAsync(early)).CutOffAt.Should().Be(first);
        (await desk.ApplicationAsync(late)).CutOffAt.Should().Be(second);
        (await desk.ApplicationAsync(last)).CutOffAt.Should().BeNull();
    }

    private static async Task RecallAsync(TestDb db, CallDesk desk, Guid application) =>
        await new RecallApplication(db, db.As(await desk.Story.ArchivistAsync())).RunAsync(
            application,
            Cancel
        );

    private static async Task<bool> IsTakenAsync(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (RefusedException)
        {
            return false;
        }
    }
}
