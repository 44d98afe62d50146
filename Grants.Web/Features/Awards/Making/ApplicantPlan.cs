using Grants.Domain.Applications;
using Grants.Domain.Deliverables;
using Grants.Domain.Forms;

namespace Grants.Web.Features.Awards.Making;

/// <summary>What the officer starts from: the applicant's own numbers and days, to be corrected before the award is made.</summary>
internal static class ApplicantPlan
{
    /// <summary>The materials tables' rows, each under its collection; empty where the form has no such table.</summary>
    public static IReadOnlyList<MaterialPromise> Materials(
        FormDefinition form,
        Application application
    )
    {
        var reading = new FormReading(form, application.ValueOf);
        var ofEntries = reading
            .All.SelectMany(q => q.Entries)
            .SelectMany(entry =>
                entry
                    .Questions.Where(q => q.Question.Purpose == QuestionPurpose.Materials)
                    .Select(q => (Collection: entry.Questions[0].Value.Trim(), Table: q))
            )
            .ToList();
        var others = reading
            .For(QuestionPurpose.Materials)
            .Where(q => ofEntries.TrueForAll(e => e.Table.Key != q.Key))
            .Select(q => (Collection: reading.CollectionNames.FirstOrDefault(""), Table: q));
        return
        [
            .. ofEntries
                .Concat(others)
                .SelectMany(t =>
                    TableRows.Parse(t.Table.Value).Select(row => Promise(t.Collection, row))
                )
                .Where(p => p.Count > 0),
        ];
    }

    /// <summary>Columns as <see cref="QuestionPresets.Materials"/> has them; a form may have them otherwise.</summary>
    private static MaterialPromise Promise(
        string collection,
        IReadOnlyDictionary<string, string> row
    )
    {
        var count = Math.Ceiling(FormCheck.Number(row.GetValueOrDefault("count")) ?? 0m);
        return new MaterialPromise(
            collection,
            Said("type", "Items"),
            (int)Math.Clamp(count, 0m, MakeAwardForm.MostItems),
            Said("unit", "items")
        );

        string Said(string column, string otherwise) =>
            row.GetValueOrDefault(column) is { Length: > 0 } said ? said : otherwise;
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
