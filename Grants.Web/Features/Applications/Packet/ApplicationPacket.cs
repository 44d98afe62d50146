using Grants.Domain.Documents;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Web.Shared.Forms;

namespace Grants.Web.Features.Applications.Packet;

/// <summary>What stands around the answers.</summary>
/// <param name="Zone">Of the call; times are said in it.</param>
public sealed record PacketFacts(
    string Title,
    string ReferenceNumber,
    string Organization,
    string Call,
    string Zone,
    Money AmountRequested,
    DateTimeOffset SubmittedAt,
    string SubmittedBy,
    string Sha256
);

/// <summary>The application as a document: every answered question, with all tables and the budget's sums.</summary>
public static class ApplicationPacket
{
    public static PrintDocument Make(
        PacketFacts facts,
        FormDefinition form,
        IReadOnlyDictionary<string, string> values
    ) =>
        new(
            facts.Title,
            facts.Organization,
            "en",
            facts.SubmittedAt,
            $"{facts.ReferenceNumber}, {facts.Organization}",
            [Heading(facts), Facts(facts), .. Body(form, values)]
        );

    /// <summary>Every question with its answer, in the form's order.</summary>
    public static IEnumerable<Block> Body(
        FormDefinition form,
        IReadOnlyDictionary<string, string> values
    ) => new FormReading(form, values).Sections.SelectMany(Section);

    private static Heading Heading(PacketFacts facts) => new(1, facts.Title);

    private static KeyValues Facts(PacketFacts facts) =>
        new([
            new("Reference number", facts.ReferenceNumber),
            new("Organization", facts.Organization),
            new("Call", facts.Call),
            new("Requested", facts.AmountRequested.ToString()),
            new("Received", new Deadline(facts.SubmittedAt, facts.Zone).ToString()),
            new("Handed in by", facts.SubmittedBy),
            new("SHA-256 of the answers", facts.Sha256),
        ]);

    private static IEnumerable<Block> Section(SectionReading section) =>
        [
            new Heading(2, section.Section.Title),
            .. section.Questions.SelectMany(q =>
                Question(q, new Heading(3, q.Question.Label, InContents: false))
            ),
        ];

    private static IEnumerable<Block> Question(QuestionReading asked, Block label)
    {
        var says = asked.Question.Type is QuestionType.Table or QuestionType.Budget; // as its caption
        if (!says || !asked.IsAnswered)
            yield return label;
        if (!asked.IsAnswered)
            yield return Paragraph.Of("Not answered");
        else
            foreach (var block in Answer(asked.Question, asked.Value))
                yield return block;
        foreach (var entry in asked.Entries)
        {
            yield return new Heading(3, entry.Name, InContents: false);
            foreach (var question in entry.Questions)
            foreach (var block in Question(question, Bold(question.Question.Label)))
                yield return block;
        }
    }

    private static Paragraph Bold(string label) => new([new TextRun(label, Bold: true)]);

    private static IEnumerable<Block> Answer(Question question, string value) =>
        question.Type switch
        {
            QuestionType.Group => [],
            QuestionType.Files =>
            [
                new BulletList([
                    .. AttachedFile.Parse(value).Select(f => $"{f.Name} ({ByteSize.Say(f.Bytes)})"),
                ]),
            ],
            QuestionType.Table => [Rows(question, value)],
            QuestionType.Budget => [BudgetRows(question, value), BudgetSums(question, value)],
            QuestionType.ManyChoices =>
            [
                new BulletList([.. FormCheck.Choices(value).Select(OptionText.Of)]),
            ],
            QuestionType.Money when FormCheck.Number(value) is { } amount =>
            [
                Paragraph.Of(AnswerCells.Amount(amount)),
            ],
            QuestionType.YesNo when value is "yes" or "no" =>
            [
                Paragraph.Of(value == "yes" ? "Yes" : "No"),
            ],
            QuestionType.Choice => [Paragraph.Of(OptionText.Of(value))],
            QuestionType.Attestation => [Paragraph.Of($"Signed by typing: {value}")],
            _ => Paragraphs($"{value} {question.Unit}".TrimEnd()),
        };

    /// <summary>As typed: each line is a paragraph of its own.</summary>
    private static IEnumerable<Block> Paragraphs(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(Paragraph.Of);

    private static Table Rows(Question question, string value)
    {
        var rows = TableRows.Parse(value);
        return new Table(
            question.Label,
            [.. question.Columns.Select(Column)],
            [
                .. rows.Select(row =>
                    question
                        .Columns.Select(c => AnswerCells.Say(c, question.Columns, row))
                        .ToArray()
                ),
            ],
            question.Columns.Any(c => c.HasTotal)
                ?
                [
                    .. question.Columns.Select(
                        (c, i) =>
                            c.HasTotal ? AnswerCells.Sum(c, question.Columns, rows)
                            : i == 0 ? "Total"
                            : ""
                    ),
                ]
                : null
        );
    }

    private static Table BudgetRows(Question question, string value)
    {
        var budget = Budget.Parse(value);
        return new Table(
            question.Label,
            [.. question.Columns.Select(Column), new TableColumn("Line total", 1, TextAlign.End)],
            [
                .. TableRows
                    .Parse(value)
                    .Select(row =>
                        (IReadOnlyList<string>)
                            [
                                .. question.Columns.Select(c =>
                                    AnswerCells.Say(c, question.Columns, row)
                                ),
                                AnswerCells.Amount(BudgetLine.Of(row).Total),
                            ]
                    ),
            ],
            [
                .. question.Columns.Select(
                    (c, i) =>
                        c.Key switch
                        {
                            BudgetLine.RequestedKey => Sum(l => l.Requested),
                            BudgetLine.MatchCashKey => Sum(l => l.MatchCash),
                            BudgetLine.MatchInKindKey => Sum(l => l.MatchInKind),
                            _ => i == 0 ? "Total" : "",
                        }
                ),
                Sum(l => l.Total),
            ]
        );

        string Sum(Func<BudgetLine, decimal?> of) => AnswerCells.Amount(budget.Sum(of));
    }

    private static Table BudgetSums(Question question, string value)
    {
        var budget = Budget.Parse(value);
        return new Table(
            $"{question.Label} by category",
            [
                new TableColumn("Category", 1.6),
                .. AnswerCells.SumHeads.Select(h => new TableColumn(h, 1, TextAlign.End)),
            ],
            [
                .. AnswerCells
                    .ByCategory(question, budget)
                    .Select(row => (IReadOnlyList<string>)[row.Category, .. row.Sums]),
            ],
            ["Total", .. AnswerCells.Sums(budget)]
        );
    }

    /// <summary>Wide enough for the longest word that usually stands in its head.</summary>
    private static TableColumn Column(FormColumn column) =>
        column.Type switch
        {
            QuestionType.Money => new(AnswerCells.Head(column), 1.25, TextAlign.End),
            QuestionType.Number => new(AnswerCells.Head(column), 1, TextAlign.End),
            QuestionType.Date => new(AnswerCells.Head(column), 1.2),
            _ => new(AnswerCells.Head(column), 1.6),
        };
}
