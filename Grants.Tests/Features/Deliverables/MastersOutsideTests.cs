using System.Net;
using Grants.Domain.Accounts;
using Grants.Domain.Deliverables;
using Grants.Domain.Files;
using Grants.Domain.Inspection;
using Grants.Tests.Domain.Inspection;
using Grants.Tests.Support;
using Grants.Web.Features.Deliverables.Delivering;
using Grants.Web.Features.Deliverables.Results;
using Grants.Web.Platform.Imaging;
using Grants.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Deliverables;

/// <summary>Masters that the product checks and doesn't keep, and those that it lets go.</summary>
public sealed class MastersOutsideTests : IAsyncLifetime
{
    private static readonly byte[] Master = SampleFiles.Tiff(shade: 1);
    private static readonly byte[] Copy = SampleFiles.Png(shade: 1);

    private readonly string _mounts = Directory.CreateTempSubdirectory("grants-mounts-").FullName;
    private DeliveryDesk _desk = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Drive => Path.Combine(_mounts, "Hudson drive 7");

    public async ValueTask InitializeAsync()
    {
        _desk = await DeliveryDesk.NewAsync();
        _desk.Storage = new StorageSettings { MastersFolder = _mounts };
    }

    public async ValueTask DisposeAsync()
    {
        await _desk.DisposeAsync();
        Directory.Delete(_mounts, recursive: true);
    }

    [Fact]
    public async Task Masters_are_checked_where_they_stay_and_only_the_rest_is_stored()
    {
        await ImportAsync(Master);
        await CheckAsync();

        (await _desk.StoredAsync()).Status.Should().Be(DeliverableStatus.Validated);
        var files = await FilesAsync();
        files
            .Select(f => (f.Name, f.KeptAt, f.Width))
            .Should()
            .Equal(
                ("a_a.png", null, 40),
                ("a_m.tif", "Hudson drive 7/box 1/a_m.tif", 40),
                ("sheet.csv", null, null)
            );
        files[1].Sha256.Should().Be(SampleFiles.Digest(Master));
        File.Exists(_desk.PlaceOf(Master)).Should().BeFalse();
        File.Exists(_desk.PlaceOf(Copy)).Should().BeTrue();
        var events = await _desk.Db.ReadAsync(d =>
            d.PreservationEvents.Where(e => e.Subject == "a_m.tif").ToListAsync(Cancel)
        );
        events
            .Should()
            .Contain(e => e.Type == "fixity check" && e.Detail.Contains("box 1/a_m.tif"))
            .And.Contain(e => e.Type == "validation" && e.Outcome == "success");
        var item = await _desk.Db.ReadAsync(d => d.BatchItems.SingleAsync(Cancel));
        item.Identifier.Should().Be("ta_0001");
        var report = await _desk.Preservation(_desk.Officer).RunAsync(_desk.Award.Award.Id, Cancel);
        report.Space.Used.Should().Be(report.Bytes - Master.Length);
        report.Outside.Should().Equal(new OutsidePlace("Hudson drive 7", 1));
        (report.Files, report.Fixity.Files).Should().Be((3, 2));
        (await _desk.PremisAsync(_desk.Award.Award.Id))
            .Descendants()
            .Where(e => e.Name.LocalName == "contentLocationValue")
            .Select(e => e.Value)
            .Should()
            .Contain("Hudson drive 7/box 1/a_m.tif");
        (await ShownAsync("a_m.tif")).Should().Be(SampleFiles.Digest(Copy));
    }

    [Fact]
    public async Task A_master_that_stays_is_held_to_the_same_as_one_that_comes()
    {
        await ImportAsync(Master[..^40]);
        await CheckAsync();

        (await _desk.StoredAsync()).Status.Should().Be(DeliverableStatus.ValidationFailed);
        (await FindingsAsync("a_m.tif")).Should().Contain(f => f.Code == FindingCodes.FileBroken);
    }

    [Fact]
    public async Task A_drive_that_is_away_when_it_is_checked_is_said_with_what_to_do()
    {
        await ImportAsync(Master);
        Directory.Move(Drive, Drive + " away");
        Directory.CreateDirectory(Drive); // the empty mount point
        await CheckAsync();

        var finding = (await FindingsAsync("a_m.tif")).Single(f =>
            f.Severity == FindingSeverity.Error
        );
        finding.Code.Should().Be(FindingCodes.FileUnreadable);
        finding.Message.Should().Contain("the server can't see now. Mount it again");
    }

    [Fact]
    public async Task A_master_that_changed_since_it_was_imported_is_an_error()
    {
        await ImportAsync(Master);
        await File.WriteAllBytesAsync(
            Path.Combine(Drive, "box 1", "a_m.tif"),
            SampleFiles.Tiff(shade: 9),
            Cancel
        );
        await CheckAsync();

        (await FindingsAsync("a_m.tif"))
            .Should()
            .Contain(f =>
                f.Code == FindingCodes.ChecksumDiffers && f.Severity == FindingSeverity.Error
            );
    }

    [Fact]
    public async Task Only_what_the_server_can_read_later_may_stay()
    {
        await WriteAsync(Master);
        (await RefusedAsync(_desk.Folder)).Should().Contain($"below {_mounts}");
        (await RefusedAsync(_mounts + "/../" + Path.GetFileName(_desk.Folder)))
            .Should()
            .Contain($"below {_mounts}");
        (await RefusedAsync(Path.Combine(Drive, "sheet.csv"))).Should().Contain("a folder");
        _desk.Storage = new StorageSettings();
        (await RefusedAsync(Drive)).Should().Contain("Storage:MastersFolder");
        (await _desk.Db.ReadAsync(d => d.Batches.CountAsync(Cancel))).Should().Be(0);

        Task<string> RefusedAsync(string path) =>
            DeliveryDesk.RefusalAsync(() => ImportAsync(path));
    }

    [Fact]
    public async Task What_is_outside_is_read_again_while_it_is_mounted_and_no_alarm_while_it_is_not()
    {
        await ImportAsync(Master);
        await CheckAsync();
        var away = Drive + " away";
        Directory.Move(Drive, away);
        _desk.Db.Clock.Advance(TimeSpan.FromDays(91));

        (await _desk.Recheck().RunPartAsync(Cancel)).Should().Be(2);
        (await _desk.Recheck().RunPartAsync(Cancel)).Should().Be(0);
        (await FilesAsync())[1].FixityAt.Should().BeNull();

        Directory.Move(away, Drive);
        (await _desk.Recheck().RunPartAsync(Cancel)).Should().Be(1);
        (await FilesAsync())[1].FixityProblem.Should().BeNull();

        File.Delete(Path.Combine(Drive, "box 1", "a_m.tif"));
        _desk.Db.Clock.Advance(TimeSpan.FromDays(91));
        await _desk.Recheck().RunPartAsync(Cancel);
        (await FilesAsync())[1].FixityProblem.Should().Be(BatchFile.Gone);
        var mail = await _desk.Db.ReadAsync(d =>
            d.Mail.FirstAsync(m => m.Subject.Contains("1 kept file changed"), Cancel)
        );
        mail.Body.Should().Contain("a_m.tif at Hudson drive 7/box 1/a_m.tif is gone");
    }

    [Fact]
    public async Task An_accepted_master_is_let_go_after_the_time_set_where_its_access_copy_is_there()
    {
        _desk.Storage = new StorageSettings { KeepMasters = false };
        var batchId = await AcceptedAsync();

        _desk.Db.Clock.Advance(TimeSpan.FromDays(29));
        (await _desk.LetGo().RunOneAsync(Cancel)).Should().BeFalse();
        _desk.Db.Clock.Advance(TimeSpan.FromDays(2));
        (await _desk.LetGo().RunOneAsync(Cancel)).Should().BeTrue();
        (await _desk.LetGo().RunOneAsync(Cancel)).Should().BeFalse();

        (await FilesAsync())
            .Select(f => (f.Name, f.KeptAt))
            .Should()
            .Equal(
                ("a_a.png", null),
                ("a_m.tif", BatchFile.HoldingInstitution),
                ("b_m.tif", null),
                ("sheet.csv", null)
            );
        var deletion = await _desk.Db.ReadAsync(d =>
            d.PreservationEvents.SingleAsync(e => e.Type == "deletion", Cancel)
        );
        (deletion.BatchId, deletion.Subject).Should().Be((batchId, "a_m.tif"));
        deletion.Detail.Should().Contain(SampleFiles.Digest(Master)).And.Contain("a_a.png");
        (await ShownAsync("a_m.tif")).Should().Be(SampleFiles.Digest(Copy));
        _desk.Db.Clock.Advance(TimeSpan.FromDays(91));
        File.Delete(_desk.PlaceOf(Master));
        (await _desk.Recheck().RunPartAsync(Cancel)).Should().Be(3, "what is elsewhere isn't read");
        (await FilesAsync()).Should().OnlyContain(f => f.FixityProblem == null);
    }

    [Fact]
    public async Task A_copy_in_other_capitals_is_the_one_that_is_shown_for_a_master_let_go()
    {
        _desk.Storage = new StorageSettings { KeepMasters = false };
        await DeliverAsync("A_M.tif");
        await AcceptAsync();
        _desk.Db.Clock.Advance(TimeSpan.FromDays(31));

        await _desk.LetGo().RunOneAsync(Cancel);

        (await FilesAsync())[0].KeptAt.Should().Be(BatchFile.HoldingInstitution);
        (await ShownAsync("A_M.tif")).Should().Be(SampleFiles.Digest(Copy));
    }

    [Fact]
    public async Task Masters_stay_before_acceptance_and_without_their_access_copy_and_where_they_are_kept()
    {
        _desk.Storage = new StorageSettings { KeepMasters = false };
        await DeliverAsync();
        _desk.Db.Clock.Advance(TimeSpan.FromDays(400));
        (await _desk.LetGo().RunOneAsync(Cancel)).Should().BeFalse("it isn't accepted");
        await AcceptAsync();
        _desk.Db.Clock.Advance(TimeSpan.FromDays(31));

        _desk.Storage = new StorageSettings();
        (await _desk.LetGo().RunOneAsync(Cancel)).Should().BeFalse("masters are kept");
        _desk.Storage = new StorageSettings { KeepMasters = false };
        File.Delete(_desk.PlaceOf(Copy));
        (await _desk.LetGo().RunOneAsync(Cancel)).Should().BeTrue();

        (await FilesAsync()).Should().OnlyContain(f => f.KeptAt == null);
    }

    [Fact]
    public async Task The_address_of_a_file_that_is_kept_elsewhere_says_where()
    {
        await using var app = await TestApp.StartAsync();
        var delivery = await app.Story().DeliveryAsync(DeliverableStatus.Validated);
        var stored = new StoredFile(
            FileOwner.Batch,
            delivery.Batch.Id,
            "a_m.tif",
            "image/tiff",
            3,
            SampleFiles.Digest(Master),
            Given.Stamp()
        );
        var file = new BatchFile(delivery.Batch.Id, stored.Id, stored.Name, 3, stored.Sha256);
        await app.AddAsync(stored, file.StayingAt("Hudson drive 7/a_m.tif"));
        using var officer = await app.SignInAsAsync(Role.GrantsOfficer);

        var answer = await officer.GetAsync(FileDownloads.Address(stored.Id), Cancel);

        answer.StatusCode.Should().Be(HttpStatusCode.Conflict);
        WebUtility
            .HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel))
            .Should()
            .Contain("a_m.tif isn't kept here. It is at Hudson drive 7/a_m.tif");
        using var stranger = await app.SignInAsAsync(Role.Reviewer);
        (await stranger.GetAsync(FileDownloads.Address(stored.Id), Cancel))
            .StatusCode.Should()
            .Be(HttpStatusCode.NotFound);
    }

    private async Task<Guid> AcceptedAsync()
    {
        var batchId = await DeliverAsync();
        await AcceptAsync();
        return batchId;
    }

    private Task<Guid> DeliverAsync(string master = "a_m.tif") =>
        _desk.DeliverAsync(
            ("sheet.csv", SampleFiles.Sheet($"{master}; a_a.png", "b_m.tif")),
            (master, Master),
            ("a_a.png", Copy),
            ("b_m.tif", SampleFiles.Tiff(shade: 2))
        );

    private async Task AcceptAsync()
    {
        await _desk.Begin(_desk.Officer).RunAsync(_desk.D1, Cancel);
        var batchId = await _desk.Db.ReadAsync(d =>
            d.Batches.Select(b => b.Id).SingleAsync(Cancel)
        );
        await _desk.Judge(_desk.Officer).PassAsync(batchId, 1, Cancel);
        await _desk.Judge(_desk.Officer).PassAsync(batchId, 2, Cancel);
        await _desk.Accept(_desk.Officer).RunAsync(_desk.D1, null, Cancel);
        await using var db = _desk.Db.CreateDbContext();
        (await db.Batches.SingleAsync(Cancel)).MarkCatalogued();
        await db.SaveChangesAsync(Cancel);
    }

    private async Task<ImportedBatch> ImportAsync(byte[] master)
    {
        await WriteAsync(master);
        var imported = await ImportAsync(Drive);
        (imported.Applied, imported.Files, imported.Staying).Should().Be((true, 3, 1));
        return imported;
    }

    private Task<ImportedBatch> ImportAsync(string path) =>
        _desk
            .Import(_desk.Archivist)
            .RunAsync(path, _desk.Award.Award.Number, "D1", mastersStay: true, apply: true, Cancel);

    private async Task WriteAsync(byte[] master)
    {
        Directory.CreateDirectory(Path.Combine(Drive, "box 1"));
        await File.WriteAllBytesAsync(
            Path.Combine(Drive, "sheet.csv"),
            SampleFiles.Sheet("a_m.tif; a_a.png"),
            Cancel
        );
        await File.WriteAllBytesAsync(Path.Combine(Drive, "a_a.png"), Copy, Cancel);
        await File.WriteAllBytesAsync(Path.Combine(Drive, "box 1", "a_m.tif"), master, Cancel);
    }

    private async Task CheckAsync()
    {
        var batchId = await _desk.Db.ReadAsync(d =>
            d.Batches.Select(b => b.Id).SingleAsync(Cancel)
        );
        await _desk.Check().RunAsync(batchId, Cancel);
    }

    private Task<List<BatchFile>> FilesAsync() =>
        _desk.Db.ReadAsync(d => d.BatchFiles.OrderBy(f => f.Name).ToListAsync(Cancel));

    private Task<List<BatchFinding>> FindingsAsync(string path) =>
        _desk.Db.ReadAsync(d => d.BatchFindings.Where(f => f.Path == path).ToListAsync(Cancel));

    private async Task<string?> ShownAsync(string name)
    {
        await using var db = _desk.Db.CreateDbContext();
        var file = await db.BatchFiles.SingleAsync(f => f.Name == name, Cancel);
        return (await db.ShownForAsync(file, ImageDecoder.MediaTypes, Cancel))?.Sha256;
    }
}
