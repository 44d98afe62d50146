using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Awards;
using Grants.Domain.Deliverables;
using Grants.Domain.Kernel;
using Grants.Tests.Domain.Inspection;
using Grants.Tests.Support;
using Grants.Web.Features.Deliverables.Checking;
using Grants.Web.Features.Deliverables.Control;
using Grants.Web.Features.Deliverables.Criteria;
using Grants.Web.Features.Deliverables.Delivering;
using Grants.Web.Features.Deliverables.Details;
using Grants.Web.Features.Deliverables.Preservation;
using Grants.Web.Features.Deliverables.Queue;
using Grants.Web.Features.Deliverables.Report;
using Grants.Web.Features.Deliverables.Results;
using Grants.Web.Features.Deliverables.Sheets;
using Grants.Web.Platform;
using Grants.Web.Platform.Fetching;
using Grants.Web.Platform.Imaging;
using Grants.Web.Platform.Scanning;
using Grants.Web.Platform.Storage;
using Grants.Web.Platform.Uploads;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Grants.Tests.Features.Deliverables;

/// <summary>An active award whose D1 is to be delivered, with the use cases of both sides on a database and a folder.</summary>
internal sealed class DeliveryDesk : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("grants-delivery-").FullName;

    private DeliveryDesk(TestDb db, IFileStore? store)
    {
        Db = db;
        Story = db.Story();
        Store = store ?? new DiskFileStore(Path.Combine(_folder, "files"));
        Sheets = new KeptSheets(Store);
        Uploads = new UploadStore(Path.Combine(_folder, "uploads"), db.Clock);
    }

    public TestDb Db { get; }

    public Story Story { get; }

    public IFileStore Store { get; }

    /// <summary>Of the one node that the tests run on.</summary>
    public KeptSheets Sheets { get; }

    public UploadStore Uploads { get; }

    public Story.MadeAward Award { get; private set; } = default!;

    public Account Archivist { get; private set; } = default!;

    public Account Officer { get; private set; } = default!;

    public Guid D1 => Award.Deliverables[0].Id;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static SiteAddress Site { get; } = new(new Uri("https://grants.example"));

    /// <param name="store">Else on the disk.</param>
    /// <param name="configure">Of the database's services.</param>
    public static async Task<DeliveryDesk> NewAsync(
        AwardStatus award = AwardStatus.Active,
        IFileStore? store = null,
        Action<IServiceCollection>? configure = null
    )
    {
        var desk = new DeliveryDesk(await TestDb.NewAsync(configure: configure), store);
        desk.Award = await desk.Story.AwardAsync(award);
        desk.Archivist = await desk.Story.ArchivistAsync();
        desk.Officer = await desk.Story.StaffAsync(Role.GrantsOfficer);
        return desk;
    }

    public StartBatch Start(Account by) => new(Db, Db.As(by));

    public StorageSettings Storage { get; set; } = new();

    public ScanSettings Scan { get; set; } = new();

    public CarefulFetch Fetch { get; set; } = new(FetchRules.Public);

    public string Folder => _folder;

    private Spool Incoming => new(Path.Combine(_folder, "files"));

    private StorageSpace Disk => new(_folder, Storage);

    public AwardSpace Space => new(Uploads, Disk, Storage);

    public ReceiveFile Receive(Account by) => new(Db, Store, Space, Disk, Incoming, Db.As(by));

    public RemoveFile Remove(Account by) => new(Db, Db.As(by));

    /// <summary>The job is never started: tests check by hand.</summary>
    public SubmitBatch Submit(Account by) =>
        new(
            Db,
            Uploads,
            new CheckBatchesJob(null!, NullLogger<CheckBatchesJob>.Instance),
            Db.As(by)
        );

    public ReadCriteria Criteria(Account by) => new(Db, Db.As(by));

    public ChooseProfiles Choose(Account by) => new(Db, Db.As(by));

    public UnpackPackages Unpack() => new(Store, Disk, Incoming, Db.Clock);

    private MastersFolder Masters => new(Storage);

    public ImportBatch Import(Account by) =>
        new(Db, Start(by), Receive(by), Submit(by), Space, Masters, Db.As(by));

    public CleanFiles Clean() => new(Db, Store, Db.Clock, NullLogger<CleanFiles>.Instance);

    public LetGoMasters LetGo() => new(Db, Store, Storage, Db.Clock);

    /// <summary>The checks that run on this node.</summary>
    public RunningChecks Running { get; } = new();

    public CheckJournals Journals => new(Path.Combine(_folder, "checks"));

    /// <param name="store">Instead of the desk's own.</param>
    /// <param name="running">Of another node.</param>
    public CheckBatch Check(IFileStore? store = null, RunningChecks? running = null)
    {
        var content = new BatchContent(store ?? Store, Masters);
        return new(
            Db,
            content,
            Sheets,
            new GatherFiles(
                Unpack(),
                new FetchLinks(Db, Fetch, Store, Sheets, Space, Disk, Db.Clock),
                content,
                new ScanBatch(new Clamd(Scan), content)
            ),
            new FileExaminers(new ImageDecoder()),
            running ?? Running,
            Journals,
            new SaveReport(Db, Site, Db.Clock),
            Db.Clock,
            NullLogger<CheckBatch>.Instance
        );
    }

    public ShowSheet ShowSheet(Account by) => new(Db, Sheets, Db.As(by));

    public EditSheet EditSheet(Account by) => new(Db, Sheets, Db.As(by));

    public MapColumns MapColumns(Account by) => new(Db, Sheets, Db.As(by));

    public TakeBackBatch TakeBack(Account by) => new(Db, Running, Db.As(by));

    public StopChecks Stop(Account by) => new(Db, Running, Db.As(by), Site);

    public RecheckFixity Recheck() =>
        new(Db, new BatchContent(Store, Masters), Masters, Storage, Site, Db.Clock);

    public AskFixityCheck Ask(Account by) => new(Db, new RecheckFixityJob(null!), Db.As(by));

    public ShowPreservation Preservation(Account by) => new(Db, Space, Db.As(by));

    public async Task<System.Xml.Linq.XDocument> PremisAsync(Guid awardId)
    {
        using var bytes = new MemoryStream();
        await using (var db = Db.CreateDbContext())
        await using (
            var xml = System.Xml.XmlWriter.Create(
                bytes,
                new System.Xml.XmlWriterSettings { Async = true }
            )
        )
            await new Premis(awardId, Award.Award.Number, db).WriteAsync(xml, Cancel);
        bytes.Position = 0;
        return System.Xml.Linq.XDocument.Load(bytes);
    }

    /// <summary>Where the store keeps this content.</summary>
    public string PlaceOf(byte[] content)
    {
        var sha256 = SampleFiles.Digest(content);
        return Path.Combine(_folder, "files", sha256[..2], sha256);
    }

    public BeginQualityControl Begin(Account by) => new(Db, Db.As(by));

    public AcceptDeliverable Accept(Account by) => new(Db, Db.As(by), Site);

    public AcceptBatch AcceptBatch(Account by) => new(Db, Db.As(by), Site);

    public AcceptGoodItems AcceptGood(Account by) => new(Db, Db.As(by), Site);

    public JudgeItem Judge(Account by) => new(Db, Db.As(by));

    public ShowControl Control(Account by) => new(Db, Db.As(by));

    public ShowSampledItem Sampled(Account by) => new(Db, Db.As(by));

    public ShowReport Report(Account by) => new(Db, Contents(by));

    public CompareBatch Compare(Account by) => new(Contents(by));

    public ReturnForCorrection Return(Account by) => new(Db, Db.As(by), Site);

    public WaiveDeliverable Waive(Account by) => new(Db, Db.As(by), Site);

    public ListOfBatch Contents(Account by) => new(Db, Db.As(by));

    public ListDeliverables List(Account by) => new(Db, Db.As(by), Db.Clock);

    public ShowDeliverable Show(Account by) => new(Db, Db.As(by));

    public Task SendAsync(Guid batchId, string name, byte[] content) =>
        Receive(Archivist).RunAsync(batchId, name, new MemoryStream(content), Cancel);

    /// <summary>A batch of D1 with these files, handed in and checked.</summary>
    public async Task<Guid> DeliverAsync(params (string Name, byte[] Content)[] files)
    {
        var batchId = await Start(Archivist).RunAsync(D1, Cancel);
        foreach (var (name, content) in files)
            await SendAsync(batchId, name, content);
        await Submit(Archivist).RunAsync(batchId, Cancel);
        await Check().RunAsync(batchId, Cancel);
        return batchId;
    }

    /// <summary>A batch that passes: two TIFF files and their sheet.</summary>
    public Task<Guid> DeliverGoodAsync() =>
        DeliverAsync(
            ("sheet.csv", SampleFiles.Sheet("a.tif", "b.tif")),
            ("a.tif", SampleFiles.Tiff(shade: 1)),
            ("b.tif", SampleFiles.Tiff(shade: 2))
        );

    /// <summary>A good batch whose two items staff looked at and found good.</summary>
    public async Task<Guid> UnderControlAsync()
    {
        var batchId = await BegunAsync();
        await Judge(Officer).PassAsync(batchId, 1, Cancel);
        await Judge(Officer).PassAsync(batchId, 2, Cancel);
        return batchId;
    }

    /// <summary>A good batch that staff have begun to look at.</summary>
    public async Task<Guid> BegunAsync()
    {
        var batchId = await DeliverGoodAsync();
        await Begin(Officer).RunAsync(D1, Cancel);
        return batchId;
    }

    public Task<Deliverable> StoredAsync() =>
        Db.ReadAsync(d => d.Deliverables.SingleAsync(x => x.Id == D1, Cancel));

    public Task<List<string>> NamesAsync(Guid batchId) =>
        Db.ReadAsync(d =>
            d.BatchFiles.Where(f => f.BatchId == batchId)
                .OrderBy(f => f.Name)
                .Select(f => f.Name)
                .ToListAsync(Cancel)
        );

    public static async Task<string> RefusalAsync(Func<Task> work) =>
        (await work.Should().ThrowAsync<RefusedException>()).Which.Refusal.Reason;

    public async ValueTask DisposeAsync()
    {
        Sheets.Dispose();
        await Db.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
