using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Tests.Support;
using Grants.Web.Features.Applications.Form;
using Grants.Web.Features.Applications.Start;
using Grants.Web.Features.Programs.Extensions;
using Grants.Web.Platform;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Programs;

/// <summary>A published call with a form of one question, and an archive that applies in it by the real use cases.</summary>
public sealed class CallDesk(TestDb db, Call call, Story story)
{
    public static readonly SiteAddress Site = new(new Uri("http://127.0.0.1:5080"));

    private static FormDefinition Short =>
        new FormDefinition([
            new FormSection(
                "only",
                "Only",
                "",
                [
                    new Question("title", "Title", QuestionType.ShortText)
                    {
                        Purpose = QuestionPurpose.Title,
                    },
                    new Question("why", "Why?", QuestionType.LongText),
                ]
            ),
        ]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Call Call => call;

    public Story Story => story;

    /// <param name="change">Of terms that say: open since yesterday, closing in 30 days.</param>
    public static async Task<CallDesk> OpenAsync(
        TestDb db,
        Func<CallTerms, CallTerms>? change = null,
        Guid? firstStage = null,
        Story? story = null,
        FormDefinition? asks = null
    )
    {
        story ??= db.Story();
        var open = await story.CallAsync();
        await story.OrganizationAsync();
        var officer = db.By(await db.ActorAsync(await story.StaffAsync(Role.ProgramOfficer)));
        var form = new FormVersion(
            $"Short form {Guid.CreateVersion7()}",
            1,
            asks ?? Short,
            officer
        );
        var terms = open.Call.Terms with { Title = "Desk call" };
        var call = new Call(
            open.Program.Id,
            open.Fund.Id,
            form.Id,
            open.Rubric.Id,
            change?.Invoke(terms) ?? terms,
            $"desk-{form.Id:n}",
            officer,
            firstStage
        );
        call.Publish(officer);
        await db.AddAsync(form, call);
        return new CallDesk(db, call, story);
    }

    public async Task<Guid> StartAsync(params (string Key, string Answer)[] eligibility) =>
        await new StartApplication(db, db.As(await story.ArchivistAsync())).RunAsync(
            call.Id,
            (await story.OrganizationAsync()).Id,
            eligibility.ToDictionary(e => e.Key, e => e.Answer),
            Cancel
        );

    public async Task SaveAsync(Guid application, string key, string value, int basedOn = 0) =>
        await db.SaveAnswerAs(await story.ArchivistAsync())
            .RunAsync(application, key, value, basedOn, Cancel);

    public async Task<Receipt> SubmitAsync(Guid application) =>
        await db.SubmitApplicationAs(await story.ArchivistAsync())
            .RunAsync(
                application,
                await db.ReadAsync(d =>
                    d.Applications.Where(a => a.Id == application)
                        .SelectMany(a => a.Answers)
                        .ToDictionaryAsync(a => a.QuestionKey, a => a.Version, Cancel)
                ),
                Cancel
            );

    /// <returns>How many people get a mail.</returns>
    public async Task<int> ExtendAsync(DateTimeOffset until, Guid? application = null) =>
        await new ExtendForOne(
            db,
            db.As(await story.StaffAsync(Role.ProgramOfficer)),
            Site
        ).RunAsync(
            call.Id,
            (await StoredAsync()).Version,
            new Applicant((await story.OrganizationAsync()).Id, application),
            new Deadline(until, call.Zone).Local,
            "The archive was flooded",
            Cancel
        );

    public async Task RevokeAsync(Guid? application = null) =>
        await new ExtendForOne(
            db,
            db.As(await story.StaffAsync(Role.ProgramOfficer)),
            Site
        ).RevokeAsync(
            call.Id,
            (await StoredAsync()).Version,
            new Applicant((await story.OrganizationAsync()).Id, application),
            "It dried sooner",
            Cancel
        );

    public Task<Call> StoredAsync() =>
        db.ReadAsync(d => d.Calls.SingleAsync(c => c.Id == call.Id, Cancel));

    public Task<Application> ApplicationAsync(Guid id) =>
        db.ReadAsync(d =>
            d.Applications.Include(a => a.Answers).SingleAsync(a => a.Id == id, Cancel)
        );
}
