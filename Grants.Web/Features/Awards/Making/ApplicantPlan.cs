using Grants.Domain.Applications;
using Grants.Domain.Forms;

namespace Grants.Web.Features.Awards.Making;

/// <summary>What the officer starts from: the applicant's own numbers and days, to be corrected before the award is made.</summary>
internal static class ApplicantPlan
{
    private const string CountColumn = "count";

    /// <summary>Sum of the materials table's counts, whatever their units; 0 where the form has no such table.</summary>
    public static int PromisedItems(FormDefinition form, Application application)
    {
        var sum = Rows(form, application)
            .Sum(row => FormCheck.Number(row.GetValueOrDefault(CountColumn)) ?? 0m);
        return (int)Math.Clamp(Math.Ceiling(sum), 0m, MakeAwardForm.MostItems);
    }

    public static DateOnly? Day(
        FormDefinition form,
        QuestionPurpose purpose,
        Application application
    ) =>
        DateOnly.TryParseExact(Text(form, purpose, application), "yyyy-MM-dd", out var day)
            ? day
            : null;

    public static string Text(
        FormDefinition form,
        QuestionPurpose purpose,
        Application application
    ) => form.For(purpose) is { } question ? application.ValueOf(question.Key).Trim() : "";

    private static IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(
        FormDefinition form,
        Application application
    ) => TableRows.Parse(Text(form, QuestionPurpose.Materials, application));
}
