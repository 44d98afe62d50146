using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Tests.Support;
using Grants.Web.Features.Applications.SignOff;
using Grants.Web.Platform;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Applications;

/// <summary>Where the call asks for it, an authorized official hands the application in.</summary>
public sealed class SignOffTests
{
    private static readonly SiteAddress Site = new(new Uri("https://grants.example"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_lead_asks_the_official_is_told_and_hands_in()
    {
        await using var db = await TestDb.NewAsync();
        var (story, draft) = await DraftAsync(db);
        var (archivist, official) = (await story.ArchivistAsync(), await story.OfficialAsync());
        var alone = () => db.SubmitApplicationAs(archivist).RunAsync(draft.Id, Seen(draft), Cancel);
        await alone.Should().ThrowAsync<RefusedException>().WithMessage("*authorized official*");

        await AskAsync(db, story, draft);

        (await StatusAsync(db)).Should().Be(ApplicationStatus.AwaitingSignOff);
        var mail = await db.ReadAsync(d => d.Mail.SingleAsync(Cancel));
        (mail.ToAddress, mail.Subject)
            .Should()
            .Be(
                (
                    official.Email!,
                    "Ada Archivist asks for your sign-off: \"Letters of the movement\""
                )
            );
        var writes = () =>
            db.SaveAnswerAs(archivist).RunAsync(draft.Id, "project.title", "Late", 1, Cancel);
        await writes
            .Should()
            .ThrowAsync<RefusedException>()
            .WithMessage("It waits for the sign-off*");

        await db.SubmitApplicationAs(official).RunAsync(draft.Id, Seen(draft), Cancel);

        (await StatusAsync(db)).Should().Be(ApplicationStatus.Submitted);
    }

    [Fact]
    public async Task The_official_returns_it_and_the_lead_reads_why()
    {
        await using var db = await TestDb.NewAsync();
        var (story, draft) = await DraftAsync(db);
        await AskAsync(db, story, draft);

        await new ReturnToDraft(db, db.As(await story.OfficialAsync()), Site).RunAsync(
            draft.Id,
            "The budget is last year's.",
            Cancel
        );

        (await StatusAsync(db)).Should().Be(ApplicationStatus.Draft);
        var mail = await db.ReadAsync(d =>
            d.Mail.SingleAsync(m => m.ToName == "Ada Archivist", Cancel)
        );
        mail.Body.Should().Contain("The budget is last year's.");
    }

    [Fact]
    public async Task Nothing_incomplete_is_given_to_the_official()
    {
        await using var db = await TestDb.NewAsync();
        var (story, draft) = await DraftAsync(db);
        await db.SaveAnswerAs(await story.ArchivistAsync())
            .RunAsync(draft.Id, "project.title", "", 1, Cancel);
        var seen = Seen(draft);
        seen["project.title"] = 2;

        var early = async () =>
            await new RequestSignOff(db, db.As(await story.ArchivistAsync()), Site).RunAsync(
                draft.Id,
                seen,
                Cancel
            );

        await early.Should().ThrowAsync<RefusedException>().WithMessage("One answer still needs*");
    }

    [Fact]
    public async Task A_call_that_asks_for_none_takes_none()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);

        var unasked = () => AskAsync(db, story, draft);

        await unasked.Should().ThrowAsync<RefusedException>().WithMessage("This call asks for no*");
    }

    private static async Task<(Story Story, Application Draft)> DraftAsync(TestDb db)
    {
        var story = db.Story();
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);
        await using var context = db.CreateDbContext();
        await context.Calls.ExecuteUpdateAsync(
            c => c.SetProperty(x => x.NeedsSignOff, true),
            Cancel
        );
        return (story, draft);
    }

    private static async Task AskAsync(TestDb db, Story story, Application draft) =>
        await new RequestSignOff(db, db.As(await story.ArchivistAsync()), Site).RunAsync(
            draft.Id,
            Seen(draft),
            Cancel
        );

    private static Dictionary<string, int> Seen(Application draft) =>
        draft.Answers.ToDictionary(a => a.QuestionKey, a => a.Version);

    private static Task<ApplicationStatus> StatusAsync(TestDb db) =>
        db.ReadAsync(d => d.Applications.Select(a => a.Status).SingleAsync(Cancel));
}
