using Grants.Domain.Documents;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Web.Shared.Forms;

namespace Grants.Web.Features.Applications.Packet;

/// <summary>What stands around the answers.</summary>
/// <param name="Deadline">Of the call; times are said in its zone.</param>
public sealed record PacketFacts(
    string Title,
    string ReferenceNumber,
    string Organization,
    string Call,
    Deadline Deadline,
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
    ) => form.Sections.SelectMany(s => Section(s, values));

    private static Heading Heading(PacketFacts facts) => new(1, facts.Title);

    private static KeyValues Facts(PacketFacts facts) =>
        new([
            new("Reference number", facts.ReferenceNumber),
            new("Organization", facts.Organization),
            new("Call", facts.Call),
            new("Requested", facts.AmountRequested.ToString()),
            new("Received", facts.Deadline.Say(facts.SubmittedAt)),
            new("Handed in by", facts.SubmittedBy),
            new("SHA-256 of the answers", facts.Sha256),
        ]);

    private static IEnumerable<Block> Section(
        FormSection section,
        IReadOnlyDictionary<string, string> values
    )
    {
        yield return new Heading(2, section.Title);
        foreach (var question in section.Questions)
        {
            var value = values.GetValueOrDefault(question.Key, "");
            if (question.Type is not (QuestionType.Table or QuestionType.Budget))
                yield return new Heading(3, question.Label, InContents: false);
            if (string.IsNullOrWhiteSpace(value))
                yield return Paragraph.Of("Not answered");
            else
                foreach (var block in Answer(question, value))
                    yield return block;
        }
    }

    private static IEnumerable<Block> Answer(Question question, string value) =>
        question.Type switch
        {
            QuestionType.Table => [Rows(question, value)],
            QuestionType.Budget => [BudgetRows(question, value)],
            QuestionType.ManyChoices =>
            [
                new BulletList([.. FormCheck.Choices(value).Select(OptionText.Of)]),
            ],
            QuestionType.Money when FormCheck.Number(value) is { } amount =>
            [
                Paragraph.Of(AnswerCells.Amount(amount)),
            ],
            QuestionType.Choice => [Paragraph.Of(OptionText.Of(value))],
            QuestionType.Attestation => [Paragraph.Of($"Signed by typing: {value}")],
            _ => Paragraphs($"{value} {question.Unit}".TrimEnd()),
        };

    /// <summary>As typed: each line is a paragraph of its own.</summary>
    private static IEnumerable<Block> Paragraphs(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(Paragraph.Of);

    private static Table Rows(Question question, string value) =>
        new(
            question.Label,
            [.. question.Columns.Select(Column)],
            [
                .. TableRows
                    .Parse(value)
                    .Select(row => question.Columns.Select(c => AnswerCells.Say(c, row)).ToArray()),
            ]
        );

    private static Table BudgetRows(Question question, string value)
    {
        var lines = Budget.Parse(value).Lines;
        string Sum(Func<BudgetLine, decimal?> of) =>
            AnswerCells.Amount(lines.Sum(l => of(l) ?? 0m));
        return new Table(
            question.Label,
            [.. question.Columns.Select(Column), new TableColumn("Line total", 1, TextAlign.End)],
            [
                .. TableRows
                    .Parse(value)
                    .Select(row =>
                        (IReadOnlyList<string>)
                            [
                                .. question.Columns.Select(c => AnswerCells.Say(c, row)),
                                AnswerCells.Amount(BudgetLine.Of(row).Total),
                            ]
                    ),
            ],
            [
                .. question.Columns.Select(
                    (c, i) =>
                        c.Key switch
                        {
                            "requested" => Sum(l => l.Requested),
                            "match" => Sum(l => l.Match),
                            _ => i == 0 ? "Total" : "",
                        }
                ),
                Sum(l => l.Total),
            ]
        );
    }

    private static TableColumn Column(FormColumn column) =>
        column.Type is QuestionType.Number or QuestionType.Money
            ? new TableColumn(column.Label, 1, TextAlign.End)
            : new TableColumn(column.Label, column.Type == QuestionType.Date ? 1.2 : 1.6);
}
