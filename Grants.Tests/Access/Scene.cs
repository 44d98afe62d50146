using System.Text;
using Grants.Data;
using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Catalog;
using Grants.Domain.Deliverables;
using Grants.Domain.Files;
using Grants.Domain.Notifications;
using Grants.Domain.Programs;
using Grants.Domain.Reviews;
using Grants.Tests.Support;
using Grants.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Grants.Tests.Access;

/// <summary>A server with one record of each kind, and a signed-in browser for each persona.</summary>
public sealed class Scene : IAsyncLifetime
{
    private readonly Dictionary<Persona, HttpClient> _browsers = [];

    public TestApp App { get; private set; } = null!;

    /// <summary>Names of records that addresses are made of, such as "application" to its id.</summary>
    public IReadOnlyDictionary<string, string> Names { get; private set; } =
        new Dictionary<string, string>();

    public HttpClient BrowserOf(Persona persona) => _browsers[persona];

    public async ValueTask InitializeAsync()
    {
        App = await TestApp.StartAsync();
        var story = App.Story();
        var delivery = await story.DeliveryAsync(DeliverableStatus.UnderQualityControl);
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);
        var approved = await story.ApplicationAsync(ApplicationStatus.Approved);
        var inReview = await story.ApplicationAsync(ApplicationStatus.InReview);
        var (review, reviewer) = await story.ReviewAsync(inReview, ReviewStatus.InProgress);
        var record = await story.RecordAsync(awardId: delivery.Award.Award.Id);
        var file = await FileAsync(delivery);
        await SampleAsync(delivery.Batch);
        var mail = await MailAsync(inReview);
        var name = new KnownName(
            new NameText(NameKind.Place, "Moscow", ["Москва"], "", ""),
            Given.Stamp(Given.Actor(Role.CatalogEditor))
        );
        await App.AddAsync(name);
        var call = await story.CallAsync();
        Names = new Dictionary<string, string>
        {
            ["call"] = call.Call.Id.ToString(),
            ["call-slug"] = call.Call.Slug,
            ["second-stage"] = (await SecondStageAsync(call)).ToString(),
            ["form"] = call.Form.Id.ToString(),
            ["fund"] = call.Fund.Id.ToString(),
            ["program"] = call.Program.Id.ToString(),
            ["draft"] = draft.Id.ToString(),
            ["approved"] = approved.Id.ToString(),
            ["in-review"] = inReview.Id.ToString(),
            ["review"] = review.Id.ToString(),
            ["award"] = delivery.Award.Award.Id.ToString(),
            ["award-number"] = delivery.Award.Award.Number,
            ["payment"] = delivery.Award.Tranches[0].Id.ToString(),
            ["deliverable"] = delivery.Deliverable.Id.ToString(),
            ["profile"] = (await ProfileAsync()).ToString(),
            ["batch"] = delivery.Batch.Id.ToString(),
            ["record"] = record.Id.ToString(),
            ["name"] = name.Id.ToString(),
            ["record-slug"] = record.Slug,
            ["organization"] = (await story.OrganizationAsync()).Id.ToString(),
            ["person"] = reviewer.Id.ToString(),
            ["file"] = file.ToString(),
            ["mail"] = mail.ToString(),
        };
        foreach (var persona in Persona.All)
            _browsers[persona] = await SignInAsync(story, persona, reviewer);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in _browsers.Values)
            browser.Dispose();
        await App.DisposeAsync();
    }

    private async Task<HttpClient> SignInAsync(Story story, Persona persona, Account reviewer)
    {
        if (persona == Persona.Public)
            return App.Browser();
        if (persona == Persona.Stranger)
            return await App.SignInAsAsync();
        if (persona == Persona.Archivist)
            return await App.SignInAsAsync(await story.ArchivistAsync());
        if (persona == Persona.Official)
            return await App.SignInAsAsync(await story.OfficialAsync());
        return await App.SignInAsAsync(
            persona.Role == Role.Reviewer ? reviewer : await story.StaffAsync(persona.Role!.Value)
        );
    }

    /// <summary>A call by invitation after the story's.</summary>
    private async Task<Guid> SecondStageAsync(Story.OpenCall first)
    {
        var second = new Call(
            first.Program.Id,
            first.Fund.Id,
            first.Form.Id,
            first.Rubric.Id,
            first.Call.Terms with
            {
                Title = "Full proposals",
            },
            "full-proposals",
            Given.Stamp(Given.Actor(Role.ProgramOfficer)),
            first.Call.Id
        );
        await App.AddAsync(second);
        return second.Id;
    }

    /// <summary>One of the shipped technical profiles.</summary>
    private async Task<Guid> ProfileAsync()
    {
        await using var db = await App
            .Services.GetRequiredService<IDbContextFactory<GrantsDb>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await db
            .ProfileVersions.OrderBy(p => p.Key)
            .Select(p => p.Id)
            .FirstAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>One item of the batch, to be looked at.</summary>
    private async Task SampleAsync(Batch batch)
    {
        var item = new BatchItem(batch.Id, 2, "ta_1", "A poster", "{}");
        var control = new QualityControl(batch, 1, Given.Stamp(Given.Actor(Role.GrantsOfficer)));
        var sampled = control.Draw([new ItemToDraw(item.Id, item.Material)], all: true);
        await App.AddAsync([item, control, .. sampled]);
    }

    /// <summary>A file of the batch with its bytes in the store.</summary>
    private async Task<Guid> FileAsync(Story.Delivery delivery)
    {
        var store = App.Services.GetRequiredService<IFileStore>();
        var bytes = await store.StoreAsync(
            new MemoryStream(Encoding.UTF8.GetBytes("identifier,title\r\n")),
            1 << 20,
            TestContext.Current.CancellationToken
        );
        var file = new StoredFile(
            FileOwner.Batch,
            delivery.Batch.Id,
            "metadata.csv",
            "text/csv",
            bytes.Size,
            bytes.Sha256,
            Given.Stamp()
        );
        await App.AddAsync(file);
        return file.Id;
    }

    private async Task<Guid> MailAsync(Application about)
    {
        var mail = new OutgoingMail(
            "ada@archive.example",
            "Ada",
            "About your application",
            "A mail.",
            nameof(Application),
            about.Id,
            Given.Stamp().At
        );
        await App.AddAsync(mail);
        return mail.Id;
    }
}
