using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Tests.Support;
using Grants.Web.Features.Accounts.Organizations;
using Grants.Web.Platform;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Accounts;

public sealed class OrganizationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static OrganizationForm Form(string name = "Архив города", int version = 0) =>
        new()
        {
            Version = version,
            LegalName = name,
            Kind = OrganizationKind.Library,
            Country = "UA",
            Website = " https://archive.example.org ",
        };

    [Fact]
    public async Task Whoever_registers_an_organization_becomes_its_editor()
    {
        await using var db = await TestDb.NewAsync();
        var person = await db.PersonAsync();

        var id = await new RegisterOrganization(db, db.As(person)).RunAsync(Form(), Cancel);

        var mine = await new GetMyOrganization(db, db.As(person)).RunAsync(null, Cancel);
        mine!.Id.Should().Be(id);
        mine.Form.LegalName.Should().Be("Архив города");
        mine.Form.Website.Should().Be("https://archive.example.org");
        mine.Members.Single()
            .Should()
            .Be(new Colleague(person.Id, person.Name, person.Email!, OrganizationRole.Editor));
    }

    [Fact]
    public async Task A_person_without_an_organization_has_none_to_show()
    {
        await using var db = await TestDb.NewAsync();
        var person = await db.PersonAsync();

        (await new GetMyOrganization(db, db.As(person)).RunAsync(null, Cancel)).Should().BeNull();
    }

    [Fact]
    public async Task The_slower_of_two_editors_is_told_and_overwrites_nothing()
    {
        await using var db = await TestDb.NewAsync();
        var (first, second) = (await db.PersonAsync(), await db.PersonAsync());
        var organization = await db.OrganizationAsync(first, official: second);
        await Describe(db, first)
            .RunAsync(organization.Id, Form("First", organization.Version), Cancel);

        var late = () =>
            Describe(db, second)
                .RunAsync(organization.Id, Form("Second", organization.Version), Cancel);

        await late.Should().ThrowAsync<DbUpdateConcurrencyException>();
        (await NameAsync(db, organization)).Should().Be("First");
    }

    [Fact]
    public async Task A_stranger_finds_no_organization_to_change_and_staff_may_only_read()
    {
        await using var db = await TestDb.NewAsync();
        var organization = await db.OrganizationAsync(await db.PersonAsync());
        var (stranger, officer) = (
            await db.PersonAsync(),
            await db.PersonAsync(Role.ProgramOfficer)
        );

        await FluentActions
            .Awaiting(() => Describe(db, stranger).RunAsync(organization.Id, Form(), Cancel))
            .Should()
            .ThrowAsync<NotFoundException>();
        await FluentActions
            .Awaiting(() =>
                new GetMyOrganization(db, db.As(stranger)).RunAsync(organization.Id, Cancel)
            )
            .Should()
            .ThrowAsync<NotFoundException>();
        await FluentActions
            .Awaiting(() => Describe(db, officer).RunAsync(organization.Id, Form(), Cancel))
            .Should()
            .ThrowAsync<RefusedException>();
        await FluentActions
            .Awaiting(() =>
                new GetOrganization(db, db.As(stranger)).RunAsync(organization.Id, Cancel)
            )
            .Should()
            .ThrowAsync<RefusedException>();
    }

    [Theory]
    [InlineData("javascript:alert(1)", "US", "Enter a whole address*")]
    [InlineData("www.example.org", "US", "Enter a whole address*")]
    [InlineData("https://example.org", "XX", "Choose a country*")]
    public void What_cannot_be_is_said_at_its_field(string website, string country, string says)
    {
        var form = Form();
        (form.Website, form.Country) = (website, country);

        form.Validate(new(form)).Single().ErrorMessage.Should().Match(says);
    }

    [Fact]
    public async Task An_official_removes_an_editor_who_is_told_and_sees_nothing_any_more()
    {
        await using var db = await TestDb.NewAsync();
        var (editor, official) = (await db.PersonAsync(), await db.PersonAsync());
        var organization = await db.OrganizationAsync(editor, official);

        await Remove(db, official).RunAsync(organization.Id, editor.Id, Cancel);

        var mine = await new GetMyOrganization(db, db.As(official)).RunAsync(null, Cancel);
        mine!.Members.Select(m => m.PersonId).Should().Equal(official.Id);
        (await new GetMyOrganization(db, db.As(editor)).RunAsync(null, Cancel)).Should().BeNull();
        var mail = await db.ReadAsync(d => d.Mail.SingleAsync(Cancel));
        (mail.ToAddress, mail.Subject)
            .Should()
            .Be((editor.Email!, $"You are no longer in {organization.LegalName}"));
        (
            await db.ReadAsync(d =>
                d.AuditEntries.SingleAsync(e => e.Verb == nameof(MemberRemoved), Cancel)
            )
        )
            .Detail.Should()
            .Be(editor.Name);
    }

    [Fact]
    public async Task Somebody_who_can_manage_it_always_stays()
    {
        await using var db = await TestDb.NewAsync();
        var (editor, official) = (await db.PersonAsync(), await db.PersonAsync());
        var organization = await db.OrganizationAsync(editor, official);
        (Account By, Account Whom, string Says)[] asked =
        [
            (editor, official, "An authorized official*"),
            (official, official, "The only authorized official*"),
            (await db.PersonAsync(Role.ProgramOfficer), editor, "An authorized official*"),
        ];

        foreach (var (by, whom, says) in asked)
            await FluentActions
                .Awaiting(() => Remove(db, by).RunAsync(organization.Id, whom.Id, Cancel))
                .Should()
                .ThrowAsync<RefusedException>()
                .WithMessage(says);
        await FluentActions
            .Awaiting(async () =>
                await Remove(db, await db.PersonAsync())
                    .RunAsync(organization.Id, editor.Id, Cancel)
            )
            .Should()
            .ThrowAsync<NotFoundException>();
        await Remove(db, editor).RunAsync(organization.Id, editor.Id, Cancel);
        (await db.ReadAsync(d => d.Mail.CountAsync(Cancel))).Should().Be(0, "who leaves knows it");
        await FluentActions
            .Awaiting(() => Remove(db, official).RunAsync(organization.Id, official.Id, Cancel))
            .Should()
            .ThrowAsync<RefusedException>()
            .WithMessage("The last person*");
    }

    [Fact]
    public async Task Who_leads_an_application_hands_it_over_first()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var draft = await story.ApplicationAsync(
            Grants.Domain.Applications.ApplicationStatus.Draft
        );
        var lead = await story.ArchivistAsync();

        await FluentActions
            .Awaiting(async () =>
                await Remove(db, await story.OfficialAsync())
                    .RunAsync(draft.OrganizationId, lead.Id, Cancel)
            )
            .Should()
            .ThrowAsync<RefusedException>()
            .WithMessage("Ada Archivist leads \"Letters of the movement\"*");
    }

    private static RemoveColleague Remove(TestDb db, Account by) =>
        new(db, db.As(by), new SiteAddress(new Uri("https://grants.example")));

    private static DescribeOrganization Describe(TestDb db, Account by) => new(db, db.As(by));

    private static Task<string> NameAsync(TestDb db, Organization organization) =>
        db.ReadAsync(d =>
            d.Organizations.Where(o => o.Id == organization.Id)
                .Select(o => o.LegalName)
                .SingleAsync(Cancel)
        );
}
