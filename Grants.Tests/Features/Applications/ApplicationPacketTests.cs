using System.Text.Json;
using Grants.Domain.Documents;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Tests.Support;
using Grants.Web.Features.Applications;
using Grants.Web.Features.Applications.Packet;
using UglyToad.PdfPig;

namespace Grants.Tests.Features.Applications;

public sealed class ApplicationPacketTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_question_is_in_it_and_the_budget_adds_up()
    {
        var form = DefaultForm.Make();
        var values = Story.Answers(form, "Letters", 10_000m).ToDictionary(a => a.Key, a => a.Value);

        var packet = ApplicationPacket.Make(Facts(), form, values);

        var said = JsonSerializer.Serialize(packet.Blocks.Cast<object>());
        said.Should()
            .ContainAll(
                new FormReading(form, values).All.Select(q =>
                    JsonSerializer.Serialize(q.Question.Label).Trim('"')
                )
            );
        var budget = packet.Blocks.OfType<Table>().SkipLast(1).Last();
        budget.Total.Should().Equal("Total", "", "", "", "10,000.00", "0.00", "0.00", "10,000.00");
        budget.Rows.Should().AllSatisfy(r => r.Should().HaveSameCount(budget.Columns));
    }

    [Fact]
    public void The_budget_is_summed_by_category_in_the_forms_order()
    {
        var form = DefaultForm.Make();
        var budget = form.For(QuestionPurpose.Budget)!;
        var categories = Budget.CategoriesOf(budget);
        var values = new Dictionary<string, string>
        {
            [budget.Key] = TableRows.Write([
                Line(categories[4], "100.10", "0", "5"),
                Line(categories[0], "200", "10", "0"),
                Line(categories[4], "0.20", "1", "0"),
            ]),
        };

        var sums = ApplicationPacket.Body(form, values).OfType<Table>().Last();

        sums.Caption.Should().Be("Budget by category");
        sums.Rows.Should().HaveCount(2);
        sums.Rows[0].Should().Equal(categories[0], "200.00", "10.00", "0.00", "210.00");
        sums.Rows[1].Should().Equal(categories[4], "100.30", "1.00", "5.00", "106.30");
        sums.Total.Should().Equal("Total", "300.30", "11.00", "5.00", "316.30");
    }

    [Fact]
    public async Task The_applicant_downloads_it_with_text_in_any_script()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var application = await story.ApplicationAsync(title: "Письма отказников 1975");
        using var archivist = await app.SignInAsAsync(await story.ArchivistAsync());

        var file = await archivist.GetByteArrayAsync(
            ApplicationsRoutes.Pdf(application.Id),
            Cancel
        );
        var again = await archivist.GetByteArrayAsync(
            ApplicationsRoutes.Pdf(application.Id),
            Cancel
        );

        using var pdf = PdfDocument.Open(file);
        var text = string.Join(
            ' ',
            pdf.GetPages().SelectMany(p => p.GetWords()).Select(w => w.Text)
        );
        text.Should()
            .Contain("Письма")
            .And.Contain(application.ReferenceNumber)
            .And.Contain("10,000.00");
        again.Should().Equal(file);
    }

    private static Dictionary<string, string> Line(
        string category,
        string requested,
        string cash,
        string inKind
    ) =>
        new()
        {
            ["category"] = category,
            ["item"] = "Work",
            ["quantity"] = "1",
            ["unitCost"] = (
                FormCheck.Number(requested)!.Value
                + FormCheck.Number(cash)!.Value
                + FormCheck.Number(inKind)!.Value
            ).ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["requested"] = requested,
            ["matchCash"] = cash,
            ["matchInKind"] = inKind,
        };

    private static PacketFacts Facts() =>
        new(
            "Letters",
            "SJMAP-2026-0001",
            "Test Archive",
            "Spring call",
            "America/New_York",
            new Money(10_000m, "USD"),
            TestDb.Start,
            "Ada Archivist",
            new string('a', 64)
        );
}
