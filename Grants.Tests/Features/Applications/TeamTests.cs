using System.Text.RegularExpressions;
using Grants.Data.Identity;
using Grants.Data.Queries;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Tests.Support;
using Grants.Web.Features.Accounts.Invitations;
using Grants.Web.Features.Applications.Mine;
using Grants.Web.Features.Applications.Team;
using Grants.Web.Platform;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Applications;

/// <summary>Who works on an application: people of the organization, and whom they invite to this one.</summary>
public sealed class TeamTests
{
    private static readonly SiteAddress Site = new(new Uri("https://grants.example"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_consultant_who_accepts_the_mailed_invitation_writes_on_this_application_and_sees_no_other()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var (shared, other) = (
            await story.ApplicationAsync(ApplicationStatus.Draft),
            await story.ApplicationAsync(ApplicationStatus.Draft)
        );
        var consultant = Given.Account("Carla Consultant", "carla@consult.example");
        await app.AddAsync(consultant);
        await app.AsAsync<InviteCollaborator>(
            await story.ArchivistAsync(),
            invite => invite.RunAsync(shared.Id, " carla@consult.example ", "Carla", Cancel)
        );
        var mail = await app.ReadAsync(d => d.Mail.SingleAsync(Cancel));
        mail.ToAddress.Should().Be("carla@consult.example");
        var secret = Regex.Match(mail.Body, "secret=([0-9a-f]+)").Groups[1].Value;
        using var browser = await app.SignInAsAsync(consultant);
        (await browser.GetAsync($"/my/applications/{shared.Id}", Cancel))
            .StatusCode.Should()
            .Be(System.Net.HttpStatusCode.NotFound);

        await app.AsAsync<AcceptInvitation>(
            consultant,
            accept => accept.RunAsync(secret, null, null, Cancel)
        );

        (await browser.GetAsync($"/my/applications/{shared.Id}/edit", Cancel))
            .StatusCode.Should()
            .Be(System.Net.HttpStatusCode.OK);
        (await browser.GetAsync($"/my/applications/{other.Id}", Cancel))
            .StatusCode.Should()
            .Be(System.Net.HttpStatusCode.NotFound);
        (await browser.GetStringAsync("/my/applications.csv", Cancel))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Should()
            .HaveCount(2, "a head and the shared one");
        (await app.ReadAsync(d => d.AuditEntries.AnyAsync(e => e.Verb == "CollaboratorJoined")))
            .Should()
            .BeTrue();
    }

    [Fact]
    public async Task Inviting_the_same_address_again_ends_the_first_link()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);
        var invite = new InviteCollaborator(db, db.As(await story.ArchivistAsync()), Site);

        await invite.RunAsync(draft.Id, "carla@consult.example", "Carla", Cancel);
        var first = await db.ReadAsync(d => d.Invitations.Select(i => i.SecretHash).SingleAsync());
        await invite.RunAsync(draft.Id, "carla@consult.example", "Carla", Cancel);

        (await db.ReadAsync(d => d.Invitations.Select(i => i.SecretHash).SingleAsync()))
            .Should()
            .NotBe(first);
        (await db.ReadAsync(d => d.Mail.CountAsync())).Should().Be(2);
    }

    [Fact]
    public async Task Somebody_who_can_write_already_is_not_invited()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);
        var official = await story.OfficialAsync();

        var again = async () =>
            await new InviteCollaborator(db, db.As(await story.ArchivistAsync()), Site).RunAsync(
                draft.Id,
                official.Email!,
                "Olga",
                Cancel
            );

        await again.Should().ThrowAsync<RefusedException>().WithMessage("*can write on this*");
    }

    [Fact]
    public async Task A_consultant_neither_invites_others_nor_leads_and_may_leave()
    {
        await using var db = await TestDb.NewAsync();
        var (draft, consultant, story) = await WithConsultantAsync(db);

        var invites = () =>
            new InviteCollaborator(db, db.As(consultant), Site).RunAsync(
                draft.Id,
                "x@example.org",
                "X",
                Cancel
            );
        await invites
            .Should()
            .ThrowAsync<RefusedException>()
            .WithMessage("People of the applicant*");
        var leads = async () =>
            await new HandOverLead(db, db.As(await story.ArchivistAsync()), Site).RunAsync(
                draft.Id,
                consultant.Id,
                Cancel
            );
        await leads.Should().ThrowAsync<RefusedException>().WithMessage("Only somebody of the*");

        await new RemoveCollaborator(db, db.As(consultant)).RunAsync(
            draft.Id,
            consultant.Id,
            Cancel
        );

        var gone = () => new FindTeam(db, db.As(consultant)).RunAsync(draft.Id, Cancel);
        await gone.Should().ThrowAsync<NotFoundException>();
    }

    [Fact]
    public async Task The_lead_is_handed_over_within_the_organization_and_both_are_told()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);
        var (archivist, official) = (await story.ArchivistAsync(), await story.OfficialAsync());

        await new HandOverLead(db, db.As(official), Site).RunAsync(draft.Id, official.Id, Cancel);

        (await db.ReadAsync(d => d.Applications.Select(a => a.LeadId).SingleAsync()))
            .Should()
            .Be(official.Id);
        (await db.ReadAsync(d => d.Mail.Select(m => m.ToAddress).ToListAsync()))
            .Should()
            .Equal(archivist.Email);
        var line = await db.ReadAsync(d =>
            d.AuditEntries.SingleAsync(e => e.Verb == "LeadHandedOver")
        );
        line.Detail.Should().Be("to Olga Official");
        var former = () =>
            new WithdrawApplication(db, db.As(archivist), Site).RunAsync(draft.Id, "Mine", Cancel);
        await former.Should().ThrowAsync<RefusedException>().WithMessage("Only the lead*");
    }

    [Fact]
    public async Task A_staff_member_who_works_on_an_application_is_shut_out_from_it_as_staff()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var application = await story.ApplicationAsync(ApplicationStatus.Screening);
        var officer = await db.PersonAsync(Grants.Domain.Accounts.Role.ProgramOfficer);
        await JoinAsync(db, application, officer);
        var actor = await db.ActorAsync(officer);

        application
            .CannotScreen(actor, nameof(Application.PassScreening))!
            .Reason.Should()
            .Contain("work on this application");
        (await db.ReadAsync(d => d.Applications.OfOthers(actor).CountAsync())).Should().Be(0);
        (await db.ReadAsync(d => d.Applications.RankedFor(actor, d).CountAsync())).Should().Be(0);
    }

    internal static async Task<(
        Application Draft,
        Account Consultant,
        Story Story
    )> WithConsultantAsync(TestDb db)
    {
        var story = db.Story();
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);
        var consultant = await db.PersonAsync();
        await JoinAsync(db, draft, consultant);
        return (draft, consultant, story);
    }

    private static async Task JoinAsync(TestDb db, Application application, Account account)
    {
        await using var context = db.CreateDbContext();
        var stored = await context
            .Applications.Include(a => a.Collaborators)
            .SingleAsync(a => a.Id == application.Id, Cancel);
        stored.Admit(account.Id, account.Name, db.By(Given.Actor()));
        await context.SaveChangesAsync(Cancel);
    }
}
