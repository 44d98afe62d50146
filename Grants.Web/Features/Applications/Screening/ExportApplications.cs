using Grants.Data;
using Grants.Domain.Accounts;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Csv;
using Grants.Web.Platform.Security;
using Grants.Web.Platform.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Screening;

/// <summary>
/// The queue as a file: what it shows, or all answers as well. Then a row is an application, and what repeats in it has a
/// row per entry in a sheet of its own.
/// </summary>
public sealed class ExportApplications(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <summary>Applications with all answers in one file: about 100 MB of memory while it is made.</summary>
    public const int MostWithAnswers = 5000;

    /// <summary>Read together from the database.</summary>
    private const int Together = 200;

    public async Task<IResult> CsvAsync(
        ApplicationFilter filter,
        bool allAnswers,
        CancellationToken cancel
    )
    {
        var (actor, columns) = await ColumnsAsync(filter, allAnswers, cancel);
        return new CsvDownload<ApplicationRow>(
            "applications.csv",
            [.. columns.SelectMany(Cells)],
            AllAsync(filter, actor, columns.Any(c => c.Question is not null))
        );
    }

    public async Task<IResult> XlsxAsync(
        ApplicationFilter filter,
        bool allAnswers,
        CancellationToken cancel
    )
    {
        var (actor, columns) = await ColumnsAsync(filter, allAnswers, cancel);
        List<ApplicationRow> rows = [];
        await foreach (
            var row in AllAsync(filter, actor, columns.Any(c => c.Question is not null))
                .WithCancellation(cancel)
        )
            rows.Add(row);
        var forms = allAnswers ? await FormsAsync(filter, actor, cancel) : [];
        var repeating = allAnswers ? AnswerSheets.Of(rows, forms).ToList() : [];
        var main = columns
            .Where(c => !allAnswers || c.Question is not { } q || !AnswerSheets.Repeats(q))
            .SelectMany(Cells)
            .ToList();
        return new XlsxDownload(
            "applications.xlsx",
            [
                new Sheet(
                    "Applications",
                    Titles.Unique(main.Select(c => c.Title)),
                    rows.Select(r => (IReadOnlyList<object?>)[.. main.Select(c => c.Value(r))])
                ),
                .. repeating,
            ]
        );
    }

    /// <summary>What the address asks for; with all answers those of every form among the applications.</summary>
    private async Task<(Actor Actor, IReadOnlyList<QueueColumn> Columns)> ColumnsAsync(
        ApplicationFilter filter,
        bool allAnswers,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        var count = await filter.Narrow(db, actor).CountAsync(cancel);
        if (!allAnswers)
        {
            var own = QueueColumn.Answers(await db.FormOfCallAsync(filter.CallId, cancel));
            return (actor, QueueColumn.Chosen(filter.Columns, own));
        }
        if (count > MostWithAnswers)
            throw new RefusedException(
                new Refusal(
                    $"These are {count} applications; with all answers at most {MostWithAnswers} fit into a file. Choose a call or another filter first."
                )
            );
        var answers = (await FormsAsync(filter, actor, cancel))
            .Values.SelectMany(QueueColumn.Answers)
            .DistinctBy(c => c.Key);
        return (actor, [.. QueueColumn.Chosen(filter.Columns, []), .. answers]);
    }

    /// <summary>The forms that the applications were handed in with, by id.</summary>
    private async Task<Dictionary<Guid, FormDefinition>> FormsAsync(
        ApplicationFilter filter,
        Actor actor,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var used = filter.Narrow(db, actor).Select(a => a.FormVersionId);
        return await db
            .FormVersions.Where(f => used.Contains(f.Id))
            .OrderByDescending(f => f.Id)
            .ToDictionaryAsync(f => f.Id, f => f.Definition, cancel);
    }

    private async IAsyncEnumerable<ApplicationRow> AllAsync(
        ApplicationFilter filter,
        Actor actor,
        bool withAnswers
    )
    {
        await using var db = await databases.CreateDbContextAsync();
        if (!withAnswers)
        {
            await foreach (var row in db.QueueRows(filter, actor).AsAsyncEnumerable())
                yield return row;
            yield break;
        }
        // All rows are read before their answers, so that a page of one doesn't shift while the other is read.
        foreach (
            var rows in (
                await db.QueueRows(filter, actor).ToListAsync(CancellationToken.None)
            ).Chunk(Together)
        )
        foreach (var row in await db.WithAnswersAsync(rows, CancellationToken.None))
            yield return row;
    }

    /// <summary>A currency has a column of its own beside its amount.</summary>
    private static IEnumerable<CsvColumn<ApplicationRow>> Cells(QueueColumn column)
    {
        yield return new(column.Title, column.Value);
        if (column.Key == "amount")
            yield return new("Currency", r => r.AmountRequested.Currency);
        if (column.Key == QueueColumn.StatusKey)
            yield return new("Applicant told", r => r.IsTold);
    }
}
