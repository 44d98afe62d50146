using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Deliverables;
using Grants.Domain.Inspection;
using Grants.Domain.Kernel;
using Grants.Tests.Domain.Inspection;
using Grants.Tests.Support;
using Grants.Web.Features.Deliverables;
using Grants.Web.Features.Deliverables.Checking;
using Grants.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Grants.Tests.Features.Deliverables;

public sealed class StoppingTests
{
    /// <summary>Whole, broken, wrongly named, unpromised and doubtful ones.</summary>
    private static readonly (string Name, byte[] Content)[] Delivery =
    [
        ("a.tif", SampleFiles.Tiff(shade: 1)),
        ("b.tif", SampleFiles.Tiff(shade: 2)[..900]),
        ("c.png", SampleFiles.Png(shade: 3)),
        ("D d.tif", SampleFiles.Tiff(shade: 4, ppi: 72)),
        ("e.tif", SampleFiles.Png(shade: 5)),
        ("f.wav", SampleFiles.Wave(samples: 90)),
        ("g.pdf", SampleFiles.Pdf("2b")),
        ("h.tif", SampleFiles.Tiff(shade: 6)),
        ("i.txt", SampleFiles.Text("What they said")),
        ("j.tif", SampleFiles.Tiff(shade: 7, big: true)),
        ("k.png", SampleFiles.Png(shade: 8)),
        ("l.tif", SampleFiles.Tiff(shade: 9)),
    ];

    private static readonly HashSet<string> Objects =
    [
        .. Delivery.Select(f => SampleFiles.Digest(f.Content)),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_check_that_restarts_broke_off_examines_only_the_rest_and_finds_the_same(
        int seed
    )
    {
        await using var unbroken = await DeliveryDesk.NewAsync();
        var expected = await ReportAsync(unbroken, await HandInAsync(unbroken, check: true));
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await HandInAsync(desk);
        var random = new Random(seed);
        List<string> examined = [];
        var interrupted = 0;
        while ((await desk.StoredAsync()).Status != DeliverableStatus.ValidationFailed)
        {
            using var node = new CancellationTokenSource();
            var store = new WatchedStore(desk.Store) { BreaksAt = random.Next(2, 6), Node = node };
            try
            {
                await desk.Check(store).RunAsync(batchId, node.Token);
                examined.AddRange(store.Objects);
            }
            catch (OperationCanceledException) when (node.IsCancellationRequested)
            {
                interrupted++;
                // The one that it was in the middle of isn't known.
                examined.AddRange(store.Objects.SkipLast(1));
                await HalfALineAsync(desk, batchId);
            }
        }

        interrupted.Should().BeGreaterThan(1);
        examined.Should().BeEquivalentTo(Objects);
        (await ReportAsync(desk, batchId)).Should().Be(expected);
        desk.Journals.Kept().Should().BeEmpty();
    }

    [Fact]
    public async Task What_another_version_found_counts_for_nothing()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await HandInAsync(desk);
        using (var before = desk.Journals.Open(batchId, "Grants 0.1"))
            foreach (var (name, content) in Delivery)
                before.Keep(
                    $"{SampleFiles.Digest(content)} {content.Length} {name}",
                    new ContentReport(null, false, [], [])
                );
        var store = new WatchedStore(desk.Store);
        await desk.Check(store).RunAsync(batchId, Cancel);
        store.Objects.Should().BeEquivalentTo(Objects);
    }

    [Fact]
    public async Task A_batch_that_is_taken_back_while_it_is_checked_is_open_with_all_its_files()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await HandInAsync(desk);
        var store = new WatchedStore(desk.Store)
        {
            AtFourth = () => desk.TakeBack(desk.Archivist).RunAsync(desk.D1, Cancel),
        };
        await desk.Check(store).RunAsync(batchId, Cancel);

        store.Objects.Should().HaveCountLessThan(6, "the check noticed soon");
        var batch = await desk.Db.ReadAsync(d => d.Batches.SingleAsync(Cancel));
        (batch.Status, batch.SubmittedAt).Should().Be((BatchStatus.Open, null));
        (await desk.StoredAsync()).Status.Should().Be(DeliverableStatus.InProgress);
        (await desk.NamesAsync(batchId)).Should().HaveCount(Delivery.Length + 1);
        (await desk.Db.ReadAsync(d => d.BatchFindings.CountAsync(Cancel))).Should().Be(0);
        (await desk.Db.ReadAsync(d => d.AuditEntries.Select(e => e.Verb).ToListAsync(Cancel)))
            .Should()
            .Contain("BatchTakenBack");

        await desk.Submit(desk.Archivist).RunAsync(batchId, Cancel);
        var again = new WatchedStore(desk.Store);
        await desk.Check(again).RunAsync(batchId, Cancel);
        (await desk.StoredAsync()).Status.Should().Be(DeliverableStatus.ValidationFailed);
        again.Objects.Should().NotBeEmpty().And.NotContain(store.Objects.Take(3));
    }

    [Fact]
    public async Task A_file_that_came_in_as_the_batch_was_handed_in_is_checked_as_well()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await HandInAsync(desk);
        var stored = await desk.Db.ReadAsync(d => d.BatchFiles.FirstAsync(Cancel));
        var late = new BatchFile(batchId, stored.StoredFileId, "late.tif", 1, "0");
        var store = new WatchedStore(desk.Store) { AtFourth = () => desk.Db.AddAsync(late) };
        await desk.Check(store).RunAsync(batchId, Cancel);
        (await desk.StoredAsync()).Status.Should().Be(DeliverableStatus.Validating);
        (await desk.Db.ReadAsync(d => d.BatchFindings.CountAsync(Cancel))).Should().Be(0);

        await desk.Check().RunAsync(batchId, Cancel);
        (await desk.Db.ReadAsync(d => d.BatchFindings.AnyAsync(f => f.Path == "late.tif", Cancel)))
            .Should()
            .BeTrue();
    }

    [Fact]
    public async Task A_node_that_did_not_hear_of_it_saves_nothing_of_the_old_delivery()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await HandInAsync(desk);
        var store = new WatchedStore(desk.Store)
        {
            AtFourth = async () =>
            {
                await desk.TakeBack(desk.Archivist).RunAsync(desk.D1, Cancel);
                await desk.Remove(desk.Archivist)
                    .RunAsync(batchId, await FileAsync(desk, "b.tif"), Cancel);
                await desk.Submit(desk.Archivist).RunAsync(batchId, Cancel);
            },
        };
        await desk.Check(store, new RunningChecks()).RunAsync(batchId, Cancel);

        store.Objects.Should().HaveCount(Objects.Count);
        (await desk.Db.ReadAsync(d => d.PreservationEvents.CountAsync(Cancel))).Should().Be(0);
        (await desk.StoredAsync()).Status.Should().Be(DeliverableStatus.Submitted);
        await desk.Check().RunAsync(batchId, Cancel);
        (await desk.StoredAsync()).Status.Should().Be(DeliverableStatus.ValidationFailed);
        (
            await desk.Db.ReadAsync(d =>
                d.BatchFindings.AnyAsync(f => f.Code == FindingCodes.FileBroken, Cancel)
            )
        )
            .Should()
            .BeFalse("the broken file was taken out");
    }

    [Fact]
    public async Task Of_the_end_of_a_check_and_taking_back_at_once_one_holds_whole()
    {
        for (var i = 0; i < 4; i++)
        {
            await using var desk = await DeliveryDesk.NewAsync();
            var batchId = await HandInAsync(desk);
            var outcomes = await Task.WhenAll(
                OutcomeAsync(() => desk.Check(null, new RunningChecks()).RunAsync(batchId, Cancel)),
                OutcomeAsync(async () =>
                {
                    while ((await desk.StoredAsync()).Status == DeliverableStatus.Submitted)
                        await Task.Yield();
                    await desk.TakeBack(desk.Archivist).RunAsync(desk.D1, Cancel);
                })
            );
            var deliverable = await desk.StoredAsync();
            var batch = await desk.Db.ReadAsync(d => d.Batches.SingleAsync(Cancel));
            var events = await desk.Db.ReadAsync(d => d.PreservationEvents.CountAsync(Cancel));
            if (outcomes[1] is null)
                (deliverable.Status, batch.Status, events)
                    .Should()
                    .Be((DeliverableStatus.InProgress, BatchStatus.Open, 0));
            else
            {
                (deliverable.Status, batch.Status)
                    .Should()
                    .Be((DeliverableStatus.ValidationFailed, BatchStatus.Checked));
                events.Should().BePositive();
            }
        }
    }

    [Fact]
    public async Task Staff_stop_the_checks_with_a_reason_that_the_grantee_gets_by_mail()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await HandInAsync(desk);
        (
            await DeliveryDesk.RefusalAsync(() =>
                desk.Stop(desk.Officer).RunAsync(desk.D1, " ", Cancel)
            )
        )
            .Should()
            .Be("Say why the checks are stopped.");
        foreach (
            var other in (Account[])[desk.Archivist, await desk.Story.StaffAsync(Role.Auditor)]
        )
            await DeliveryDesk.RefusalAsync(() =>
                desk.Stop(other).RunAsync(desk.D1, "Why not", Cancel)
            );

        await desk.Stop(desk.Officer).RunAsync(desk.D1, "These are the drafts", Cancel);

        (await desk.StoredAsync()).Status.Should().Be(DeliverableStatus.InProgress);
        var mail = await desk.Db.ReadAsync(d =>
            d.Mail.SingleAsync(
                m => m.ToAddress == desk.Archivist.Email && m.Subject.Contains("were stopped"),
                Cancel
            )
        );
        mail.Body.Should().Contain("These are the drafts");
        await desk.Check().RunAsync(batchId, Cancel);
        (await desk.StoredAsync()).Status.Should().Be(DeliverableStatus.InProgress);
    }

    [Fact]
    public async Task Only_the_grantee_takes_a_batch_back_and_only_until_it_is_checked()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await HandInAsync(desk);
        var foreign = () => desk.TakeBack(desk.Officer).RunAsync(desk.D1, Cancel);
        await foreign.Should().ThrowAsync<NotFoundException>();
        await desk.Check().RunAsync(batchId, Cancel);
        (
            await DeliveryDesk.RefusalAsync(() =>
                desk.TakeBack(desk.Archivist).RunAsync(desk.D1, Cancel)
            )
        )
            .Should()
            .Contain("Validation failed");
    }

    [Fact]
    public async Task What_was_found_of_a_batch_that_nobody_checks_any_more_is_forgotten()
    {
        await using var app = await TestApp.StartAsync();
        var delivery = await app.Story().DeliveryAsync(DeliverableStatus.InProgress);
        var journals = app.Services.GetRequiredService<CheckJournals>();
        foreach (var batchId in (Guid[])[delivery.Batch.Id, Guid.CreateVersion7()])
            journals.Open(batchId, "Grants").Dispose();
        await app.Services.GetRequiredService<CheckBatchesJob>().RunRoundAsync(Cancel);
        journals.Kept().Should().Equal(delivery.Batch.Id);
    }

    [Fact]
    public async Task Both_sides_stop_a_check_on_their_page()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await TestBrowser.StartAsync();
        var story = app.Story();
        var delivery = await story.DeliveryAsync(DeliverableStatus.Validating);
        var archivist = await browser.SignInAsync(app, await story.ArchivistAsync(), 360);
        var officer = await browser.SignInAsync(app, await story.StaffAsync(Role.GrantsOfficer));
        await archivist.OpenAsync(DeliverablesRoutes.My(delivery.Deliverable.Id));
        await archivist.IsAccessibleAsync();
        await archivist.FitsAsync();
        await archivist.ShowAsync("check-running-360");
        await officer.OpenAsync(DeliverablesRoutes.One(delivery.Deliverable.Id));
        await officer.IsAccessibleAsync();
        await officer.ShowAsync("check-running");

        await officer.GetByRole(AriaRole.Button, new() { Name = "Stop the checks" }).ClickAsync();
        await officer.GetByLabel("Reason").FillAsync("These are the drafts");
        await officer
            .GetByRole(AriaRole.Dialog)
            .GetByRole(AriaRole.Button, new() { Name = "Stop the checks" })
            .ClickAsync();
        await Assertions
            .Expect(officer.GetByText("Stopped. The grantee is told."))
            .ToBeVisibleAsync();
        await Assertions.Expect(officer.GetByText("These are the drafts")).ToBeVisibleAsync();
        // The page that waits notices by itself.
        await Assertions
            .Expect(archivist.GetByRole(AriaRole.Button, new() { Name = "Hand the batch in" }))
            .ToBeVisibleAsync();

        await app.ReadAsync(d =>
            d.Batches.ExecuteUpdateAsync(
                u => u.SetProperty(b => b.Status, BatchStatus.Submitted),
                Cancel
            )
        );
        await app.ReadAsync(d =>
            d.Deliverables.Where(x => x.Id == delivery.Deliverable.Id)
                .ExecuteUpdateAsync(
                    u => u.SetProperty(x => x.Status, DeliverableStatus.Submitted),
                    Cancel
                )
        );
        await archivist.OpenAsync(DeliverablesRoutes.My(delivery.Deliverable.Id));
        await archivist.GetByRole(AriaRole.Button, new() { Name = "Take back" }).ClickAsync();
        await Assertions.Expect(archivist.GetByText("The batch is open again.")).ToBeVisibleAsync();
        await Assertions
            .Expect(archivist.GetByRole(AriaRole.Button, new() { Name = "Hand the batch in" }))
            .ToBeVisibleAsync();
    }

    private static async Task<Guid> HandInAsync(DeliveryDesk desk, bool check = false)
    {
        var batchId = await desk.Start(desk.Archivist).RunAsync(desk.D1, Cancel);
        await desk.SendAsync(
            batchId,
            "sheet.csv",
            SampleFiles.Sheet([.. Delivery.Select(f => f.Name)])
        );
        foreach (var (name, content) in Delivery)
            await desk.SendAsync(batchId, name, content);
        await desk.Submit(desk.Archivist).RunAsync(batchId, Cancel);
        if (check)
            await desk.Check().RunAsync(batchId, Cancel);
        return batchId;
    }

    private static Task<Guid> FileAsync(DeliveryDesk desk, string name) =>
        desk.Db.ReadAsync(d =>
            d.BatchFiles.Where(f => f.Name == name).Select(f => f.Id).SingleAsync(Cancel)
        );

    /// <summary>All that the checks wrote down.</summary>
    private static Task<string> ReportAsync(DeliveryDesk desk, Guid batchId) =>
        desk.Db.ReadAsync(async d =>
        {
            var findings = await d
                .BatchFindings.Where(f => f.BatchId == batchId)
                .Select(f =>
                    $"{f.Severity} {f.Code} {f.Path} {f.Message} {f.Expected} {f.Found} {f.Rule}"
                )
                .ToListAsync(Cancel);
            var events = await d
                .PreservationEvents.Where(e => e.BatchId == batchId)
                .Select(e => $"{e.Type} {e.Agent} {e.Outcome} {e.Detail} {e.Subject}")
                .ToListAsync(Cancel);
            var files = await d
                .BatchFiles.Where(f => f.BatchId == batchId)
                .Select(f => $"{f.Name} {f.Format} {f.Width} {f.Height}")
                .ToListAsync(Cancel);
            findings.Count.Should().BeGreaterThan(4);
            events.Count.Should().BeGreaterThan(4 * Delivery.Length);
            return string.Join(
                '\n',
                findings.Concat(events).Concat(files).Order(StringComparer.Ordinal)
            );
        });

    private static async Task HalfALineAsync(DeliveryDesk desk, Guid batchId) =>
        await File.AppendAllTextAsync(
            Path.Combine(desk.Folder, "checks", $"{batchId}.jsonl"),
            "{\"key\":\"half a li",
            Cancel
        );

    private static async Task<Exception?> OutcomeAsync(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (Exception refused) when (refused is RefusedException or DbUpdateConcurrencyException)
        {
            return refused;
        }
    }

    /// <summary>Says which of the delivery's files were opened, and does something at one of them.</summary>
    private sealed class WatchedStore(IFileStore store) : DelegatingFileStore(store)
    {
        private readonly List<string> _opened = [];

        public IReadOnlyList<string> Objects => _opened;

        /// <summary>The node ends at the file of this number; from 1.</summary>
        public int? BreaksAt { get; init; }

        public CancellationTokenSource? Node { get; init; }

        public Func<Task>? AtFourth { get; init; }

        public override async Task<Stream> OpenAsync(string sha256, CancellationToken cancel)
        {
            if (StoppingTests.Objects.Contains(sha256) && !_opened.Contains(sha256))
            {
                _opened.Add(sha256);
                if (_opened.Count == BreaksAt)
                {
                    await Node!.CancelAsync();
                    throw new OperationCanceledException(Node.Token);
                }
                if (_opened.Count == 4 && AtFourth is not null)
                    await AtFourth();
            }
            return await base.OpenAsync(sha256, cancel);
        }
    }
}
