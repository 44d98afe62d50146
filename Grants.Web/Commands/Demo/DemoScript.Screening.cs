using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Web.Features.Applications.Form;
using Grants.Web.Features.Applications.Screening;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Commands.Demo;

internal sealed partial class DemoScript
{
    /// <summary>Every gate of the checklist is met.</summary>
    private Task MeetChecklistAsync(Guid id, CancellationToken cancel) =>
        stage.AsAsync<AnswerChecklist>(
            DemoPeople.Program,
            async answer =>
            {
                foreach (
                    var gate in DefaultChecklist
                        .Make()
                        .Questions.Where(q => q.Type == QuestionType.YesNo)
                )
                    await answer.RunAsync(id, gate.Key, "yes", 0, cancel);
            },
            cancel
        );

    /// <summary>Somebody takes it, checks a part, and asks for what is missing.</summary>
    private async Task AskForMoreAsync(Guid id, CancellationToken cancel)
    {
        await stage.AsAsync<AssignScreener>(
            DemoPeople.Program,
            async assign =>
                await assign.RunAsync(
                    id,
                    await stage.IdOfAsync(DemoPeople.Program, cancel),
                    cancel
                ),
            cancel
        );
        await stage.AsAsync<AnswerChecklist>(
            DemoPeople.Program,
            async answer =>
            {
                foreach (
                    var key in (string[])
                        ["gate.legal-status", "gate.metadata-rights", "gate.holding-institution"]
                )
                    await answer.RunAsync(id, key, "yes", 0, cancel);
            },
            cancel
        );
        await stage.AsAsync<KeepRecord>(
            DemoPeople.Program,
            async keep =>
            {
                await keep.WriteNoteAsync(
                    id,
                    "I spoke with the archive: the dates of the second series are a slip of the pen.",
                    cancel
                );
                await keep.RaiseFlagAsync(
                    id,
                    FlagKind.Scope,
                    "Part of the collection may be later than 1991.",
                    cancel
                );
                await keep.RaiseFlagAsync(
                    id,
                    FlagKind.Budget,
                    "The vendor's rate per page is above the median of our grants.",
                    cancel
                );
            },
            cancel
        );
        var flag = await stage.ReadAsync(
            db =>
                db.Applications.Where(a => a.Id == id)
                    .SelectMany(a => a.Flags)
                    .Where(f => f.Kind == FlagKind.Budget)
                    .Select(f => f.Id)
                    .SingleAsync(cancel),
            cancel
        );
        await stage.AsAsync<KeepRecord>(
            DemoPeople.Program,
            keep =>
                keep.ResolveFlagAsync(id, flag, "The posters need a larger scanner; fine.", cancel),
            cancel
        );
        await stage.AsAsync<ScreenApplication>(
            DemoPeople.Program,
            screen =>
                screen.RequestInfoAsync(
                    id,
                    ["significance"],
                    DateOnly.FromDateTime(stage.Clock.GetUtcNow().AddDays(14).UtcDateTime),
                    "Please say of which years the papers are, and what is not available elsewhere.",
                    cancel
                ),
            cancel
        );
    }

    private async Task AnswerRequestAsync(Guid id, int number, CancellationToken cancel)
    {
        const string Key = "significance.unique";
        var before = await stage.ReadAsync(
            db =>
                db.Applications.Where(a => a.Id == id)
                    .SelectMany(a => a.Answers)
                    .SingleAsync(a => a.QuestionKey == Key, cancel),
            cancel
        );
        await stage.AsAsync<SaveAnswer>(
            EditorOf(number),
            async save =>
                await save.RunAsync(
                    id,
                    Key,
                    "Nothing of it is online, and one other library holds a few copies. All papers are from 1967 to 1989.",
                    before.Version,
                    cancel
                ),
            cancel
        );
        var seen = await stage.ReadAsync(
            db =>
                db.Applications.Where(a => a.Id == id)
                    .SelectMany(a => a.Answers)
                    .ToDictionaryAsync(a => a.QuestionKey, a => a.Version, cancel),
            cancel
        );
        await stage.AsAsync<ResubmitApplication>(
            EditorOf(number),
            resubmit => resubmit.RunAsync(id, seen, cancel),
            cancel
        );
    }
}
