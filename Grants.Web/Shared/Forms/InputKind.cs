using Grants.Domain.Forms;

namespace Grants.Web.Shared.Forms;

/// <summary>How the browser takes a kind of answer.</summary>
internal static class InputKind
{
    /// <summary>Characters of a line, and of a text; the browser takes no more.</summary>
    public const int LineLength = 2_000;

    public const int TextLength = Domain.Applications.Application.MaxAnswerLength;

    /// <summary>Amounts are text to the browser: "12,500.50" is fine with us and not with type="number".</summary>
    public static string TypeOf(QuestionType type) =>
        type switch
        {
            QuestionType.Date => "date",
            QuestionType.Email => "email",
            QuestionType.Url => "url",
            _ => "text",
        };

    public static string? ModeOf(QuestionType type) =>
        type is QuestionType.Number or QuestionType.Money ? "decimal" : null;

    public static bool IsFigure(QuestionType type) =>
        type is QuestionType.Number or QuestionType.Money;

    public static string HintOf(QuestionType type) =>
        type switch
        {
            QuestionType.EdtfDate =>
                "A date, or a span such as 1964/1991; 1975? if unsure, 1975~ if about.",
            QuestionType.Url => "Begins with https://.",
            QuestionType.Organization =>
                "Choose one that is registered here, or type any other name.",
            _ => "",
        };

    /// <summary>How js/answers.js reads the question's controls.</summary>
    public static string ReadAs(Question question) =>
        question.Type switch
        {
            QuestionType.Choice or QuestionType.YesNo when !ChoiceField.Folds(question) => "choice",
            QuestionType.ManyChoices => "choices",
            QuestionType.Table or QuestionType.Budget => "rows",
            _ => "text",
        };

    /// <summary>The choices; yes and no for a question of that kind.</summary>
    public static IReadOnlyList<string> OptionsOf(Question question) =>
        question.Type == QuestionType.YesNo ? ["yes", "no"] : question.Options;
}
