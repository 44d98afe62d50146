using System.Xml.Linq;
using Grants.Domain.Accounts;
using Grants.Domain.Deliverables;
using Grants.Domain.Kernel;
using Grants.Tests.Domain.Inspection;
using Grants.Tests.Support;
using Grants.Web.Features.Deliverables.Preservation;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Deliverables;

/// <summary>Kept files are read again, what changed is told, and an award's report says how its files are.</summary>
public sealed class PreservationTests
{
    private static readonly XNamespace P = "http://www.loc.gov/premis/v3";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_are_read_again_when_they_are_due_and_not_before()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        await desk.DeliverGoodAsync();
        (await desk.Recheck().RunPartAsync(Cancel)).Should().Be(0);

        desk.Db.Clock.Advance(TimeSpan.FromDays(91));
        (await desk.Recheck().RunPartAsync(Cancel)).Should().Be(3);
        (await desk.Recheck().RunPartAsync(Cancel)).Should().Be(0);

        var files = await desk.Db.ReadAsync(d => d.BatchFiles.ToListAsync(Cancel));
        files.Should().OnlyContain(f => f.FixityAt == desk.Db.Now && f.FixityProblem == null);
        var entry = await desk.Db.ReadAsync(d =>
            d.PreservationEvents.SingleAsync(e => e.Detail.StartsWith("3 files read again"), Cancel)
        );
        (entry.Type, entry.Outcome, entry.Subject)
            .Should()
            .Be(("fixity check", "success", PreservationEvent.WholeBatch));
        (
            await desk.Db.ReadAsync(d =>
                d.Mail.CountAsync(m => m.Subject.Contains("kept file"), Cancel)
            )
        )
            .Should()
            .Be(0);
    }

    [Fact]
    public async Task What_isn_t_kept_here_doesn_t_hold_up_when_all_was_read()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        await desk.DeliverGoodAsync();
        await desk.Db.ReadAsync(d =>
            d.BatchFiles.Where(f => f.Name == "a.tif")
                .ExecuteUpdateAsync(
                    s => s.SetProperty(f => f.KeptAt, BatchFile.HoldingInstitution),
                    Cancel
                )
        );
        desk.Db.Clock.Advance(TimeSpan.FromDays(91));
        await desk.Recheck().RunPartAsync(Cancel);

        var list = new ListPreservation(desk.Db, desk.Db.As(desk.Officer));
        var row = (await list.RunAsync(false, 1, Cancel)).Rows.Should().ContainSingle().Subject;
        row.Oldest.Should().Be(desk.Db.Now);
    }

    [Fact]
    public async Task What_changed_or_is_gone_is_told_by_mail_once_and_ends_when_it_is_back()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        await desk.DeliverGoodAsync();
        var a = desk.PlaceOf(SampleFiles.Tiff(shade: 1));
        var b = desk.PlaceOf(SampleFiles.Tiff(shade: 2));
        var good = await File.ReadAllBytesAsync(a, Cancel);
        await File.WriteAllBytesAsync(a, [.. good[..^1], (byte)(good[^1] ^ 1)], Cancel);
        File.Delete(b);

        desk.Db.Clock.Advance(TimeSpan.FromDays(91));
        await desk.Recheck().RunPartAsync(Cancel);
        desk.Db.Clock.Advance(TimeSpan.FromMinutes(1));
        await desk.Ask(desk.Officer).RunAsync(desk.Award.Award.Id, Cancel);
        await desk.Recheck().RunPartAsync(Cancel);

        var mail = await desk.Db.ReadAsync(d =>
            d.Mail.SingleAsync(
                m =>
                    m.Subject.Contains("2 kept files changed") && m.ToAddress == desk.Officer.Email,
                Cancel
            )
        );
        mail.ToAddress.Should().Be(desk.Officer.Email);
        mail.Body.Should().Contain("- a.tif changed").And.Contain("- b.tif is gone");
        var report = await desk.Preservation(desk.Officer).RunAsync(desk.Award.Award.Id, Cancel);
        report
            .Problems.Select(p => (p.Name, p.Deliverable, p.Problem))
            .Should()
            .Equal(
                ("a.tif", "D1, batch 1", BatchFile.Changed),
                ("b.tif", "D1, batch 1", BatchFile.Gone)
            );
        report
            .Events.Should()
            .Contain(e => e.Type == "fixity check" && e.Outcome == "fail" && e.Count == 4);

        await File.WriteAllBytesAsync(a, good, Cancel);
        await File.WriteAllBytesAsync(b, SampleFiles.Tiff(shade: 2), Cancel);
        desk.Db.Clock.Advance(TimeSpan.FromMinutes(1));
        await desk.Ask(desk.Officer).RunAsync(desk.Award.Award.Id, Cancel);
        await desk.Recheck().RunPartAsync(Cancel);
        (await desk.Preservation(desk.Officer).RunAsync(desk.Award.Award.Id, Cancel))
            .Problems.Should()
            .BeEmpty();
    }

    [Fact]
    public async Task The_report_counts_what_is_kept_and_the_room_that_it_takes()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        await desk.DeliverGoodAsync();
        await new Web.Features.Deliverables.Delivering.AllowSpace(
            desk.Db,
            desk.Db.As(desk.Officer)
        ).RunAsync(desk.Award.Award.Id, 20, Cancel);

        var report = await desk.Preservation(desk.Archivist).RunAsync(desk.Award.Award.Id, Cancel);

        (report.Files, report.Batches, report.OwnQuota).Should().Be((3, 1, 20L << 30));
        report.Space.Quota.Should().Be(20L << 30);
        report.Bytes.Should().Be(report.Space.Used);
        report.Formats.Should().Contain(f => f.Format == "image/tiff" && f.Files == 2);
        report.CannotManage.Should().NotBeNull("an archivist reads it and changes nothing");
        (
            await DeliveryDesk.RefusalAsync(() =>
                desk.Ask(desk.Archivist).RunAsync(desk.Award.Award.Id, Cancel)
            )
        )
            .Should()
            .NotBeEmpty();
        var stranger = await desk.Story.StaffAsync(Role.Reviewer);
        await Asking(() => desk.Preservation(stranger).RunAsync(desk.Award.Award.Id, Cancel))
            .Should()
            .ThrowAsync<NotFoundException>();
    }

    /// <summary>The order of elements is that of premis-v3-0.xsd.</summary>
    [Fact]
    public async Task The_premis_export_names_every_file_event_and_agent_and_leads_nowhere_else()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var batchId = await desk.DeliverGoodAsync();

        var premis = await desk.PremisAsync(desk.Award.Award.Id);

        premis.Root!.Name.Should().Be(P + "premis");
        premis.Root.Attribute("version")!.Value.Should().Be("3.0");
        premis
            .Root.Elements()
            .Select(e => e.Name.LocalName)
            .Distinct()
            .Should()
            .Equal("object", "event", "agent");
        var objects = premis.Root.Elements(P + "object").ToList();
        objects.Should().HaveCount(4, "a batch and its three files");
        objects[0]
            .Element(P + "objectIdentifier")!
            .Element(P + "objectIdentifierValue")!
            .Value.Should()
            .Be(batchId.ToString());
        var file = objects.Single(o => o.Element(P + "originalName")!.Value == "a.tif");
        file.Elements()
            .Select(e => e.Name.LocalName)
            .Should()
            .Equal(
                "objectIdentifier",
                "objectCharacteristics",
                "originalName",
                "storage",
                "relationship"
            );
        file.Descendants(P + "messageDigest")
            .Single()
            .Value.Should()
            .Be(SampleFiles.Digest(SampleFiles.Tiff(shade: 1)));
        file.Descendants(P + "formatName").Single().Value.Should().Be("image/tiff");
        var known = objects
            .Select(o => o.Descendants(P + "objectIdentifierValue").First().Value)
            .Concat(
                premis
                    .Root.Elements(P + "agent")
                    .Select(a => a.Descendants(P + "agentIdentifierValue").First().Value)
            )
            .ToHashSet();
        var events = premis.Root.Elements(P + "event").ToList();
        events
            .Should()
            .HaveCount(await desk.Db.ReadAsync(d => d.PreservationEvents.CountAsync(Cancel)));
        foreach (var entry in events)
        {
            entry
                .Elements()
                .Select(e => e.Name.LocalName)
                .Should()
                .Equal(
                    "eventIdentifier",
                    "eventType",
                    "eventDateTime",
                    "eventDetailInformation",
                    "eventOutcomeInformation",
                    "linkingAgentIdentifier",
                    "linkingObjectIdentifier"
                );
            known
                .Should()
                .Contain(entry.Descendants(P + "linkingAgentIdentifierValue").Single().Value);
            known
                .Should()
                .Contain(entry.Descendants(P + "linkingObjectIdentifierValue").Single().Value);
        }
        premis
            .Root.Elements(P + "agent")
            .Select(a => a.Element(P + "agentType")!.Value)
            .Should()
            .AllBe("software");
    }

    [Fact]
    public async Task The_premis_export_of_an_award_has_the_structure_of_the_dictionary_and_says_who_is_a_person()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        await desk.Db.ReadAsync(d =>
            d.Users.Where(u => u.Id == desk.Officer.Id)
                .ExecuteUpdateAsync(u => u.SetProperty(x => x.Name, "Officer 2.0"), Cancel)
        );
        await desk.UnderControlAsync();
        File.Delete(desk.PlaceOf(SampleFiles.Tiff(shade: 2)));
        desk.Db.Clock.Advance(TimeSpan.FromDays(91));
        await desk.Recheck().RunPartAsync(Cancel);

        var premis = (await desk.PremisAsync(desk.Award.Award.Id)).Root!;

        PremisStructure.Problems(premis).Should().BeEmpty();
        premis
            .Elements(P + "agent")
            .Where(a => a.Element(P + "agentType")!.Value == "person")
            .Select(a => a.Element(P + "agentName")!.Value)
            .Should()
            .Equal("Officer 2.0");
        premis
            .Elements(P + "agent")
            .Select(a => a.Element(P + "agentType")!.Value)
            .Distinct()
            .Should()
            .BeEquivalentTo("software", "person");
    }

    [Theory]
    [InlineData("eventDateTime", "eventDateTime where it belongs")]
    [InlineData("agentIdentifier", "agentIdentifier where it belongs")]
    [InlineData("format", "format where it belongs")]
    [InlineData("relationshipSubType", "relationshipSubType where it belongs")]
    public async Task The_structure_is_wrong_when_a_unit_is_missing_or_in_another_place(
        string unit,
        string problem
    )
    {
        await using var desk = await DeliveryDesk.NewAsync();
        await desk.DeliverGoodAsync();
        var premis = (await desk.PremisAsync(desk.Award.Award.Id)).Root!;
        var moved = premis.Descendants(P + unit).First();
        var parent = moved.Parent!;

        moved.Remove();
        PremisStructure.Problems(premis).Should().ContainSingle(p => p.EndsWith(problem));
        parent.Add(moved);
        parent.Add(new XElement(P + "unheard", "of"));
        PremisStructure.Problems(premis).Should().Contain(p => p.Contains("doesn't belong"));
    }

    private static Func<Task> Asking(Func<Task> work) => work;
}
