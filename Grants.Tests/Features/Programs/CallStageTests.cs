using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Files;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Tests.Support;
using Grants.Web.Features.Applications.Screening;
using Grants.Web.Features.Dashboard.Figures;
using Grants.Web.Features.Programs.Calls;
using Grants.Web.Features.Programs.Public;
using Grants.Web.Features.Programs.Stages;
using Grants.Web.Shared.Calls;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Programs;

/// <summary>Clones, two stages, and tests.</summary>
public sealed class CallStageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_clone_has_everything_at_other_dates_and_is_no_test()
    {
        await using var db = await TestDb.NewAsync();
        var desk = await CallDesk.OpenAsync(
            db,
            t =>
                t with
                {
                    GraceMinutes = 15,
                    Rules = new CallRules(500m, 20m, MatchBase.Total, false, 10m),
                    Eligibility = Eligibility.Default,
                    Milestones = [new("Meeting", t.Deadline!.Value.Instant.AddDays(30))],
                    IsTest = true,
                }
        );
        var officer = await desk.Story.StaffAsync(Role.ProgramOfficer);
        var deadline = desk.Call.Deadline!.Value.Local;

        var id = await new CloneCall(db, db.As(officer)).RunAsync(
            desk.Call.Id,
            new CloneRequest(
                "Next year",
                "next-year",
                deadline.AddMonths(11),
                deadline.AddYears(1),
                false
            ),
            Cancel
        );

        var clone = await db.ReadAsync(d => d.Calls.SingleAsync(c => c.Id == id, Cancel));
        (clone.FormVersionId, clone.RubricVersionId, clone.FundId, clone.ProgramId)
            .Should()
            .Be(
                (
                    desk.Call.FormVersionId,
                    desk.Call.RubricVersionId,
                    desk.Call.FundId,
                    desk.Call.ProgramId
                )
            );
        (clone.Status, clone.IsTest, clone.GraceMinutes, clone.Rules)
            .Should()
            .Be((CallStatus.Draft, false, 15, desk.Call.Rules));
        clone.Eligibility.Should().Equal(Eligibility.Default);
        clone.Guidelines.Should().Be(desk.Call.Guidelines);
        new Deadline(clone.Milestones.Single().At, clone.Zone)
            .Local.Should()
            .Be(
                deadline.AddYears(1)
                    + (new Deadline(desk.Call.Milestones[0].At, clone.Zone).Local - deadline)
            );
    }

    [Fact]
    public async Task Only_the_invited_begin_a_full_proposal_and_it_begins_with_the_letter()
    {
        await using var db = await TestDb.NewAsync();
        var first = await CallDesk.OpenAsync(db);
        var second = await CallDesk.OpenAsync(db, null, first.Call.Id, first.Story);
        var (letter, weak) = (await first.StartAsync(), await first.StartAsync());
        foreach (var id in (Guid[])[letter, weak])
        {
            await first.SaveAsync(id, "title", "Letters of refuseniks");
            await first.SubmitAsync(id);
        }
        var uninvited = () => second.StartAsync();
        await uninvited.Should().ThrowAsync<RefusedException>().WithMessage("*by invitation*");
        var officer = await first.Story.StaffAsync(Role.ProgramOfficer);
        await ScreenAsync(db, letter, await db.ActorAsync(officer));

        var results = await new InviteToSecondStage(db, db.As(officer), CallDesk.Site).RunAsync(
            second.Call.Id,
            [letter, weak, letter],
            Cancel
        );

        results
            .Select(r => r.Refused)
            .Should()
            .SatisfyRespectively(
                r => r.Should().BeNull(),
                r => r.Should().Contain("from screening on"),
                r => r.Should().Contain("already")
            );
        var proposal = await second.ApplicationAsync(await second.StartAsync());
        (proposal.LetterId, proposal.Title).Should().Be((letter, "Letters of refuseniks"));
        await uninvited.Should().ThrowAsync<RefusedException>("the invitation is used");
        var mail = await db.ReadAsync(d =>
            d.Mail.Where(m => m.AboutId == letter && m.Subject.StartsWith("Invitation"))
                .ToListAsync(Cancel)
        );
        mail.Should().HaveCount(2);
        mail[0].Body.Should().Contain($"/my/applications/new?call={second.Call.Id}");
        var list = await new ListLetters(db, db.As(officer)).RunAsync(second.Call.Id, 1, Cancel);
        list.Page.Rows.Single(r => r.Id == letter).Proposal.Should().Be(ApplicationStatus.Draft);
    }

    [Fact]
    public async Task Files_of_the_letter_come_along_under_the_rule_of_the_proposal()
    {
        await using var db = await TestDb.NewAsync();
        var first = await CallDesk.OpenAsync(db, asks: Given.FormWithFiles);
        var fewer = Given.FormWithFiles.With(
            new FormPlace("more", null, "more.files"),
            Given.FormWithFiles.Find("more.files")! with
            {
                Files = new FileLimits(["pdf"], 1_000_000, 2),
            }
        );
        var second = await CallDesk.OpenAsync(db, null, first.Call.Id, first.Story, fewer);
        var letter = await first.StartAsync();
        await first.SaveAsync(letter, "project.title", "Letters of refuseniks");
        await first.SaveAsync(letter, "more.agree", "Ada Archivist");
        string[] names = ["deed.pdf", "scan.jpg", "quote.pdf"];
        foreach (var name in names)
            await AttachAsync(db, first, letter, name);
        await first.SubmitAsync(letter);
        var officer = await first.Story.StaffAsync(Role.ProgramOfficer);
        await ScreenAsync(db, letter, await db.ActorAsync(officer));
        await new InviteToSecondStage(db, db.As(officer), CallDesk.Site).RunAsync(
            second.Call.Id,
            [letter],
            Cancel
        );

        var proposal = await second.ApplicationAsync(await second.StartAsync());

        var carried = AttachedFile.Parse(proposal.ValueOf("more.files"));
        carried.Select(f => f.Name).Should().Equal("deed.pdf", "quote.pdf");
        var stored = await db.ReadAsync(d =>
            d.Files.Where(f => f.Name == "deed.pdf").OrderBy(f => f.Id).ToListAsync(Cancel)
        );
        stored.Select(f => f.OwnerId).Should().Equal(letter, proposal.Id);
        stored[1].Id.Should().Be(carried[0].Id);
        (stored[1].Sha256, stored[1].Size).Should().Be((stored[0].Sha256, stored[0].Size));
        await db.ReadAsync(async d =>
        {
            var stranger = await db.ActorAsync(await db.PersonAsync());
            var mine = await db.ActorAsync(await first.Story.ArchivistAsync());
            (await d.Files.VisibleTo(stranger, d).AnyAsync(Cancel)).Should().BeFalse();
            (await d.Files.VisibleTo(mine, d).AnyAsync(f => f.Id == carried[0].Id, Cancel))
                .Should()
                .BeTrue();
            return true;
        });
        var unsigned = () => second.SubmitAsync(proposal.Id);
        await unsigned.Should().ThrowAsync<RefusedException>().WithMessage("*It is all true*");
        await second.SaveAsync(proposal.Id, "more.agree", "Ada Archivist");
        await second.SubmitAsync(proposal.Id);
    }

    [Fact]
    public async Task A_test_is_seen_by_staff_and_testers_and_counts_nowhere()
    {
        await using var db = await TestDb.NewAsync();
        var desk = await CallDesk.OpenAsync(
            db,
            t => t with { IsTest = true, Testers = ["Ada@Archive.example"] }
        );
        var officer = await desk.Story.StaffAsync(Role.ProgramOfficer);
        var id = await desk.StartAsync();
        await desk.SaveAsync(id, "title", "A try");

        var receipt = await desk.SubmitAsync(id);

        receipt.ReferenceNumber.Should().Be("TEST-2026-0001");
        var read = new ReadPublicCall(db, db.Clock);
        var archivist = await db.ActorAsync(await desk.Story.ArchivistAsync());
        (await read.RunAsync(desk.Call.Slug, archivist, Cancel)).Call.IsTest.Should().BeTrue();
        await read.RunAsync(desk.Call.Slug, await db.ActorAsync(officer), Cancel);
        foreach (var stranger in (Actor?[])[null, await db.ActorAsync(await db.PersonAsync())])
        {
            var asked = () => read.RunAsync(desk.Call.Slug, stranger, Cancel);
            await asked.Should().ThrowAsync<NotFoundException>();
        }
        var others = () => StartAsStrangerAsync(db, desk);
        await others.Should().ThrowAsync<NotFoundException>();
        (await new ListPublicCalls(db, db.Clock).RunAsync(1, Cancel))
            .Page.Rows.Should()
            .NotContain(c => c.Id == desk.Call.Id);
        var figures = await new ReadDashboard(db, db.As(officer), db.Clock).RunAsync(null, Cancel);
        figures.Applications.Sum(f => f.Applications).Should().Be(0);
        figures.Calls.Should().NotContain(c => c.Id == desk.Call.Id);
        var list = new ListApplications(db, db.As(officer));
        (await list.RunAsync(new ApplicationFilter(), 1, Cancel)).Page.Total.Should().Be(0);
        (await list.RunAsync(new ApplicationFilter { Call = desk.Call.Id.ToString() }, 1, Cancel))
            .Page.Total.Should()
            .Be(1);
        var calls = new ListCalls(db, db.As(officer)).AllAsync(null, null, Cancel);
        (await calls.ToListAsync(Cancel)).Should().NotContain(c => c.Id == desk.Call.Id);
    }

    [Fact]
    public async Task Emptying_a_test_leaves_a_draft_and_nothing_of_what_was_tried()
    {
        await using var db = await TestDb.NewAsync();
        var desk = await CallDesk.OpenAsync(
            db,
            t => t with { IsTest = true, Testers = ["ada@archive.example"] }
        );
        var officer = await desk.Story.StaffAsync(Role.ProgramOfficer);
        await desk.SubmitAsync(await desk.StartAsync());
        await desk.ExtendAsync(db.Now.AddDays(60), await desk.StartAsync());
        var version = (await desk.StoredAsync()).Version;

        var gone = await new EmptyTest(db, db.As(officer)).RunAsync(desk.Call.Id, version, Cancel);

        gone.Should().Be(2);
        (await db.ReadAsync(d => d.Applications.CountAsync(Cancel))).Should().Be(0);
        (await desk.StoredAsync()).Status.Should().Be(CallStatus.Draft);
        (await desk.StoredAsync()).Extensions.Should().BeEmpty();
        (await db.ReadAsync(d => d.Files.CountAsync(Cancel))).Should().Be(0);
        var entry = await db.ReadAsync(d =>
            d.AuditEntries.SingleAsync(e => e.Verb == nameof(TestEmptied), Cancel)
        );
        entry.Detail.Should().Be("2 applications");
    }

    [Fact]
    public async Task A_real_call_is_never_emptied()
    {
        await using var db = await TestDb.NewAsync();
        var desk = await CallDesk.OpenAsync(db);
        var officer = await desk.Story.StaffAsync(Role.ProgramOfficer);
        await desk.StartAsync();

        var empty = () =>
            new EmptyTest(db, db.As(officer)).RunAsync(desk.Call.Id, desk.Call.Version, Cancel);

        await empty.Should().ThrowAsync<RefusedException>().WithMessage("*Only a test*");
        (await db.ReadAsync(d => d.Applications.CountAsync(Cancel))).Should().Be(1);
    }

    [Fact]
    public async Task Closing_a_rolling_call_tells_who_has_a_draft()
    {
        await using var db = await TestDb.NewAsync();
        var desk = await CallDesk.OpenAsync(
            db,
            t => t with { Deadline = null, Zone = "America/New_York" }
        );
        await desk.StartAsync();
        var officer = await desk.Story.StaffAsync(Role.ProgramOfficer);

        var told = await new CloseCall(db, db.As(officer), CallDesk.Site).RunAsync(
            desk.Call.Id,
            (await desk.StoredAsync()).Version,
            new Deadline(db.Now.AddDays(3), desk.Call.Zone).Local,
            "The fund is used up",
            Cancel
        );

        told.Should().Be(2);
        (await desk.StoredAsync()).DeadlineAt.Should().Be(db.Now.AddDays(3));
        db.Clock.Advance(TimeSpan.FromDays(4));
        var late = () => desk.StartAsync();
        await late.Should().ThrowAsync<RefusedException>();
    }

    private static async Task AttachAsync(TestDb db, CallDesk desk, Guid id, string name)
    {
        var by = db.By(await db.ActorAsync(await desk.Story.ArchivistAsync()));
        var file = new StoredFile(
            FileOwner.Application,
            id,
            name,
            "application/octet-stream",
            5,
            new string('a', 64),
            by
        );
        await using var context = db.CreateDbContext();
        context.Files.Add(file);
        (
            await context.Applications.Include(a => a.Answers).SingleAsync(a => a.Id == id, Cancel)
        ).AttachFile(
            Given.FormWithFiles,
            "more.files",
            new AttachedFile(file.Id, file.Name, file.Size, file.Sha256),
            by
        );
        await context.SaveChangesAsync(Cancel);
    }

    private static async Task ScreenAsync(TestDb db, Guid letter, Actor officer)
    {
        await using var context = db.CreateDbContext();
        (await context.Applications.SingleAsync(a => a.Id == letter, Cancel)).BeginScreening(
            db.By(officer)
        );
        await context.SaveChangesAsync(Cancel);
    }

    private static async Task StartAsStrangerAsync(TestDb db, CallDesk desk)
    {
        var stranger = await db.PersonAsync();
        var organization = await db.OrganizationAsync(stranger);
        await new Grants.Web.Features.Applications.Start.StartApplication(
            db,
            db.As(stranger)
        ).RunAsync(desk.Call.Id, organization.Id, new Dictionary<string, string>(), Cancel);
    }
}
