using Grants.Domain.Forms;
using Microsoft.Playwright;

namespace Grants.Tests.Features.Applications;

/// <summary>Fills an application form in a browser, each question by the control of its type.</summary>
internal static class FormPen
{
    /// <param name="words">
    /// What to write by the question's key, in tables by question and column ("budget.lines.item"), in groups by group and
    /// question ("collections.list.name"); what isn't there gets something that fits.
    /// </param>
    public static Task FillAsync(
        this IPage page,
        Question question,
        IReadOnlyDictionary<string, string>? words = null
    ) =>
        question.Type == QuestionType.Group
            ? page.FillEntryAsync(question, words)
            : FillAsync(page.Locator($"[id='q-{question.Key}']"), question, question.Key, words);

    private static async Task FillEntryAsync(
        this IPage page,
        Question group,
        IReadOnlyDictionary<string, string>? words
    )
    {
        await page.Locator($"[id='a-{group.Key}']").ClickAsync();
        foreach (var question in group.Questions.Where(q => q.Required || words is not null))
            await FillAsync(
                page.Locator($"[id^='q-{group.Key}/'][id$='/{question.Key}']"),
                question,
                $"{group.Key}.{question.Key}",
                words
            );
    }

    private static async Task FillAsync(
        ILocator box,
        Question question,
        string key,
        IReadOnlyDictionary<string, string>? words
    )
    {
        var given = words?.GetValueOrDefault(key);
        switch (question.Type)
        {
            case QuestionType.Table or QuestionType.Budget:
                await box.GetByRole(AriaRole.Button, new() { NameRegex = new("^Add a") })
                    .ClickAsync();
                foreach (
                    var column in question.Columns.Where(c =>
                        !c.IsComputed && (c.Required || words is not null)
                    )
                )
                    await FillCellAsync(
                        box.Locator($"[data-column='{column.Key}']"),
                        question,
                        column,
                        words?.GetValueOrDefault($"{key}.{column.Key}")
                    );
                break;
            case QuestionType.Files:
                await box.Locator("input[type=file]")
                    .SetInputFilesAsync(
                        new FilePayload
                        {
                            Name = "letter.pdf",
                            MimeType = "application/pdf",
                            Buffer = "%PDF-1.7\n1 0 obj\n"u8.ToArray(),
                        }
                    );
                await box.GetByRole(AriaRole.Link, new() { Name = "letter.pdf" }).WaitForAsync();
                break;
            case QuestionType.ManyChoices:
                await box.GetByRole(AriaRole.Checkbox).First.CheckAsync();
                break;
            case QuestionType.Choice
            or QuestionType.YesNo when await box.GetByRole(AriaRole.Radio).CountAsync() > 0:
                await (
                    given is null
                        ? box.GetByRole(AriaRole.Radio).First
                        : box.GetByLabel(given, new() { Exact = true })
                ).CheckAsync();
                break;
            case QuestionType.Choice:
                await box.GetByRole(AriaRole.Combobox)
                    .SelectOptionAsync(given ?? question.Options[0]);
                break;
            default:
                await box.Locator("[data-value]").FillAsync(given ?? Fitting(question.Type));
                break;
        }
    }

    private static async Task FillCellAsync(
        ILocator cell,
        Question question,
        FormColumn column,
        string? given
    )
    {
        if (column.Type == QuestionType.Choice)
            await cell.SelectOptionAsync(given ?? column.Options[0]);
        else
            await cell.FillAsync(
                given
                    ?? (
                        question.Type == QuestionType.Budget && column.Key == "requested"
                            ? "1600"
                            : Fitting(column.Type)
                    )
            );
    }

    private static string Fitting(QuestionType type) =>
        type switch
        {
            QuestionType.Number or QuestionType.Money => "40",
            QuestionType.Date => "2027-06-01",
            QuestionType.EdtfDate => "1964/1991",
            QuestionType.Email => "somebody@archive.example",
            QuestionType.Url => "https://archive.example/",
            _ => "As the papers show",
        };
}
