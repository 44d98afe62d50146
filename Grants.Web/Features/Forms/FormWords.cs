using Grants.Domain.Forms;

namespace Grants.Web.Features.Forms;

/// <summary>What forms and their parts are called on screen.</summary>
internal static class FormWords
{
    public static string Of(FormKind kind) =>
        kind switch
        {
            FormKind.Application => "Application",
            FormKind.ScreeningChecklist => "Screening checklist",
            FormKind.Report => "Report",
            _ => "Questions to reviewers",
        };

    public static string Of(QuestionType type) =>
        type switch
        {
            QuestionType.ShortText => "Short text",
            QuestionType.LongText => "Long text",
            QuestionType.Number => "Number",
            QuestionType.Money => "Amount of money",
            QuestionType.Date => "Day",
            QuestionType.EdtfDate => "Date of records (EDTF)",
            QuestionType.Email => "E-mail address",
            QuestionType.Url => "Web address",
            QuestionType.Choice => "One choice",
            QuestionType.ManyChoices => "Many choices",
            QuestionType.YesNo => "Yes or no",
            QuestionType.Organization => "Organization",
            QuestionType.Files => "Files",
            QuestionType.Table => "Table",
            QuestionType.Budget => "Budget",
            QuestionType.Group => "Repeating group",
            _ => "Signature",
        };

    public static string Of(QuestionPurpose purpose) =>
        purpose switch
        {
            QuestionPurpose.None => "Nothing in particular",
            QuestionPurpose.Title => "Title of the application",
            QuestionPurpose.PublicSummary => "Public summary",
            QuestionPurpose.StartDate => "Start of the project",
            QuestionPurpose.EndDate => "End of the project",
            QuestionPurpose.Budget => "Budget: the amount asked for",
            QuestionPurpose.Collections => "Collections, shown to reviewers first",
            _ => "Materials, which an award promises",
        };

    public static string Of(ConditionTest test) =>
        test switch
        {
            ConditionTest.Is => "is",
            ConditionTest.IsNot => "is answered, and not",
            ConditionTest.AnyOf => "is any of",
            _ => "is answered at all",
        };
}
