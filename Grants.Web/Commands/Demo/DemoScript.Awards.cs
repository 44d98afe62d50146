using System.Globalization;
using System.Text;
using Grants.Data.Queries;
using Grants.Domain.Deliverables;
using Grants.Web.Features.Awards.Agreement;
using Grants.Web.Features.Awards.Letter;
using Grants.Web.Features.Awards.Making;
using Grants.Web.Features.Catalog.Editing;
using Grants.Web.Features.Catalog.Intake;
using Grants.Web.Features.Deliverables.Checking;
using Grants.Web.Features.Deliverables.Control;
using Grants.Web.Features.Deliverables.Criteria;
using Grants.Web.Features.Deliverables.Delivering;
using Grants.Web.Features.Deliverables.Details;
using Grants.Web.Features.Disbursements.Export;
using Grants.Web.Features.Disbursements.Paying;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Commands.Demo;

internal sealed partial class DemoScript
{
    private Dictionary<int, Guid> _approved = [];

    /// <summary>Four awards of the first call: one far along, one being checked, one to sign, one whose letter waits.</summary>
    private async Task RunAwardsAsync(CancellationToken cancel)
    {
        stage.Clock.GoTo(-315);
        var first = await ActivateAsync(0, cancel);
        var second = await ActivateAsync(1, cancel);
        await PayAsync(first, 1, cancel);
        await PayAsync(second, 1, cancel);

        stage.Clock.GoTo(-250);
        var sample = await DeliverableAsync(first, "D1", cancel);
        await DeliverAsync(sample, DemoContent.Items, "lakeside", cancel);
        stage.Clock.GoTo(-240);
        await CheckAsync(sample, cancel);
        await LookThroughAsync(sample, DemoContent.Items.Count, cancel);
        await stage.AsAsync<AcceptDeliverable>(
            DemoPeople.Grants,
            accept => accept.RunAsync(sample, null, cancel),
            cancel
        );
        await stage.RunAsync<CatalogueBatch>(catalogue => catalogue.RunAsync(sample, cancel));
        stage.Clock.GoTo(-225);
        await PublishRecordsAsync(sample, cancel);
        await PayAsync(first, 2, cancel);

        stage.Clock.GoTo(-60);
        var next = await DeliverableAsync(first, "D2", cancel);
        var editor = DemoPeople.EditorOf(DemoContent.Archives[0]);
        var batch = await StartAsync(editor, next, cancel);
        await AddNamesAsync(cancel);
        await SendAsync(editor, batch, "metadata.csv", SheetToMend(), cancel);
        await HoldToAsync(
            await DeliverableAsync(first, "D3", cancel),
            ["fadgi-2023-documents", "fadgi-2023-photographs-3"],
            cancel
        );

        stage.Clock.GoTo(-30);
        await DeliverWrongAndAgainAsync(second, cancel);

        stage.Clock.GoTo(-12);
        var third = await MakeAsync(2, cancel);
        await IssueAsync(third, cancel);
        var fourth = await MakeAsync(3, cancel);
        await stage.AsAsync<DraftAwardLetter>(
            DemoPeople.Grants,
            draft => draft.RunAsync(fourth, cancel),
            cancel
        );
    }

    private async Task<Guid> MakeAsync(int number, CancellationToken cancel)
    {
        var starts = DateOnly.FromDateTime(stage.Clock.GetUtcNow().Date).AddDays(20);
        return await stage.AsAsync<MakeAward, Guid>(
            DemoPeople.Grants,
            make =>
                make.RunAsync(
                    _approved[number],
                    starts,
                    starts.AddMonths(15),
                    [Promise(Project(number))],
                    cancel
                ),
            cancel
        );
    }

    private static MaterialPromise Promise(DemoProject project) =>
        new(
            project.Collection,
            project.Material,
            Math.Min(project.Count, 400),
            project.Unit,
            "http://rightsstatements.org/vocab/InC/1.0/"
        );

    private async Task IssueAsync(Guid award, CancellationToken cancel)
    {
        await stage.AsAsync<DraftAwardLetter>(
            DemoPeople.Grants,
            draft => draft.RunAsync(award, cancel),
            cancel
        );
        var letter = await LetterAsync(award, cancel);
        await stage.AsAsync<ApproveAwardLetter>(
            DemoPeople.SecondGrants,
            approve => approve.RunAsync(award, letter, cancel),
            cancel
        );
        await stage.AsAsync<IssueAward>(
            DemoPeople.Grants,
            issue => issue.RunAsync(award, letter, cancel),
            cancel
        );
    }

    private Task<Guid> LetterAsync(Guid award, CancellationToken cancel) =>
        stage.ReadAsync(
            db =>
                db.Awards.Where(a => a.Id == award)
                    .SelectMany(a => a.Letters)
                    .OrderByDescending(l => l.Number)
                    .Select(l => l.Id)
                    .FirstAsync(cancel),
            cancel
        );

    private async Task<Guid> ActivateAsync(int number, CancellationToken cancel)
    {
        var award = await MakeAsync(number, cancel);
        await IssueAsync(award, cancel);
        var official = DemoPeople.OfficialOf(ArchiveOf(Project(number)));
        var letter = await LetterAsync(award, cancel);
        await stage.AsAsync<SignAward>(
            official,
            sign => sign.RunAsync(award, letter, official.Name, "Director", cancel),
            cancel
        );
        await stage.AsAsync<CountersignAward>(
            DemoPeople.Authority,
            countersign => countersign.RunAsync(award, cancel),
            cancel
        );
        return award;
    }

    private async Task PayAsync(Guid award, int number, CancellationToken cancel)
    {
        var tranche = await stage.ReadAsync(
            db =>
                db.Tranches.Where(t => t.AwardId == award && t.Number == number)
                    .Select(t => t.Id)
                    .FirstAsync(cancel),
            cancel
        );
        await stage.AsAsync<RequestPayment>(
            DemoPeople.Finance,
            request => request.RunAsync(tranche, cancel),
            cancel
        );
        if (number > 1)
            return; // waits for its approval
        await stage.AsAsync<ApprovePayment>(
            DemoPeople.Approver,
            approve => approve.RunAsync(tranche, cancel),
            cancel
        );
        await stage.AsAsync<ExportPayments, ExportResult>(
            DemoPeople.Finance,
            export => export.RunAsync([tranche], cancel),
            cancel
        );
        await stage.AsAsync<MarkPaymentPaid>(
            DemoPeople.Finance,
            paid =>
                paid.RunAsync(
                    tranche,
                    DateOnly.FromDateTime(stage.Clock.GetUtcNow().Date),
                    $"WIRE {tranche.ToString("n")[^6..].ToUpperInvariant()}",
                    cancel
                ),
            cancel
        );
    }

    /// <summary>The newest versions of these technical profiles: the first for the promised materials, the others for what else comes.</summary>
    private async Task HoldToAsync(Guid deliverable, string[] keys, CancellationToken cancel)
    {
        await using var db = await stage.Databases.CreateDbContextAsync(cancel);
        var version = await db
            .Deliverables.Where(d => d.Id == deliverable)
            .Select(d => d.Version)
            .SingleAsync(cancel);
        var profiles = await db.NewestProfiles()
            .Where(p => keys.Contains(p.Key))
            .ToDictionaryAsync(p => p.Key, p => p.Id, cancel);
        var materials = await db
            .MaterialLines.Where(l => l.DeliverableId == deliverable)
            .ToDictionaryAsync(l => l.Id, _ => profiles[keys[0]], cancel);
        await stage.AsAsync<ChooseProfiles>(
            DemoPeople.Grants,
            choose =>
                choose.RunAsync(
                    deliverable,
                    version,
                    [.. keys[1..].Select(k => profiles[k])],
                    materials,
                    cancel
                ),
            cancel
        );
    }

    private Task<Guid> DeliverableAsync(Guid award, string code, CancellationToken cancel) =>
        stage.ReadAsync(
            db =>
                db.Deliverables.Where(d => d.AwardId == award && d.Code == code)
                    .Select(d => d.Id)
                    .FirstAsync(cancel),
            cancel
        );

    private Task<Guid> StartAsync(DemoPerson editor, Guid deliverable, CancellationToken cancel) =>
        stage.AsAsync<StartBatch, Guid>(
            editor,
            start => start.RunAsync(deliverable, cancel),
            cancel
        );

    private async Task DeliverAsync(
        Guid deliverable,
        IReadOnlyList<DemoItem> items,
        string archive,
        CancellationToken cancel
    )
    {
        var editor = DemoPeople.EditorOf(DemoContent.Archives.Single(a => a.Key == archive));
        var batch = await StartAsync(editor, deliverable, cancel);
        foreach (var (i, item) in items.Index())
            await SendAsync(
                editor,
                batch,
                FileOf(archive, i),
                DemoPictures.Draw(item.Picture, i * 31 + archive.Length),
                cancel
            );
        await SendAsync(editor, batch, "metadata.csv", Sheet(items, archive, ""), cancel);
        await SubmitAsync(editor, batch, cancel);
    }

    private async Task SubmitAsync(DemoPerson editor, Guid batch, CancellationToken cancel)
    {
        await stage.AsAsync<SubmitBatch>(editor, submit => submit.RunAsync(batch, cancel), cancel);
        await stage.RunAsync<CheckBatch>(check => check.RunAsync(batch, cancel));
    }

    private Task SendAsync(
        DemoPerson editor,
        Guid batch,
        string name,
        byte[] content,
        CancellationToken cancel
    ) =>
        stage.AsAsync<ReceiveFile>(
            editor,
            receive => receive.RunAsync(batch, name, new MemoryStream(content), cancel),
            cancel
        );

    private Task CheckAsync(Guid deliverable, CancellationToken cancel) =>
        stage.AsAsync<BeginQualityControl>(
            DemoPeople.Grants,
            begin => begin.RunAsync(deliverable, cancel),
            cancel
        );

    /// <summary>A first batch whose sheet has a column of its own and a JPEG that is called a TIFF; then the mended one.</summary>
    private async Task DeliverWrongAndAgainAsync(Guid award, CancellationToken cancel)
    {
        var editor = DemoPeople.EditorOf(DemoContent.Archives[1]);
        var deliverable = await DeliverableAsync(award, "D1", cancel);
        IReadOnlyList<DemoItem> posters =
        [
            .. Enumerable
                .Range(1, 10)
                .Select(i =>
                    DemoContent.Items[0] with
                    {
                        Title = string.Create(
                            CultureInfo.InvariantCulture,
                            $"Placard no. {i} of the student march"
                        ),
                        Creator = "Students' committee",
                        Places = "New York",
                    }
                ),
        ];
        var batch = await StartAsync(editor, deliverable, cancel);
        foreach (var (i, item) in posters.Take(3).Index())
            await SendAsync(
                editor,
                batch,
                FileOf("hudson", i),
                DemoPictures.Draw(item.Picture, 200 + i),
                cancel
            );
        await SendAsync(
            editor,
            batch,
            FileOf("hudson", 3),
            [0xFF, 0xD8, 0xFF, 0xE0, 0, 16],
            cancel
        );
        await SendAsync(editor, batch, "metadata.csv", Sheet(posters, "hudson", ",shelf"), cancel);
        await SubmitAsync(editor, batch, cancel);

        stage.Clock.GoTo(-6);
        await DeliverAsync(deliverable, posters, "hudson", cancel);
        await CheckAsync(deliverable, cancel);
        var control = await LookThroughAsync(deliverable, 3, cancel);
        var seen = await stage.AsAsync<ShowSampledItem, SampledDetails>(
            DemoPeople.Grants,
            show => show.RunAsync(control, 4, cancel),
            cancel
        );
        await stage.AsAsync<JudgeItem>(
            DemoPeople.Grants,
            judge =>
                judge.FaultAsync(
                    control,
                    4,
                    DefectKind.Cropped,
                    seen.Files[0].Id,
                    Mark.On(0.02, 0.86, 0.5, 0.12),
                    "The last line of the placard is missing",
                    cancel
                ),
            cancel
        );
    }

    /// <summary>The first items of the sample are good.</summary>
    /// <returns>The batch's id.</returns>
    private async Task<Guid> LookThroughAsync(Guid deliverable, int items, CancellationToken cancel)
    {
        var batch = await stage.ReadAsync(
            db =>
                db.Batches.Where(b => b.DeliverableId == deliverable)
                    .OrderByDescending(b => b.Number)
                    .Select(b => b.Id)
                    .FirstAsync(cancel),
            cancel
        );
        for (var number = 1; number <= items; number++)
            await stage.AsAsync<JudgeItem>(
                DemoPeople.Grants,
                judge => judge.PassAsync(batch, number, cancel),
                cancel
            );
        return batch;
    }

    private static string FileOf(string archive, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{archive}_ms100_01_{number + 1:0000}.tif");

    private static byte[] Sheet(IReadOnlyList<DemoItem> items, string archive, string extraColumn)
    {
        var sheet = new StringBuilder(
            $"identifier,title,type,rights,collection,files,date,creator,description,subject,place,people,language,genre,extent,size{extraColumn}\r\n"
        );
        foreach (var (i, item) in items.Index())
        {
            string[] cells =
            [
                string.Create(CultureInfo.InvariantCulture, $"{archive}_{i + 1:0000}"),
                item.Title,
                item.Type,
                item.Rights,
                Project(archive == "hudson" ? 1 : 0).Collection,
                FileOf(archive, i),
                item.Date,
                item.Creator,
                item.Description,
                item.Subjects,
                item.Places,
                item.People,
                item.Languages,
                item.Genre,
                "1 item",
                "3 x 4 in",
            ];
            sheet.AppendJoin(
                ',',
                cells.Select(c => $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")
            );
            sheet.Append(extraColumn.Length > 0 ? ",box 4\r\n" : "\r\n");
        }
        return Encoding.UTF8.GetBytes(sheet.ToString());
    }

    /// <summary>All become public; one is withdrawn later, so that its tombstone can be seen.</summary>
    private async Task PublishRecordsAsync(Guid deliverable, CancellationToken cancel)
    {
        var records = await stage.ReadAsync(
            db =>
                db.CatalogRecords.Where(r => r.DeliverableId == deliverable)
                    .OrderBy(r => r.Identifier)
                    .Select(r => r.Id)
                    .ToListAsync(cancel),
            cancel
        );
        foreach (var record in records)
            await stage.AsAsync<PublishRecord>(
                DemoPeople.Catalog,
                publish => publish.RunAsync(record, cancel),
                cancel
            );
        stage.Clock.GoTo(-200);
        await stage.AsAsync<WithdrawRecord>(
            DemoPeople.Catalog,
            withdraw =>
                withdraw.RunAsync(
                    records[7],
                    "Withdrawn while we ask the people in the picture for their wishes.",
                    "A daughter wrote that her mother doesn't want to be shown.",
                    cancel
                ),
            cancel
        );
    }
}
