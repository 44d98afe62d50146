using System.Globalization;
using Grants.Domain.Documents;

namespace Grants.Web.Features.Awards.Letter;

/// <param name="Of">SHA-256 of the letter that was signed.</param>
public sealed record LetterSignatures(
    string Of,
    string Signer,
    string SignerTitle,
    DateTimeOffset SignedAt,
    string Countersigner,
    DateTimeOffset CountersignedAt
);

/// <summary>The award letter: notice of the award and, once both have signed it, the agreement.</summary>
public static class AwardLetterDocument
{
    /// <summary>Grows when the words change, so that each kept letter says which words it has.</summary>
    public const int TemplateVersion = 1;

    public static PrintDocument Of(AwardLetterData data, DateTimeOffset created) =>
        Document(
            data,
            created,
            $"Award letter {data.AwardNumber}",
            [],
            [
                new Signature(
                    data.Official.Length > 0 ? data.Official : "Authorized official",
                    $"Authorized official, {data.Organization}"
                ),
                new Signature("For the funder", data.Funder),
            ]
        );

    /// <summary>The same words with both signatures in their places.</summary>
    public static PrintDocument Signed(AwardLetterData data, LetterSignatures signatures) =>
        Document(
            data,
            signatures.CountersignedAt,
            $"Signed copy of award letter {data.AwardNumber}",
            [
                new Paragraph(
                    [
                        new TextRun(
                            "Signed copy. Both sides signed the award letter whose file has this SHA-256: "
                        ),
                        new TextRun(signatures.Of),
                    ],
                    Small: true
                ),
            ],
            [
                new Signature(
                    signatures.Signer,
                    $"{signatures.SignerTitle}, {data.Organization}",
                    $"Signed electronically on {Say(signatures.SignedAt)}"
                ),
                new Signature(
                    signatures.Countersigner,
                    data.Funder,
                    $"Countersigned electronically on {Say(signatures.CountersignedAt)}"
                ),
            ]
        );

    private static PrintDocument Document(
        AwardLetterData data,
        DateTimeOffset created,
        string title,
        IReadOnlyList<Block> before,
        IReadOnlyList<Signature> signers
    ) =>
        new(
            title,
            data.Funder,
            "en",
            created,
            $"{data.Funder} · {data.AwardNumber}",
            [
                new Letterhead(data.Funder, Head(data)),
                .. before,
                new Address(Addressee(data)),
                Paragraph.Of(Say(data.Date)),
                new Heading(1, $"Award letter {data.AwardNumber}"),
                .. Opening(data),
                Summary(data),
                new Heading(2, "Payments"),
                Paragraph.Of(
                    "Each part is paid once everything named beside it is there. The day is when we expect it."
                ),
                Payments(data),
                new Heading(2, "Deliverables"),
                Deliverables(data),
                new Heading(2, "Conditions"),
                new BulletList(Conditions(data)),
                new Heading(2, "Credit line"),
                Paragraph.Of(
                    "Every item that is shown to the public names the grant in these words:"
                ),
                new Paragraph([new TextRun(data.CreditLine, Bold: true)]),
                new Heading(2, "Signatures"),
                Paragraph.Of(
                    "The award is in force once both sides have signed. We ask the organization's authorized official to sign first, in the portal."
                ),
                new Signatures(signers),
            ]
        );

    private static List<string> Head(AwardLetterData data) =>
        [.. data.FunderAddress, .. data.FunderEmail.Length > 0 ? [data.FunderEmail] : (string[])[]];

    private static List<string> Addressee(AwardLetterData data) =>
        [.. new[] { data.Official, data.Organization, data.Place }.Where(l => l.Length > 0)];

    private static IEnumerable<Block> Opening(AwardLetterData data)
    {
        yield return Paragraph.Of(
            data.Official.Length > 0 ? $"Dear {data.Official}," : "Dear colleagues,"
        );
        yield return new Paragraph([
            new TextRun("We are glad to tell you that "),
            new TextRun(data.Funder),
            new TextRun(" has awarded "),
            new TextRun(data.Organization),
            new TextRun(" a grant of "),
            new TextRun(data.In(data.Amount).ToString(), Bold: true),
            new TextRun(" for the project "),
            new TextRun(data.Title, Italic: true),
            new TextRun(
                ". This letter says what the grant is for, when it is paid, and what is promised for it."
            ),
        ]);
    }

    private static KeyValues Summary(AwardLetterData data) =>
        new([
            new("Award number", data.AwardNumber),
            new("Project", data.Title),
            new("Grantee", data.Organization),
            new("Amount", data.In(data.Amount).ToString()),
            new("Period", $"{Say(data.StartsOn)} to {Say(data.EndsOn)}"),
            new("Call", data.Call),
            new("Application", data.ApplicationReference),
        ]);

    private static Table Payments(AwardLetterData data) =>
        new(
            "Schedule of payments",
            [
                new("No.", 0.6, TextAlign.End),
                new("Expected", 1.8),
                new("What must be there before", 3.6),
                new("Amount", 1.8, TextAlign.End),
            ],
            [
                .. data.Payments.Select(p =>
                    (IReadOnlyList<string>)
                        [
                            p.Number.ToString(CultureInfo.InvariantCulture),
                            p.ExpectedOn is { } day ? Say(day) : "",
                            string.Join("; ", p.Needs),
                            data.In(p.Amount).ToString(),
                        ]
                ),
            ],
            ["", "", "Total", data.In(data.Payments.Sum(p => p.Amount)).ToString()]
        );

    private static Table Deliverables(AwardLetterData data) =>
        new(
            "What is delivered",
            [
                new("Code", 0.8),
                new("Deliverable", 4.4),
                new("Due", 1.8),
                new("Items", 1, TextAlign.End),
            ],
            [
                .. data.Deliverables.Select(d =>
                    (IReadOnlyList<string>)
                        [
                            d.Code,
                            $"{d.Title}: {d.Description}",
                            Say(d.DueOn),
                            d.Items > 0
                                ? d.Items.ToString("#,##0", CultureInfo.InvariantCulture)
                                : "",
                        ]
                ),
            ],
            [
                "",
                "Total",
                "",
                data.Deliverables.Sum(d => d.Items).ToString("#,##0", CultureInfo.InvariantCulture),
            ]
        );

    private static List<string> Conditions(AwardLetterData data) =>
        [
            .. data.Conditions,
            "The grant is spent on this project and within its period only. What isn't spent is given back.",
            "Changes of the plan, the period or the budget are agreed in writing before they are made.",
            "Digitized items are open to the public without charge, except where rights or the people concerned forbid it.",
        ];

    private static string Say(DateOnly day) =>
        day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static string Say(DateTimeOffset at) =>
        at.UtcDateTime.ToString("d MMMM yyyy, HH:mm:ss", CultureInfo.InvariantCulture) + " (UTC)";
}
