using Grants.Data.Identity;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Tests.Support;
using Grants.Web.Features.Applications.Form;
using Grants.Web.Features.Applications.Mine;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Applications;

public sealed class SubmitApplicationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Handing_in_keeps_the_answers_and_mails_a_receipt_to_lead_and_official()
    {
        await using var db = await TestDb.NewAsync();
        await db.FunderAsync("SJMAP");
        var story = db.Story();
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);

        var receipt = await SubmitAsync(db, await story.ArchivistAsync(), draft);

        receipt.ReferenceNumber.Should().Be("SJMAP-2026-0001");
        var stored = await StoredAsync(db, draft);
        stored.Status.Should().Be(ApplicationStatus.Submitted);
        stored.Submissions.Should().ContainSingle().Which.Sha256.Should().Be(receipt.Sha256);
        var mails = await db.ReadAsync(d => d.Mail.ToListAsync(Cancel));
        mails.Select(m => m.ToName).Should().BeEquivalentTo("Ada Archivist", "Olga Official");
        mails
            .Should()
            .AllSatisfy(m =>
                m.Body.Should()
                    .Contain("SJMAP-2026-0001")
                    .And.Contain(receipt.Sha256)
                    .And.Contain("2 March 2026, 04:00:00 (America/New_York)")
            );
    }

    [Fact]
    public async Task At_the_exact_instant_of_the_deadline_it_is_taken()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);
        db.Clock.SetUtcNow((await story.CallAsync()).Call.DeadlineAt);

        var receipt = await SubmitAsync(db, await story.ArchivistAsync(), draft);

        receipt.SubmittedAt.Should().Be(db.Now);
    }

    [Fact]
    public async Task One_second_late_is_refused_with_both_times_named()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);
        db.Clock.SetUtcNow((await story.CallAsync()).Call.DeadlineAt.AddSeconds(1));

        var late = async () => await SubmitAsync(db, await story.ArchivistAsync(), draft);

        await late.Should()
            .ThrowAsync<RefusedException>()
            .WithMessage(
                "*closed on 1 April 2026, 05:00:00 (America/New_York)*received on 1 April 2026, 05:00:01*"
            );
        (await StoredAsync(db, draft)).Status.Should().Be(ApplicationStatus.Draft);
        (await db.ReadAsync(d => d.Mail.CountAsync(Cancel))).Should().Be(0);
        (await db.ReadAsync(d => d.NumberSequences.CountAsync(Cancel))).Should().Be(0);
    }

    [Fact]
    public async Task Handing_in_twice_gives_one_submission_and_the_same_receipt()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);
        var archivist = await story.ArchivistAsync();

        var first = await SubmitAsync(db, archivist, draft);
        db.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await SubmitAsync(db, archivist, draft);

        second.Should().Be(first);
        (await db.ReadAsync(d => d.Mail.CountAsync(Cancel)))
            .Should()
            .Be(2, "the lead and the official got one each");
    }

    [Fact]
    public async Task Fifty_clicks_at_once_give_one_submission_and_equal_receipts()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);
        var archivist = await story.ArchivistAsync();
        var seen = Seen(draft);

        var receipts = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(_ =>
                    Task.Run(
                        () => db.SubmitApplicationAs(archivist).RunAsync(draft.Id, seen, Cancel),
                        Cancel
                    )
                )
        );

        receipts.Distinct().Should().ContainSingle();
        (await StoredAsync(db, draft)).Submissions.Should().ContainSingle();
        (await db.ReadAsync(d => d.Mail.CountAsync(Cancel))).Should().Be(2);
    }

    [Fact]
    public async Task Reference_numbers_have_no_gap_and_survive_a_recall()
    {
        await using var db = await TestDb.NewAsync();
        await db.FunderAsync("SJMAP");
        var story = db.Story();
        var archivist = await story.ArchivistAsync();
        var (one, two) = (
            await story.ApplicationAsync(ApplicationStatus.Draft),
            await story.ApplicationAsync(ApplicationStatus.Draft)
        );

        await SubmitAsync(db, archivist, one);
        await new RecallApplication(db, db.As(archivist)).RunAsync(one.Id, Cancel);
        var again = await SubmitAsync(db, archivist, one);
        var other = await SubmitAsync(db, archivist, two);

        (again.ReferenceNumber, other.ReferenceNumber)
            .Should()
            .Be(("SJMAP-2026-0001", "SJMAP-2026-0002"));
        (await StoredAsync(db, one)).Submissions.Should().HaveCount(2);
    }

    [Fact]
    public async Task An_answer_that_a_colleague_changed_meanwhile_is_named_before_it_is_handed_in()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);
        var seen = Seen(draft);
        await db.SaveAnswerAs(await story.OfficialAsync())
            .RunAsync(draft.Id, "project.title", "Changed", 1, Cancel);

        var stale = async () =>
            await db.SubmitApplicationAs(await story.ArchivistAsync())
                .RunAsync(draft.Id, seen, Cancel);

        await stale
            .Should()
            .ThrowAsync<RefusedException>()
            .WithMessage("Olga Official changed \"Project title\"*");
    }

    [Fact]
    public async Task An_incomplete_form_says_what_is_missing()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);
        var archivist = await story.ArchivistAsync();
        await db.SaveAnswerAs(archivist).RunAsync(draft.Id, "rights.owner", "", 1, Cancel);

        var incomplete = () =>
            db.SubmitApplicationAs(archivist).RunAsync(draft.Id, Seen(draft), Cancel);

        await incomplete
            .Should()
            .ThrowAsync<RefusedException>()
            .WithMessage("One answer still needs you:*Who owns the originals?*");
    }

    [Fact]
    public async Task An_editor_who_is_neither_lead_nor_official_cant_hand_in()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);
        var colleague = await db.PersonAsync();
        await using (var context = db.CreateDbContext())
        {
            var organization = await context.Organizations.SingleAsync(
                o => o.Id == draft.OrganizationId,
                Cancel
            );
            organization.Admit(
                colleague.Id,
                colleague.Name,
                Grants.Domain.Accounts.OrganizationRole.Editor,
                db.By(Given.Actor())
            );
            await context.SaveChangesAsync(Cancel);
        }

        var unasked = () => SubmitAsync(db, colleague, draft);

        await unasked
            .Should()
            .ThrowAsync<RefusedException>()
            .WithMessage("The lead applicant or an authorized official*");
    }

    private static Task<Receipt> SubmitAsync(TestDb db, Account by, Application draft) =>
        db.SubmitApplicationAs(by).RunAsync(draft.Id, Seen(draft), Cancel);

    private static Dictionary<string, int> Seen(Application draft) =>
        draft.Answers.ToDictionary(a => a.QuestionKey, a => a.Version);

    private static Task<Application> StoredAsync(TestDb db, Application draft) =>
        db.ReadAsync(d =>
            d.Applications.Include(a => a.Submissions).SingleAsync(a => a.Id == draft.Id, Cancel)
        );
}
