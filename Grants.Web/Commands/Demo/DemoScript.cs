using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Domain.Notifications;
using Grants.Web.Features.Accounts;
using Grants.Web.Features.Accounts.FunderSettings;
using Grants.Web.Features.Accounts.Organizations;
using Grants.Web.Features.Accounts.Setup;
using Grants.Web.Features.Catalog.Searching;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Commands.Demo;

/// <summary>A year and a half of a grant programme in a few seconds, by the product's own use cases.</summary>
internal sealed partial class DemoScript(DemoStage stage)
{
    private readonly Dictionary<string, Guid> _organizations = [];

    public async Task RunAsync(CancellationToken cancel)
    {
        await SetUpAsync(cancel);
        await RunFirstCallAsync(cancel);
        await RunAwardsAsync(cancel);
        await RunSecondCallAsync(cancel);
        await OpenThirdCallAsync(cancel);
        await RunTwoStagesAsync(cancel);
        await OpenRollingCallAsync(cancel);
        await SettleMailAsync(cancel);
        await stage.RunAsync<UpdateIndex>(index => index.RunAsync(anew: true, cancel));
    }

    private async Task SetUpAsync(CancellationToken cancel)
    {
        stage.Clock.GoTo(-420);
        await stage.RunAsync<SetUpInstallation>(setUp =>
            setUp.RunAsync(
                DemoPeople.Administrator.Name,
                DemoPeople.Administrator.Email,
                DemoPeople.Password,
                "Soviet Jewry Movement Archives Project",
                "SJMAP",
                "USD",
                cancel
            )
        );
        await stage.AsAsync<GetFunder>(
            DemoPeople.Administrator,
            async get =>
            {
                var form = await get.RunAsync(cancel);
                form.Tagline =
                    "The grassroots movement that freed Soviet Jews, in the papers it left";
                form.About =
                    "The project holds no papers itself. It gives grants to archives, libraries and historical societies that digitize the records of the movement, and shows what they digitized in one catalog, under the name of the archive that holds it.\n\nEverything on this site is sample data: the archives, people, grants and items are invented.";
                form.ContactEmail = "grants@demo.example";
                form.PostalAddress =
                    "Soviet Jewry Movement Archives Project\n1 Sample Street\nCleveland, Ohio";
                await stage.AsAsync<DescribeFunder>(
                    DemoPeople.Administrator,
                    describe => describe.RunAsync(form, cancel),
                    cancel
                );
            },
            cancel
        );
        foreach (var person in DemoPeople.Staff)
            await AddAsync(person, cancel);
        foreach (var archive in DemoContent.Archives)
            await RegisterAsync(archive, cancel);
    }

    private async Task AddAsync(DemoPerson person, CancellationToken cancel) =>
        await stage.RunAsync<Credentials>(async credentials =>
        {
            await using var db = await stage.Databases.CreateDbContextAsync(cancel);
            var account = new Account { Name = person.Name, EmailConfirmed = true };
            credentials.SetAddress(account, person.Email);
            await credentials.SetPasswordAsync(account, DemoPeople.Password);
            db.Users.Add(account);
            db.RoleAssignments.AddRange(
                person.Roles.Select(role => new RoleAssignment(account.Id, role))
            );
            await db.SaveChangesAsync(cancel);
        });

    private async Task RegisterAsync(DemoArchive archive, CancellationToken cancel)
    {
        var (editor, official) = (DemoPeople.EditorOf(archive), DemoPeople.OfficialOf(archive));
        await AddAsync(editor, cancel);
        await AddAsync(official, cancel);
        var id = await stage.AsAsync<RegisterOrganization, Guid>(
            editor,
            register =>
                register.RunAsync(
                    new OrganizationForm
                    {
                        LegalName = archive.Name,
                        Kind = archive.Kind,
                        Country = "US",
                        Region = archive.Region,
                        IsilCode = archive.Isil,
                        Website = $"https://{archive.Key}.example/",
                        About = archive.About,
                    },
                    cancel
                ),
            cancel
        );
        await using var db = await stage.Databases.CreateDbContextAsync(cancel);
        var organization = await db
            .Organizations.Include(o => o.Members)
            .FirstAsync(o => o.Id == id, cancel);
        organization.Admit(
            await stage.IdOfAsync(official, cancel),
            official.Name,
            OrganizationRole.AuthorizedOfficial,
            new Stamp(Actor.System, stage.Clock.GetUtcNow())
        );
        await db.SaveChangesAsync(cancel);
        _organizations[archive.Key] = id;
    }

    /// <summary>What was written long ago was sent then, one address was wrong, and the newest waits to be sent.</summary>
    private async Task SettleMailAsync(CancellationToken cancel)
    {
        await using var db = await stage.Databases.CreateDbContextAsync(cancel);
        var before = stage.Clock.Today.AddDays(-4);
        var old = await db.Mail.Where(m => m.CreatedAt < before).ToListAsync(cancel);
        foreach (var mail in old)
            mail.MarkSent(mail.CreatedAt.AddSeconds(20));
        var bounced = await db
            .Mail.Where(m => m.Status == MailStatus.Queued)
            .OrderBy(m => m.CreatedAt)
            .FirstOrDefaultAsync(cancel);
        bounced?.MarkFailed(
            "550 5.1.1 The mailbox doesn't exist.",
            permanent: true,
            bounced.CreatedAt.AddSeconds(20)
        );
        await db.SaveChangesAsync(cancel);
    }
}
