using System.Globalization;
using Grants.Domain.Documents;
using Grants.Domain.Kernel;

namespace Grants.Web.Features.Deliverables.Preservation;

/// <summary>The preservation report on paper.</summary>
internal static class PreservationDocument
{
    public static PrintDocument Of(PreservationReport report, DateTimeOffset at) =>
        new(
            $"Preservation report {report.Number}",
            report.Organization,
            "en",
            at,
            $"{report.Number}, {report.Organization}",
            [
                new Heading(1, $"Preservation report {report.Number}"),
                new KeyValues([
                    new("Award", report.Title),
                    new("Grantee", report.Organization),
                    new("As of", Say(at)),
                    new("Batches", Numbers.Say(report.Batches)),
                    new("Files", Numbers.Say(report.Files)),
                    new("Size", ByteSize.Say(report.Bytes)),
                    new(
                        "Of these kept outside",
                        report.Outside.Count == 0
                            ? "none"
                            : string.Join("; ", report.Outside.Select(o => o.InWords))
                    ),
                    new("Read again, the longest ago", Say(report.Fixity.Oldest)),
                    new("Read again, last", Say(report.Fixity.Newest)),
                    new("Never read again yet", Numbers.Say(report.Fixity.NeverRead)),
                ]),
                .. report.Problems.Count == 0
                    ? [new Paragraph([new TextRun("No kept file changed or is missing.")])]
                    : Problems(report),
                new Heading(2, "Formats"),
                new Table(
                    "Kept files by format",
                    [
                        new TableColumn("Format", 3),
                        new TableColumn("Files", 1, TextAlign.End),
                        new TableColumn("Size", 1, TextAlign.End),
                    ],
                    [
                        .. report.Formats.Select(f =>
                            (IReadOnlyList<string>)
                                [f.Format, Numbers.Say(f.Files), ByteSize.Say(f.Bytes)]
                        ),
                    ]
                ),
                new Heading(2, "Events"),
                new Table(
                    "Preservation events by kind",
                    [
                        new TableColumn("Event", 3),
                        new TableColumn("Outcome", 1),
                        new TableColumn("Times", 1, TextAlign.End),
                        new TableColumn("Last", 2),
                    ],
                    [
                        .. report.Events.Select(e =>
                            (IReadOnlyList<string>)
                                [e.Type, e.Outcome, Numbers.Say(e.Count), Say(e.Last)]
                        ),
                    ]
                ),
            ]
        );

    private static IReadOnlyList<Block> Problems(PreservationReport report) =>
        [
            new Heading(2, "Files that changed or can't be read"),
            new Table(
                "Files that changed or can't be read",
                [
                    new TableColumn("File", 3),
                    new TableColumn("Delivery", 2),
                    new TableColumn("What", 2),
                    new TableColumn("Found", 2),
                ],
                [
                    .. report.Problems.Select(p =>
                        (IReadOnlyList<string>)[p.Name, p.Deliverable, p.Problem, Say(p.At)]
                    ),
                ]
            ),
        ];

    private static string Say(DateTimeOffset? at) =>
        at is { } instant
            ? instant.UtcDateTime.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture)
            : "not yet";
}
