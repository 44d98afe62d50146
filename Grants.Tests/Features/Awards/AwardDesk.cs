using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Awards;
using Grants.Domain.Kernel;
using Grants.Tests.Support;
using Grants.Web.Features.Awards.Agreement;
using Grants.Web.Features.Awards.Letter;
using Grants.Web.Features.Awards.Making;
using Grants.Web.Platform;
using Grants.Web.Platform.Pdf;
using Grants.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Grants.Tests.Features.Awards;

/// <summary>The use cases of awards with the real renderers, and a folder for their files.</summary>
internal sealed class AwardDesk : IAsyncDisposable
{
    private static readonly DocumentRenderers Renderers = new ServiceCollection()
        .AddDocuments()
        .BuildServiceProvider()
        .GetRequiredService<DocumentRenderers>();

    private readonly string _folder = Directory.CreateTempSubdirectory("grants-letters-").FullName;

    private AwardDesk(TestDb db)
    {
        Db = db;
        Story = db.Story();
        Store = new DiskFileStore(_folder);
        Funder = new CurrentFunder(db, db.Clock);
    }

    public TestDb Db { get; }

    public Story Story { get; }

    /// <summary>Tests may put another one in its place before they make a use case.</summary>
    public IFileStore Store { get; set; }

    public CurrentFunder Funder { get; }

    public SiteAddress Site { get; } = new(new Uri("https://grants.example"));

    /// <summary>A database with the funder, whose letters come from here.</summary>
    public static async Task<AwardDesk> NewAsync()
    {
        var db = await TestDb.NewAsync();
        await db.FunderAsync();
        return new AwardDesk(db);
    }

    public MakeAward Make(Account by) => new(Db, Db.As(by));

    public DraftAwardLetter Draft(Account by) => new(Db, Files, Db.As(by));

    public ApproveAwardLetter Approve(Account by) => new(Db, Db.As(by));

    public ShowAwardLetter Show(Account by) => new(Db, Renderers, Db.As(by));

    public VerifyAwardLetter Verify(Account by) => new(Db, Store, Db.As(by));

    public IssueAward Issue(Account by) => new(Db, Db.As(by), Funder, Site);

    public SignAward Sign(Account by) => new(Db, Db.As(by), Site);

    public CountersignAward Countersign(Account by) => new(Db, Files, Db.As(by), Funder, Site);

    public CancelAward Cancel(Account by) => new(Db, Db.As(by), Funder);

    public Guarded Guarded => new(Db);

    /// <summary>The award as it is stored, with its letters.</summary>
    public Task<Award> StoredAsync(Guid id) =>
        Db.ReadAsync(d => d.Awards.Include(a => a.Letters).SingleAsync(a => a.Id == id));

    /// <summary>An award with a real letter in the file store, drafted by the story's grants officer.</summary>
    public async Task<Award> DraftedAsync()
    {
        var made = await Story.AwardAsync(AwardStatus.Draft);
        await Draft(await Story.StaffAsync(Role.GrantsOfficer)).RunAsync(made.Award.Id, default);
        return await StoredAsync(made.Award.Id);
    }

    /// <summary>Drafted, approved by a second person, issued, and signed by the organization's official.</summary>
    public async Task<Award> SignedAsync()
    {
        var award = await DraftedAsync();
        var letter = award.Letter!.Id;
        var officer = await Story.StaffAsync(Role.GrantsOfficer);
        var official = await Story.OfficialAsync();
        await Approve(await Db.PersonAsync(Role.GrantsOfficer)).RunAsync(award.Id, letter, default);
        await Issue(officer).RunAsync(award.Id, letter, default);
        await Sign(official).RunAsync(award.Id, letter, official.Name, "Director", default);
        return await StoredAsync(award.Id);
    }

    /// <summary>What the rule says no to.</summary>
    public static async Task<string> RefusalAsync(Func<Task> work)
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(work);
        return refused.Refusal.Reason;
    }

    public async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private LetterFiles Files => new(Renderers, Store);
}
