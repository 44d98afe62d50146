using Grants.Domain.Awards;
using Grants.Domain.Deliverables;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Sheets;
using Grants.Domain.Kernel;
using Grants.Tests.Domain.Inspection;
using Grants.Web.Platform.Uploads;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Deliverables;

public sealed class DeliveringTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_begins_only_when_the_agreement_is_in_force()
    {
        await using var desk = await DeliveryDesk.NewAsync(AwardStatus.Signed);
        (
            await DeliveryDesk.RefusalAsync(() =>
                desk.Start(desk.Archivist).RunAsync(desk.D1, Cancel)
            )
        )
            .Should()
            .Be("The agreement isn't in force yet: it needs both signatures.");
    }

    [Fact]
    public async Task Of_two_colleagues_who_begin_at_once_one_is_told()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var both = await Task.WhenAll(
            OutcomeAsync(() => desk.Start(desk.Archivist).RunAsync(desk.D1, Cancel)),
            OutcomeAsync(async () =>
                await desk.Start(await desk.Story.OfficialAsync()).RunAsync(desk.D1, Cancel)
            )
        );
        both.Count(o => o is null).Should().Be(1);
        (await desk.Db.ReadAsync(d => d.Batches.CountAsync(Cancel))).Should().Be(1);
    }

    [Fact]
    public async Task A_file_is_kept_under_its_name_with_size_and_hash()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await desk.Start(desk.Archivist).RunAsync(desk.D1, Cancel);
        var tiff = SampleFiles.Tiff();

        await desk.SendAsync(batchId, "a.tif", tiff);

        var file = await desk.Db.ReadAsync(d => d.BatchFiles.SingleAsync(Cancel));
        (file.Name, file.Size, file.Sha256)
            .Should()
            .Be(("a.tif", tiff.Length, SampleFiles.Digest(tiff)));
        var stored = await desk.Db.ReadAsync(d =>
            d.Files.SingleAsync(f => f.Id == file.StoredFileId, Cancel)
        );
        stored.ContentType.Should().Be("image/tiff");
    }

    [Theory]
    [InlineData("A.TIF")]
    [InlineData("a.tif")]
    public async Task The_same_name_again_takes_the_place_of_the_one_before(string again)
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await desk.Start(desk.Archivist).RunAsync(desk.D1, Cancel);
        await desk.SendAsync(batchId, "a.tif", SampleFiles.Tiff(shade: 1));
        await desk.SendAsync(batchId, again, SampleFiles.Tiff(shade: 2));
        (await desk.NamesAsync(batchId)).Should().Equal(again);
    }

    [Theory]
    [InlineData("../a.tif")]
    [InlineData("..")]
    [InlineData("folder\\a.tif")]
    [InlineData(" ")]
    public async Task A_name_that_is_a_path_is_refused(string name)
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await desk.Start(desk.Archivist).RunAsync(desk.D1, Cancel);
        await DeliveryDesk.RefusalAsync(() => desk.SendAsync(batchId, name, [1]));
        (await desk.NamesAsync(batchId)).Should().BeEmpty();
    }

    [Fact]
    public async Task An_empty_batch_is_not_handed_in()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await desk.Start(desk.Archivist).RunAsync(desk.D1, Cancel);
        (
            await DeliveryDesk.RefusalAsync(() =>
                desk.Submit(desk.Archivist).RunAsync(batchId, Cancel)
            )
        )
            .Should()
            .Be("There are no files in the batch yet.");
    }

    [Fact]
    public async Task A_batch_that_was_handed_in_takes_and_gives_no_files()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await desk.DeliverGoodAsync();
        var file = await desk.Db.ReadAsync(d => d.BatchFiles.FirstAsync(Cancel));
        await DeliveryDesk.RefusalAsync(() =>
            desk.SendAsync(batchId, "late.tif", SampleFiles.Tiff())
        );
        await DeliveryDesk.RefusalAsync(() =>
            desk.Remove(desk.Archivist).RunAsync(batchId, file.Id, Cancel)
        );
    }

    [Fact]
    public async Task A_file_of_another_batch_can_t_be_removed_through_this_one()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var first = await desk.DeliverAsync(("a.tif", SampleFiles.Tiff()));
        var file = await desk.Db.ReadAsync(d =>
            d.BatchFiles.SingleAsync(f => f.BatchId == first, Cancel)
        );
        var second = await desk.Start(desk.Archivist).RunAsync(desk.D1, Cancel);
        await desk.Remove(desk.Archivist)
            .Awaiting(r => r.RunAsync(second, file.Id, Cancel))
            .Should()
            .ThrowAsync<NotFoundException>();
    }

    [Fact]
    public async Task A_good_batch_passes_with_its_items_and_both_sides_are_told()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await desk.DeliverGoodAsync();

        (await desk.StoredAsync()).Status.Should().Be(DeliverableStatus.Validated);
        var items = await desk.Db.ReadAsync(d =>
            d.BatchItems.Where(i => i.BatchId == batchId).OrderBy(i => i.Row).ToListAsync(Cancel)
        );
        items.Select(i => (i.Row, i.Identifier)).Should().Equal((2, "ta_0001"), (3, "ta_0002"));
        var fields = System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>(
            items[0].FieldsJson
        )!;
        fields[MetadataProfile.Files].Should().Be("a.tif");
        fields[MetadataProfile.Rights].Should().Be("http://rightsstatements.org/vocab/InC/1.0/");
        var file = await desk.Db.ReadAsync(d =>
            d.BatchFiles.SingleAsync(f => f.Name == "a.tif", Cancel)
        );
        (file.Format, file.Width, file.Height).Should().Be(("image/tiff", 40, 30));
        var events = await desk.Db.ReadAsync(d =>
            d.PreservationEvents.Where(e => e.Subject == "a.tif").ToListAsync(Cancel)
        );
        events
            .Select(e => e.Type)
            .Should()
            .Contain(["message digest calculation", "format identification", "validation"]);
        events
            .Should()
            .OnlyContain(e => e.Agent.StartsWith("Grants ") || e.Agent.StartsWith("libvips "));
        var told = await desk.Db.ReadAsync(d =>
            d.Mail.Select(m => m.ToAddress).ToListAsync(Cancel)
        );
        told.Should().Contain([desk.Archivist.Email!, desk.Officer.Email!]);
    }

    [Fact]
    public async Task A_sheet_with_one_wrong_row_stores_nothing_and_shows_each_error()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var sheet = SampleFiles.Text(
            $"{SampleFiles.Heading},colour\nta_1,One,StillImage,http://rightsstatements.org/vocab/InC/1.0/,Papers,a.tif,red\nta_2,,Foto,free,Papers,b.tif,"
        );
        var batchId = await desk.DeliverAsync(
            ("sheet.csv", sheet),
            ("a.tif", SampleFiles.Tiff(shade: 1)),
            ("b.tif", SampleFiles.Tiff(shade: 2))
        );

        (await desk.StoredAsync()).Status.Should().Be(DeliverableStatus.ValidationFailed);
        (await desk.Db.ReadAsync(d => d.BatchItems.CountAsync(Cancel))).Should().Be(0);
        var findings = await desk.Contents(desk.Archivist).FindingsAsync(batchId, 1, Cancel);
        findings
            .Rows.Where(f => f.Severity == FindingSeverity.Error)
            .Select(f => (f.Path, f.Code))
            .Should()
            .BeEquivalentTo([
                ("sheet.csv", FindingCodes.ColumnUnknown),
                ("sheet.csv, row 3", FindingCodes.FieldMissing),
                ("sheet.csv, row 3", FindingCodes.FieldInvalid),
                ("sheet.csv, row 3", FindingCodes.FieldInvalid),
            ]);
    }

    [Fact]
    public async Task The_next_batch_keeps_what_was_good_and_names_what_was_refused()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var first = await desk.DeliverAsync(
            ("sheet.csv", SampleFiles.Sheet("a.tif", "b.tif", "c.tif")),
            ("a.tif", SampleFiles.Tiff(shade: 1)),
            ("b.tif", SampleFiles.Jpeg()),
            ("c.tif", [])
        );
        (await desk.Contents(desk.Archivist).RefusedAsync(first, Cancel))
            .Should()
            .Equal("b.tif", "c.tif");

        var second = await desk.Start(desk.Archivist).RunAsync(desk.D1, Cancel);

        (await desk.NamesAsync(second)).Should().Equal("a.tif", "sheet.csv");
        await desk.SendAsync(second, "b.tif", SampleFiles.Tiff(shade: 2));
        await desk.SendAsync(second, "c.tif", SampleFiles.Tiff(shade: 3));
        await desk.Submit(desk.Archivist).RunAsync(second, Cancel);
        await desk.Check().RunAsync(second, Cancel);
        (await desk.StoredAsync()).Status.Should().Be(DeliverableStatus.Validated);
    }

    [Fact]
    public async Task A_refused_sheet_is_carried_over_to_be_mended_unless_it_can_t_be_read()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        await desk.DeliverAsync(
            ("sheet.csv", SampleFiles.Text("identifier,title\nx,y")),
            ("a.tif", SampleFiles.Tiff())
        );
        var second = await desk.Start(desk.Archivist).RunAsync(desk.D1, Cancel);
        (await desk.NamesAsync(second)).Should().Equal("a.tif", "sheet.csv");
        await desk.SendAsync(second, "sheet.csv", SampleFiles.Text("identifier\n\"x"));
        await desk.Submit(desk.Archivist).RunAsync(second, Cancel);
        await desk.Check().RunAsync(second, Cancel);
        var third = await desk.Start(desk.Archivist).RunAsync(desk.D1, Cancel);
        (await desk.NamesAsync(third)).Should().Equal("a.tif");
    }

    [Fact]
    public async Task Checks_that_a_restart_broke_off_begin_again_and_count_once()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await desk.Start(desk.Archivist).RunAsync(desk.D1, Cancel);
        await desk.SendAsync(batchId, "sheet.csv", SampleFiles.Sheet("a.tif"));
        await desk.SendAsync(batchId, "a.tif", SampleFiles.Tiff());
        await desk.Submit(desk.Archivist).RunAsync(batchId, Cancel);
        await using (var db = desk.Db.CreateDbContext())
        {
            var deliverable = await db.Deliverables.SingleAsync(d => d.Id == desk.D1, Cancel);
            deliverable.BeginValidation(
                new Stamp(Grants.Domain.Accounts.Actor.System, desk.Db.Now)
            );
            await db.SaveChangesAsync(Cancel);
        }

        await desk.Check().RunAsync(batchId, Cancel);

        (await desk.StoredAsync()).Status.Should().Be(DeliverableStatus.Validated);
        (await desk.Db.ReadAsync(d => d.BatchItems.CountAsync(Cancel))).Should().Be(1);
    }

    [Fact]
    public async Task A_batch_isn_t_handed_in_over_files_that_are_still_coming()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await desk.Start(desk.Archivist).RunAsync(desk.D1, Cancel);
        await desk.SendAsync(batchId, "sheet.csv", SampleFiles.Sheet("a.tif"));
        desk.Uploads.Begin(new AnnouncedFile(batchId, "", "b.tif", 60, "1"));
        var submit = desk.Submit(desk.Archivist);

        (await DeliveryDesk.RefusalAsync(() => submit.RunAsync(batchId, Cancel)))
            .Should()
            .Contain("b.tif");
        desk.Uploads.UnderWay(batchId).Should().ContainSingle();

        (await submit.UnfinishedAsync(batchId, Cancel)).Should().Equal("b.tif");
        await submit.WithoutUnfinishedAsync(batchId, Cancel);
        desk.Uploads.UnderWay(batchId).Should().BeEmpty();
        (await desk.StoredAsync()).Status.Should().Be(DeliverableStatus.Submitted);
    }

    [Fact]
    public async Task Bytes_that_are_gone_from_the_disk_are_a_finding_and_not_a_failure()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await desk.Start(desk.Archivist).RunAsync(desk.D1, Cancel);
        await desk.SendAsync(batchId, "sheet.csv", SampleFiles.Sheet("a.tif"));
        await desk.SendAsync(batchId, "a.tif", SampleFiles.Tiff());
        await desk.Submit(desk.Archivist).RunAsync(batchId, Cancel);
        File.Delete(desk.PlaceOf(SampleFiles.Tiff()));

        await desk.Check().RunAsync(batchId, Cancel);

        var codes = await desk.Db.ReadAsync(d =>
            d.BatchFindings.Select(f => f.Code).ToListAsync(Cancel)
        );
        codes.Should().Contain(FindingCodes.FileUnreadable);
    }

    private static async Task<Exception?> OutcomeAsync(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (Exception refused) when (refused is RefusedException or DbUpdateException)
        {
            return refused;
        }
    }
}
