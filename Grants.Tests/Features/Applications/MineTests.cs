using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Tests.Support;
using Grants.Web.Features.Applications;
using Grants.Web.Features.Applications.Mine;
using Grants.Web.Features.Applications.Start;
using Grants.Web.Platform;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Applications;

public sealed class MineTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly Dictionary<string, string> NoQuestions = [];

    [Fact]
    public async Task An_archivist_starts_a_draft_while_the_call_is_open()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var (call, organization) = (
            (await story.CallAsync()).Call,
            await story.OrganizationAsync()
        );
        var start = new StartApplication(db, db.As(await story.ArchivistAsync()));

        var id = await start.RunAsync(call.Id, organization.Id, NoQuestions, Cancel);

        var stored = await db.ReadAsync(d => d.Applications.SingleAsync(a => a.Id == id, Cancel));
        (stored.Status, stored.FormVersionId)
            .Should()
            .Be((ApplicationStatus.Draft, call.FormVersionId));
        db.Clock.Advance(TimeSpan.FromDays(31));
        var late = () => start.RunAsync(call.Id, organization.Id, NoQuestions, Cancel);
        await late.Should().ThrowAsync<RefusedException>().WithMessage("Spring call closed on*");
    }

    [Fact]
    public async Task Nobody_starts_one_for_an_organization_of_others()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var (call, organization) = (
            (await story.CallAsync()).Call,
            await story.OrganizationAsync()
        );

        var foreign = async () =>
            await new StartApplication(db, db.As(await db.PersonAsync())).RunAsync(
                call.Id,
                organization.Id,
                NoQuestions,
                Cancel
            );

        await foreign
            .Should()
            .ThrowAsync<RefusedException>()
            .WithMessage("Only people of the organization*");
    }

    [Fact]
    public async Task A_draft_in_the_same_call_is_offered_to_go_on_with()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);

        var choice = await new FindStartChoice(db, db.As(await story.ArchivistAsync())).RunAsync(
            draft.CallId,
            Cancel
        );

        choice.Refusal.Should().BeNull();
        choice
            .Organizations.Should()
            .ContainSingle()
            .Which.Others.Should()
            .ContainSingle()
            .Which.Should()
            .Be(new SameCallApplication(draft.Id, draft.Title, IsDraft: true));
    }

    [Fact]
    public async Task The_lead_recalls_before_the_deadline_and_not_after()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var (one, two) = (await story.ApplicationAsync(), await story.ApplicationAsync());
        var recall = new RecallApplication(db, db.As(await story.ArchivistAsync()));

        await recall.RunAsync(one.Id, Cancel);
        db.Clock.Advance(TimeSpan.FromDays(31));
        var late = () => recall.RunAsync(two.Id, Cancel);

        (await StatusAsync(db, one)).Should().Be(ApplicationStatus.Draft);
        await late.Should()
            .ThrowAsync<RefusedException>()
            .WithMessage("It can't be recalled any more:*");
    }

    [Fact]
    public async Task The_lead_withdraws_with_a_reason_and_the_official_cant()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var application = await story.ApplicationAsync(ApplicationStatus.InReview);

        var official = async () =>
            await Withdraw(db, await story.OfficialAsync())
                .RunAsync(application.Id, "Other plans", Cancel);
        await official
            .Should()
            .ThrowAsync<RefusedException>()
            .WithMessage("Only the lead applicant*");
        await Withdraw(db, await story.ArchivistAsync())
            .RunAsync(application.Id, "Other plans", Cancel);

        (await StatusAsync(db, application)).Should().Be(ApplicationStatus.Withdrawn);
    }

    [Fact]
    public async Task Whoever_handles_it_is_told_of_a_withdrawal_or_else_everybody_who_may()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var (officer, archivist) = (
            await story.StaffAsync(Role.ProgramOfficer),
            await story.ArchivistAsync()
        );
        var other = await db.PersonAsync();
        await db.AddAsync(new RoleAssignment(other.Id, Role.ProgramOfficer));
        var nobodys = await story.ApplicationAsync();
        var handled = await story.ApplicationAsync(ApplicationStatus.Screening);
        await db.Assigning(officer).RunAsync(handled.Id, officer.Id, Cancel);
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);

        foreach (var application in (Application[])[nobodys, handled, draft])
            await Withdraw(db, archivist).RunAsync(application.Id, "Other plans", Cancel);

        (await ToldAsync(db, nobodys)).Should().BeEquivalentTo(officer.Name, other.Name);
        (await ToldAsync(db, handled)).Should().Equal(officer.Name);
        (await ToldAsync(db, draft)).Should().BeEmpty("staff never saw it");
    }

    [Fact]
    public async Task What_was_handed_in_stays_to_read_while_the_recalled_draft_changes()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var application = await story.ApplicationAsync();
        var find = new FindMyApplication(db, db.As(await story.ArchivistAsync()));

        var details = await find.RunAsync(application.Id, Cancel);

        details.Status.Should().Be(PublicStatus.Submitted);
        details.Form.Should().NotBeNull();
        details.Values["project.title"].Should().Be("Letters of the movement");
        details.Submissions.Should().ContainSingle().Which.By.Should().Be("Ada Archivist");
    }

    private static WithdrawApplication Withdraw(TestDb db, Account by) =>
        new(db, db.As(by), new SiteAddress(new Uri("https://grants.example")));

    private static Task<List<string>> ToldAsync(TestDb db, Application application) =>
        db.ReadAsync(d =>
            d.Mail.Where(m => m.AboutId == application.Id && m.Subject.StartsWith("Withdrawn"))
                .Select(m => m.ToName)
                .ToListAsync(Cancel)
        );

    private static Task<ApplicationStatus> StatusAsync(TestDb db, Application application) =>
        db.ReadAsync(d =>
            d.Applications.Where(a => a.Id == application.Id)
                .Select(a => a.Status)
                .SingleAsync(Cancel)
        );
}
