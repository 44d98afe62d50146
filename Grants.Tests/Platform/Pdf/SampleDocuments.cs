using System.Globalization;
using Grants.Domain.Documents;

namespace Grants.Tests.Platform.Pdf;

/// <summary>A letter and a report as the product makes them, in three scripts.</summary>
internal static class SampleDocuments
{
    public const string Hebrew = "עמותת ספר לכל ילד";
    public const string Russian = "Благотворительный фонд «Чтение»";
    private const string Archive = "Riverbend Archive Foundation";

    public static readonly DateTimeOffset Created = new(2026, 11, 22, 9, 30, 0, TimeSpan.Zero);

    public static PrintDocument Of(params Block[] blocks) =>
        new("Sample", Archive, "en", Created, "Sample footer", blocks);

    public static PrintDocument Letter(int number = 17) =>
        new(
            $"Award letter DG-2026-{number:0000}",
            Archive,
            "en",
            Created,
            $"Award letter DG-2026-{number:0000} · Confidential",
            [
                new Letterhead(
                    Archive,
                    [
                        "1200 Quay Street, Suite 400, Springfield",
                        "grants@riverbend.example · +1 541 555 0142",
                    ],
                    SampleImages.Logo()
                ),
                new Address([
                    "November 22, 2026",
                    "",
                    "Dr. Noa Ben-David (ד״ר נועה בן־דוד)",
                    "Executive Director",
                    Hebrew,
                    Russian + " / Reading for All",
                    "רחוב הנביאים 48, ירושלים 9510461",
                ]),
                new Heading(
                    1,
                    $"Award of grant DG-2026-{number:0000}: Letters from the Reading Rooms",
                    InContents: false
                ),
                new KeyValues([
                    new("Award number", $"DG-2026-{number:0000}"),
                    new(
                        "Project",
                        "Letters from the Reading Rooms, 1968–1991 / Письма из читального зала"
                    ),
                    new("Grantee", Hebrew),
                    new("Period of performance", "January 1, 2027 to December 31, 2028"),
                    new("Amount", "$148,500.00"),
                ]),
                Paragraph.Of("Dear Dr. Ben-David,"),
                new Paragraph([
                    new(
                        "On behalf of the Board of Trustees I am delighted to inform you that your application "
                    ),
                    new("Letters from the Reading Rooms", Italic: true),
                    new(" has been approved for an award of "),
                    new("$148,500", Bold: true),
                    new(
                        " over twenty-four months. The award was made following a competitive review in which your application was scored by five independent reviewers and ranked third of sixty-two eligible applications."
                    ),
                ]),
                Paragraph.Of(
                    $"The holding institution in Israel, {Hebrew} (Sefer le-khol yeled), and your partner in Kyiv, Благодійний фонд «Світло знань», are named sub-recipients. Each must be covered by a written agreement before any funds are passed on."
                ),
                new Heading(2, "Payment schedule", InContents: false),
                Paragraph.Of(
                    "Payments will be made by electronic transfer to the account that you have verified with us, on the conditions below."
                ),
                new Table(
                    "Payment schedule",
                    [
                        new("No.", 0.5),
                        new("Due date", 1.1),
                        new("Condition", 3.2),
                        new("Amount", 1, TextAlign.End),
                    ],
                    [
                        [
                            "1",
                            "Jan 15, 2027",
                            "Countersigned grant agreement and verified bank details",
                            "$49,500.00",
                        ],
                        [
                            "2",
                            "Jul 15, 2027",
                            "First batch accepted; agreements with sub-recipients on file",
                            "$33,000.00",
                        ],
                        [
                            "3",
                            "Jan 15, 2028",
                            "Annual narrative and financial report accepted",
                            "$33,000.00",
                        ],
                        ["4", "Jul 15, 2028", "Second batch accepted", "$18,000.00"],
                        [
                            "5",
                            "Feb 28, 2029",
                            "Final report, audited statement of expenditure and catalog records",
                            "$15,000.00",
                        ],
                    ],
                    ["", "", "Total award", "$148,500.00"]
                ),
                new Heading(2, "Conditions of the award", InContents: false),
                new BulletList(
                    [
                        "Funds may be used only for the purposes described in your application and the approved budget; changes of more than ten percent between categories require our prior written consent.",
                        "Narrative and financial reports are due on the dates in the schedule and are submitted through the portal.",
                        "Masters follow the imaging profile that is part of this award: 400 ppi, 8 bits a channel, Adobe RGB (1998).",
                        "You must keep records and receipts for seven years after the end of the grant and make them available on request.",
                        "Unspent funds are returned within sixty days of the end of the grant, unless an extension has been agreed.",
                    ],
                    Numbered: true
                ),
                Paragraph.Of(
                    "Please sign and return the grant agreement by December 15, 2026. If it has not been returned by that date the offer will lapse, although we will consider a reasonable request for an extension. A signature made in the portal is sufficient."
                ),
                Paragraph.Of(
                    "Your program officer, Zoë Łukasiewicz, will contact you in the coming days. We look forward to seeing the first boxes opened."
                ),
                Paragraph.Of("Yours sincerely,"),
                new Signatures([
                    new(
                        "Margaret A. O’Neill",
                        "Chair of the Board of Trustees",
                        "Signed electronically on Nov 22, 2026, 09:30 UTC"
                    ),
                    new("Sergei Kovalenko / Сергей Коваленко", "Director of Grantmaking"),
                ]),
                new Paragraph(
                    [new("Enclosures: grant agreement; imaging profile; report calendar.")],
                    Small: true
                ),
            ]
        );

    /// <param name="rows">Of the register.</param>
    public static PrintDocument Report(int rows = 300)
    {
        string[] programs =
        [
            "Manuscripts and letters",
            "Photographs",
            "Samizdat",
            "Sound recordings",
            "Community papers",
        ];
        string[] organizations =
        [
            "Harbor Archive",
            "Cascade Library",
            "Lantern House",
            Hebrew,
            Russian,
            "Willamette Historical Society and Center for Community Memory",
        ];
        var register = Enumerable
            .Range(1, rows)
            .Select(i =>
                (IReadOnlyList<string>)
                    [
                        $"DG-2026-{i:0000}",
                        organizations[i * 7 % 6],
                        programs[i * 3 % 5],
                        new DateOnly(2026, 1, 1)
                            .AddDays(i)
                            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        Money(5000 + i * 375 % 97_000),
                    ]
            )
            .ToList();
        var blocks = new List<Block>
        {
            new Cover(
                Archive,
                "Annual Grantmaking Report 2026",
                "Report to the Board of Trustees, with the full register of awards",
                "Board meeting of December 10, 2026",
                SampleImages.Logo()
            ),
            new TableOfContents("Contents"),
            new PageBreak(),
            new Heading(1, "Executive summary"),
            Paragraph.Of(Prose(0)),
            Paragraph.Of(Prose(3)),
            new Heading(2, "Where the money went"),
            new Chart(
                ChartKind.Bar,
                "Awards by kind of material ($ thousands)",
                "Bar chart: awards by kind of material in 2025 and 2026. Manuscripts are largest with 4,210 in 2026.",
                programs,
                [
                    new("2025", [3650, 2980, 1410, 2240, 2890]),
                    new("2026", [4210, 3120, 1385, 2760, 3340]),
                ]
            ),
            Paragraph.Of(Prose(2)),
            new Chart(
                ChartKind.Line,
                "Applications received per month",
                "Line chart: applications per month rise from 41 in January to 118 in September.",
                [
                    "Jan",
                    "Feb",
                    "Mar",
                    "Apr",
                    "May",
                    "Jun",
                    "Jul",
                    "Aug",
                    "Sep",
                    "Oct",
                    "Nov",
                    "Dec",
                ],
                [
                    new("2025", [38, 42, 51, 60, 72, 70, 66, 81, 95, 88, 60, 40]),
                    new("2026", [41, 45, 62, 71, 90, 84, 77, 96, 118, 101, 73, 52]),
                ]
            ),
            new PageBreak(),
            new Heading(1, "Portfolio at a glance"),
            new Chart(
                ChartKind.Donut,
                "Share of award value",
                "Donut chart: Manuscripts 28%, Community papers 23%, Photographs 21%, Sound recordings 19%, Samizdat 9%.",
                programs,
                [new("2026", [4210, 3120, 1385, 2760, 3340])]
            ),
            new Chart(
                ChartKind.Stacked,
                "Payments by quarter ($ thousands)",
                "Stacked bar chart: paid, scheduled and held payments by quarter.",
                ["Q1", "Q2", "Q3", "Q4"],
                [
                    new("Paid", [2100, 2650, 2900, 1200]),
                    new("Scheduled", [0, 150, 640, 2480]),
                    new("On hold", [60, 90, 30, 140]),
                ]
            ),
            new PageBreak(),
            new Heading(1, "Register of awards"),
            Paragraph.Of(
                "All awards made between January and November 2026, in order of award date."
            ),
            new Table(
                "Register of awards 2026",
                [
                    new("Reference", 1.25),
                    new("Grantee", 2.9),
                    new("Material", 1.9),
                    new("Awarded", 1.05),
                    new("Amount", 0.95, TextAlign.End),
                ],
                register,
                ["", $"Total of {rows} awards", "", "", Money(rows * 5000)]
            ),
            new Heading(1, "Narratives"),
        };
        for (var i = 0; i < 12; i++)
        {
            blocks.Add(
                new Heading(
                    2,
                    i % 4 == 1 ? $"{Hebrew} (Harbor)" : $"{organizations[i % 3]} {i + 1}"
                )
            );
            blocks.Add(Paragraph.Of(Prose(i)));
            blocks.Add(new Heading(3, "Budget against actual"));
            blocks.Add(
                new Table(
                    "",
                    [
                        new("Category", 3),
                        new("Budget", 1, TextAlign.End),
                        new("Actual", 1, TextAlign.End),
                        new("Difference", 1, TextAlign.End),
                    ],
                    [
                        ["Salaries and wages", "$40,000", "$41,250", "−$1,250"],
                        ["Scanning", "$22,000", "$21,500", "$500"],
                    ],
                    ["Together", "$62,000", "$62,750", "−$750"]
                )
            );
        }
        return new(
            "Annual Grantmaking Report 2026",
            Archive,
            "en",
            Created,
            "Annual Grantmaking Report 2026 · " + Archive,
            blocks
        );
    }

    private static string Money(int dollars) =>
        "$" + dollars.ToString("#,##0", CultureInfo.InvariantCulture);

    private static string Prose(int seed)
    {
        string[] sentences =
        [
            "The program exceeded its target in three of four quarters, with growth concentrated in the eastern districts.",
            "Grantees reported that late receipt of matching funds was the principal cause of delayed starts.",
            "Site visits confirmed that the outcomes described in the interim reports were supported by records.",
            "The committee recommends that multi-year support be continued, subject to the usual conditions.",
            "Two awards were amended to extend the term at no additional cost, and one was closed early by agreement.",
            "Demand again outstripped the budget: eligible requests amounted to three times the funds available.",
            "Reviewers commented on the better quality of budgets since the introduction of the online form.",
        ];
        return string.Join(
            ' ',
            Enumerable.Range(0, 5).Select(j => sentences[(seed * 3 + j) % sentences.Length])
        );
    }
}
