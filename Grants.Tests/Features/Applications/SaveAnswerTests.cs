using Grants.Data.Identity;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Tests.Support;
using Grants.Web.Features.Applications.Form;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Applications;

public sealed class SaveAnswerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_is_kept_as_it_is_typed_complete_or_not()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);

        var saved = await SaveAsync(
            db,
            await story.ArchivistAsync(),
            draft,
            "people.leadEmail",
            "not yet an addr",
            1
        );

        saved.Version.Should().Be(2);
        (await ValueAsync(db, draft, "people.leadEmail")).Should().Be("not yet an addr");
    }

    [Fact]
    public async Task The_title_and_the_requested_total_follow_their_answers()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);
        var archivist = await story.ArchivistAsync();

        await SaveAsync(db, archivist, draft, "project.title", "Другие письма", 1);
        await SaveAsync(
            db,
            archivist,
            draft,
            "budget.lines",
            """[{"item":"Scanner","requested":"1,250.50"}]""",
            1
        );

        var stored = await db.ReadAsync(d =>
            d.Applications.SingleAsync(a => a.Id == draft.Id, Cancel)
        );
        stored.Title.Should().Be("Другие письма");
        stored.AmountRequested.Should().Be(new Money(1250.50m, "USD"));
    }

    [Fact]
    public async Task Another_text_saved_meanwhile_is_not_overwritten_and_both_are_there()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);
        await SaveAsync(
            db,
            await story.OfficialAsync(),
            draft,
            "project.title",
            "The official's",
            1
        );

        var mine = async () =>
            await SaveAsync(db, await story.ArchivistAsync(), draft, "project.title", "Mine", 1);

        var conflict = (await mine.Should().ThrowAsync<AnswerConflictException>()).Which;
        (conflict.Theirs, conflict.TheirVersion, conflict.SavedBy)
            .Should()
            .Be(("The official's", 2, "Olga Official"));
        (await ValueAsync(db, draft, "project.title")).Should().Be("The official's");
    }

    [Fact]
    public async Task Two_first_answers_at_the_same_moment_end_as_one_saved_and_one_conflict()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);
        var (archivist, official) = (await story.ArchivistAsync(), await story.OfficialAsync());

        var tries = await Task.WhenAll(
            TryAsync(() => SaveAsync(db, archivist, draft, "organization.isil", "US-A", 0)),
            TryAsync(() => SaveAsync(db, official, draft, "organization.isil", "US-B", 0))
        );

        tries.Count(failed => failed is null).Should().Be(1);
        tries.OfType<AnswerConflictException>().Should().ContainSingle();
    }

    [Fact]
    public async Task Editors_of_different_questions_at_the_same_moment_all_get_saved()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);
        var (archivist, official) = (await story.ArchivistAsync(), await story.OfficialAsync());
        string[] keys =
        [
            "organization.isil",
            "organization.website",
            "people.technicalContact",
            "rights.plan",
        ];

        await Task.WhenAll(
            keys.Select(
                (key, i) => SaveAsync(db, i % 2 == 0 ? archivist : official, draft, key, key, 0)
            )
        );

        foreach (var key in keys)
            (await ValueAsync(db, draft, key)).Should().Be(key);
    }

    [Fact]
    public async Task An_application_that_was_handed_in_takes_no_more_answers()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var submitted = await story.ApplicationAsync();

        var late = async () =>
            await SaveAsync(
                db,
                await story.ArchivistAsync(),
                submitted,
                "project.title",
                "Later",
                1
            );

        await late.Should().ThrowAsync<RefusedException>().WithMessage("*Recall it*");
    }

    [Fact]
    public async Task An_answer_beyond_measure_is_refused_with_its_length()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);

        var endless = async () =>
            await SaveAsync(
                db,
                await story.ArchivistAsync(),
                draft,
                "rights.plan",
                new string('a', Application.MaxAnswerLength + 1),
                0
            );

        await endless.Should().ThrowAsync<RefusedException>().WithMessage("*200,001 characters*");
    }

    [Fact]
    public async Task Somebody_elses_draft_is_not_found()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);
        var stranger = await db.PersonAsync();
        await db.OrganizationAsync(stranger, name: "Another Archive");

        var foreign = () => SaveAsync(db, stranger, draft, "project.title", "Mine now", 1);

        await foreign.Should().ThrowAsync<NotFoundException>();
    }

    [Fact]
    public async Task A_draft_is_written_also_after_the_deadline()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);
        db.Clock.Advance(TimeSpan.FromDays(40));

        (
            await SaveAsync(
                db,
                await story.ArchivistAsync(),
                draft,
                "project.title",
                "Late thought",
                1
            )
        )
            .Version.Should()
            .Be(2);
    }

    private static Task<SavedAnswer> SaveAsync(
        TestDb db,
        Account by,
        Application application,
        string key,
        string value,
        int basedOn
    ) => db.SaveAnswerAs(by).RunAsync(application.Id, key, value, basedOn, Cancel);

    private static Task<string> ValueAsync(TestDb db, Application application, string key) =>
        db.ReadAsync(async d =>
            (
                await d
                    .Applications.Include(a => a.Answers)
                    .SingleAsync(a => a.Id == application.Id, Cancel)
            ).ValueOf(key)
        );

    private static async Task<Exception?> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (Exception failed) when (failed is AnswerConflictException or DbUpdateException)
        {
            return failed;
        }
    }
}
