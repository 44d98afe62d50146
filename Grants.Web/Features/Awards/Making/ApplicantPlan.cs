using Grants.Domain.Applications;
using Grants.Domain.Forms;

namespace Grants.Web.Features.Awards.Making;

/// <summary>What the officer starts from: the applicant's own numbers and days, to be corrected before the award is made.</summary>
internal static class ApplicantPlan
{
    private const string CountColumn = "count";

    /// <summary>Sum of the materials tables' counts, whatever their units; 0 where the form has no such table.</summary>
    public static int PromisedItems(FormDefinition form, Application application)
    {
        var sum = new FormReading(form, application.ValueOf)
            .For(QuestionPurpose.Materials)
            .SelectMany(q => TableRows.Parse(q.Value))
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
    ) => new FormReading(form, application.ValueOf).TextOf(purpose);
}
