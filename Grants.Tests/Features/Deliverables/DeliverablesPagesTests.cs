using System.Net;
using Grants.Domain.Accounts;
using Grants.Domain.Deliverables;
using Grants.Domain.Files;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Sheets;
using Grants.Tests.Domain.Inspection;
using Grants.Tests.Support;
using Grants.Web.Features.Deliverables;
using Grants.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Grants.Tests.Features.Deliverables;

public sealed class DeliverablesPagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Foreign_identifiers_are_not_found_with_one_body()
    {
        await using var app = await TestApp.StartAsync();
        var delivery = await app.Story().DeliveryAsync(DeliverableStatus.Validated);
        await FillAsync(app, delivery.Batch, 1);
        var stranger = Given.Account();
        await app.AddAsync(stranger);
        var browser = await app.SignInAsAsync(stranger);
        var nowhere = await (await browser.GetAsync("/nowhere", Cancel)).Content.ReadAsStringAsync(
            Cancel
        );
        var (deliverable, batch) = (delivery.Deliverable.Id, delivery.Batch.Id);
        var file = await app.ReadAsync(d => Task.FromResult(d.BatchFiles.Single().StoredFileId));

        foreach (
            var address in (string[])
                [
                    DeliverablesRoutes.My(deliverable),
                    DeliverablesRoutes.AnnotatedSheet(batch),
                    DeliverablesRoutes.AnnotatedWorkbook(batch),
                    DeliverablesRoutes.Sheet(batch),
                    DeliverablesRoutes.Columns(batch),
                    DeliverablesRoutes.Findings(batch),
                    DeliverablesRoutes.Files(batch),
                    DeliverablesRoutes.Events(batch),
                    DeliverablesRoutes.Thumbnail(batch, file),
                    DeliverablesRoutes.Picture(batch, file),
                    DeliverablesRoutes.Recording(batch, file),
                    DeliverablesRoutes.Report(batch),
                    DeliverablesRoutes.ReturnedSheet(batch),
                    FileDownloads.Address(file),
                ]
        )
        {
            var answer = await browser.GetAsync(address, Cancel);
            answer.StatusCode.Should().Be(HttpStatusCode.NotFound, address);
            (await answer.Content.ReadAsStringAsync(Cancel))
                .Length.Should()
                .BeCloseTo(nowhere.Length, 200, address);
        }
    }

    [Fact]
    public async Task Rights_of_a_material_are_named_and_lead_to_their_statement()
    {
        const string statement = "http://rightsstatements.org/vocab/NKC/1.0/";
        await using var app = await TestApp.StartAsync();
        var delivery = await app.Story().DeliveryAsync(DeliverableStatus.Validated);
        (
            await app.ReadAsync(d =>
                d.MaterialLines.ExecuteUpdateAsync(
                    set => set.SetProperty(l => l.RightsUri, statement),
                    Cancel
                )
            )
        )
            .Should()
            .BePositive();
        var staff = await app.SignInAsAsync(Role.GrantsOfficer);

        (await staff.GetStringAsync(DeliverablesRoutes.One(delivery.Deliverable.Id), Cancel))
            .Should()
            .Contain($"<a href=\"{statement}\">No Known Copyright</a>");
    }

    [Fact]
    public async Task Exports_hold_what_the_pages_show()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var delivery = await story.DeliveryAsync(DeliverableStatus.Validated);
        await FillAsync(app, delivery.Batch, 3);
        var staff = await app.SignInAsAsync(Role.GrantsOfficer);
        var archivist = await app.SignInAsAsync(await story.ArchivistAsync());

        var queue = await staff.GetStringAsync(
            DeliverablesRoutes.QueueExport + "?status=Validated",
            Cancel
        );
        queue.Should().Contain("D1").And.NotContain("D2");
        (await archivist.GetStringAsync(DeliverablesRoutes.MineExport, Cancel))
            .Should()
            .Contain("D1")
            .And.Contain("D4");
        (await archivist.GetStringAsync(DeliverablesRoutes.Template, Cancel))
            .Should()
            .Contain("identifier,title,type,rights");
        (await staff.GetStringAsync(DeliverablesRoutes.Files(delivery.Batch.Id), Cancel))
            .Should()
            .Contain("file_0003.tif");
        (await archivist.GetStringAsync(DeliverablesRoutes.Findings(delivery.Batch.Id), Cancel))
            .Should()
            .Contain("A finding");
        (
            await archivist.GetStringAsync(
                DeliverablesRoutes.AnnotatedSheet(delivery.Batch.Id),
                Cancel
            )
        )
            .Should()
            .Contain("A finding", "there is no sheet to annotate");
        (await staff.GetStringAsync(DeliverablesRoutes.Events(delivery.Batch.Id), Cancel))
            .Should()
            .Contain("validation");
    }

    [Fact]
    public async Task The_annotated_sheet_has_every_row_with_its_errors_and_can_be_delivered_as_it_is()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var delivery = await story.DeliveryAsync(DeliverableStatus.Validated);
        var content = SampleFiles.Text(
            $"{SampleFiles.Heading}\r\nta_1,\"=Poster, a\",StillImage,http://rightsstatements.org/vocab/InC/1.0/,Papers,a.tif\r\nta_2,Two,StillImage,free,Papers,b.tif\r\n"
        );
        var store = app.Services.GetRequiredService<IFileStore>();
        var bytes = await store.StoreAsync(new MemoryStream(content), 10_000, Cancel);
        var stored = new StoredFile(
            FileOwner.Batch,
            delivery.Batch.Id,
            "sheet.csv",
            "text/plain",
            bytes.Size,
            bytes.Sha256,
            Given.Stamp(Actor.System)
        );
        await app.AddAsync(
            stored,
            new BatchFile(delivery.Batch.Id, stored.Id, "sheet.csv", bytes.Size, bytes.Sha256),
            new BatchFinding(
                delivery.Batch.Id,
                new Finding(
                    "field-invalid",
                    FindingSeverity.Error,
                    "sheet.csv, row 3",
                    "rights: not an address"
                )
            ),
            new BatchFinding(
                delivery.Batch.Id,
                new Finding("file-broken", FindingSeverity.Error, "a.tif", "The file is truncated.")
            )
        );
        var archivist = await app.SignInAsAsync(await story.ArchivistAsync());

        var sheet = await archivist.GetByteArrayAsync(
            DeliverablesRoutes.AnnotatedSheet(delivery.Batch.Id),
            Cancel
        );

        var lines = System.Text.Encoding.UTF8.GetString(sheet).TrimStart('\uFEFF').Split("\r\n");
        lines[0].Should().Be($"{SampleFiles.Heading},errors,warnings");
        lines[1].Should().Contain("'=Poster, a").And.EndWith(",a.tif: The file is truncated.,");
        lines[2].Should().EndWith(",rights: not an address,");
        var again = MetadataSheet.Read(new MemoryStream(sheet), "sheet.csv", MetadataProfile.Core);
        again.Findings.Should().NotContain(f => f.Severity == FindingSeverity.Error);
        again.Rows[0].Fields["title"].Should().Be("=Poster, a");
    }

    [Fact]
    public async Task Pages_ask_the_database_as_often_for_1000_rows_as_for_10()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var delivery = await story.DeliveryAsync(DeliverableStatus.Validated);
        await FillAsync(app, delivery.Batch, 10);
        var staff = await app.SignInAsAsync(Role.GrantsOfficer);
        var archivist = await app.SignInAsAsync(await story.ArchivistAsync());
        var one = DeliverablesRoutes.One(delivery.Deliverable.Id);
        (HttpClient Who, string Address)[] pages =
        [
            (staff, DeliverablesRoutes.Queue),
            (staff, one),
            (staff, one + "?show=items"),
            (staff, one + "?show=files"),
            (staff, one + "?show=events"),
            (archivist, DeliverablesRoutes.Mine),
            (archivist, DeliverablesRoutes.My(delivery.Deliverable.Id)),
        ];
        var few = await CountAsync(app, pages);

        await FillAsync(app, delivery.Batch, 990, from: 10);
        for (var i = 0; i < 12; i++)
            await story.AwardAsync(amount: 100);

        (await CountAsync(app, pages)).Should().Equal(few);
    }

    private static async Task<List<int>> CountAsync(
        TestApp app,
        (HttpClient Who, string Address)[] pages
    )
    {
        List<int> counts = [];
        foreach (var (who, address) in pages)
        {
            await who.GetStringAsync(address, Cancel);
            var before = app.SqlCommands;
            await who.GetStringAsync(address, Cancel);
            counts.Add(app.SqlCommands - before);
        }
        return counts;
    }

    private static Task FillAsync(TestApp app, Batch batch, int count, int from = 0)
    {
        List<object> rows = [];
        var stamp = Given.Stamp(Actor.System);
        for (var i = from + 1; i <= from + count; i++)
        {
            var name = $"file_{i:0000}.tif";
            var file = new StoredFile(
                FileOwner.Batch,
                batch.Id,
                name,
                "image/tiff",
                1,
                new string('a', 64),
                stamp
            );
            rows.Add(file);
            rows.Add(new BatchFile(batch.Id, file.Id, name, 1, new string('a', 64)));
            rows.Add(new BatchItem(batch.Id, i + 1, $"ta_{i:0000}", $"Title {i}", "{}"));
            rows.Add(
                new BatchFinding(
                    batch.Id,
                    new Finding("file-name", FindingSeverity.Warning, name, "A finding")
                )
            );
            rows.Add(
                new PreservationEvent(
                    batch.Id,
                    "validation",
                    AgentKind.Software,
                    "Grants",
                    "success",
                    "Whole",
                    name,
                    stamp.At
                )
            );
        }
        return app.AddAsync([.. rows]);
    }
}
