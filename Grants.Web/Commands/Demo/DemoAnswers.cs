using System.Globalization;
using System.Text.Json;
using Grants.Domain.Forms;

namespace Grants.Web.Commands.Demo;

/// <summary>The shipped form, filled in for a sample project.</summary>
internal static class DemoAnswers
{
    public static IReadOnlyDictionary<string, string> Of(
        DemoProject project,
        DemoArchive archive,
        DateOnly start
    ) =>
        new Dictionary<string, string>
        {
            ["organization.legalName"] = archive.Name,
            ["organization.kind"] = "Archive",
            ["organization.country"] = $"United States, {archive.Region}",
            ["organization.registration"] = "00-0000000",
            ["organization.isil"] = archive.Isil,
            ["organization.website"] = $"https://{archive.Key}.example/",
            ["people.leadName"] = archive.Editor,
            ["people.leadEmail"] = DemoPeople.EditorOf(archive).Email,
            ["people.signatoryName"] = archive.Official,
            ["people.signatoryEmail"] = DemoPeople.OfficialOf(archive).Email,
            ["people.financeName"] = "Business office",
            ["people.financeEmail"] = $"finance@{archive.Key}.example",
            ["people.team"] = Rows(
                ("name", archive.Editor),
                ("role", "Project lead"),
                ("email", DemoPeople.EditorOf(archive).Email),
                ("days", "40")
            ),
            ["project.title"] = project.Title,
            ["project.summary"] = project.Summary,
            ["project.start"] = Say(start),
            ["project.end"] = Say(start.AddMonths(15)),
            ["project.type"] = "Digitization",
            ["collections.list"] = GroupEntries.Write([Entry]),
            [Collection("name")] = project.Collection,
            [Collection("callNumber")] = "MS 100",
            [Collection("findingAid")] = $"https://{archive.Key}.example/findingaids/100",
            [Collection("dates")] = project.Dates,
            [Collection("linearFeet")] = "12",
            [Collection("languages")] = project.Languages,
            [Collection("materials")] = Rows(
                ("type", project.Material),
                ("count", project.Count.ToString(CultureInfo.InvariantCulture)),
                ("unit", project.Unit),
                ("condition", "3 at risk"),
                ("digitized", "none")
            ),
            ["significance.movement"] = project.Significance,
            ["significance.names"] =
                "Local councils, committees of students and of women, families in Leningrad, Moscow and Kiev.",
            ["significance.unique"] = "Nothing of it is online, and no other library holds a copy.",
            ["significance.audiences"] =
                "Scholars of the movement, teachers, and families who look for a name.",
            ["rights.owner"] = archive.Name,
            ["rights.deed"] = "yes, for all",
            ["rights.copyright"] = "mostly in copyright",
            ["rights.statement"] = "http://rightsstatements.org/vocab/InC/1.0/",
            ["rights.metadata"] = "yes",
            ["rights.sensitive"] = JsonSerializer.Serialize<string[]>(["living persons"]),
            ["rights.plan"] =
                "Two people read each file before it is shown; addresses and health are left out.",
            ["rights.takedown"] = $"takedown@{archive.Key}.example",
            ["work.who"] = "in house",
            ["work.profile"] = "FADGI 2023 three-star file criteria",
            ["work.naming"] = $"{archive.Key}_ms100_01_0001.tif",
            ["work.quality"] =
                "Every tenth image is opened and compared with its original by a second person.",
            ["work.level"] = "item",
            ["work.home"] = $"https://{archive.Key}.example/digital",
            ["work.copies"] = "Our own servers, and a second copy in another state.",
            ["work.plan"] = Rows(
                ("task", "Capture"),
                ("who", "Technician"),
                ("start", Say(start)),
                ("end", Say(start.AddMonths(12))),
                ("output", project.Count.ToString(CultureInfo.InvariantCulture))
            ),
            ["budget.lines"] = Budget(project.Amount),
            ["budget.narrative"] =
                "The technician works half time for ten months; the archive brings its own camera.",
            ["budget.otherFunding"] = "None applied for.",
            ["budget.attestation"] = archive.Editor,
        };

    /// <summary>Id of the one collection.</summary>
    private const string Entry = "sample01";

    private static string Collection(string question) =>
        new EntryKey("collections.list", Entry, question).ToString();

    private static string Budget(decimal amount)
    {
        var supplies = Math.Round(amount * 0.12m, 2);
        return TableRows.Write([
            Line("Salaries and wages", "Scanning technician", amount - supplies),
            Line("Supplies and enclosures", "Folders, boxes, storage", supplies),
        ]);

        static Dictionary<string, string> Line(string category, string item, decimal cost) =>
            new()
            {
                ["category"] = category,
                ["item"] = item,
                ["quantity"] = "1",
                ["unitCost"] = cost.ToString("0.00", CultureInfo.InvariantCulture),
                ["requested"] = cost.ToString("0.00", CultureInfo.InvariantCulture),
                ["matchCash"] = "0.00",
                ["matchInKind"] = "0.00",
            };
    }

    private static string Rows(params (string Key, string Value)[] cells) =>
        TableRows.Write([cells.ToDictionary(c => c.Key, c => c.Value)]);

    private static string Say(DateOnly day) =>
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
