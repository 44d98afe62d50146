using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Domain.Reviews;
using Grants.Tests.Support;
using Grants.Web.Features.Reviews.Assignment;
using Grants.Web.Features.Reviews.Work;
using Grants.Web.Platform;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Reviews;

public sealed class AssignmentTests
{
    private static readonly SiteAddress Site = new(new Uri("https://grants.example"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reviewer_who_is_assigned_gets_a_mail_in_the_same_save()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var application = await story.ApplicationAsync(ApplicationStatus.InReview);
        var reviewer = await db.PersonAsync(Role.Reviewer);

        await Assign(db, await story.StaffAsync(Role.ProgramOfficer))
            .RunAsync(application.Id, reviewer.Id, Cancel);

        var mail = await db.ReadAsync(d => d.Mail.SingleAsync());
        mail.ToAddress.Should().Be(reviewer.Email);
        mail.Body.Should().Contain("https://grants.example/work/reviews/");
        (await db.ReadAsync(d => d.Reviews.SingleAsync())).Status.Should().Be(ReviewStatus.Invited);
    }

    [Fact]
    public async Task Nobody_is_assigned_to_an_application_from_their_own_mail_domain()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var application = await story.ApplicationAsync(ApplicationStatus.InReview);
        var colleague = Given.Account(email: "someone@archive.example");
        await db.AddAsync([colleague, new RoleAssignment(colleague.Id, Role.Reviewer)]);

        var officer = await story.StaffAsync(Role.ProgramOfficer);
        var assign = () => Assign(db, officer).RunAsync(application.Id, colleague.Id, Cancel);

        (await assign.Should().ThrowAsync<RefusedException>())
            .Which.Message.Should()
            .Contain("archive.example");
        (await db.ReadAsync(d => d.Reviews.CountAsync())).Should().Be(0);
        (await db.ReadAsync(d => d.Mail.CountAsync())).Should().Be(0);
    }

    [Fact]
    public async Task Somebody_who_was_recused_is_not_assigned_again()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var application = await story.ApplicationAsync(ApplicationStatus.InReview);
        var (_, reviewer) = await story.ReviewAsync(application, ReviewStatus.Recused);
        var officer = await story.StaffAsync(Role.ProgramOfficer);

        var again = () => Assign(db, officer).RunAsync(application.Id, reviewer.Id, Cancel);

        await again.Should().ThrowAsync<RefusedException>().WithMessage("*Recused*");
        var choices = await new FindReviewers(db, db.As(officer)).RunAsync(application.Id, Cancel);
        choices.Should().NotContain(c => c.PersonId == reviewer.Id);
    }

    [Fact]
    public async Task Whoever_declares_a_conflict_sees_nothing_any_more_and_staff_are_told()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        await story.StaffAsync(Role.ProgramOfficer);
        var application = await story.ApplicationAsync(ApplicationStatus.InReview);
        var (review, reviewer) = await story.ReviewAsync(application, ReviewStatus.Submitted);
        var read = new ReadReview(db, db.As(reviewer));
        (await read.RunAsync(review.Id, Cancel)).Content.Should().NotBeNull();

        await new DeclareConflict(db, db.As(reviewer), Site).RunAsync(
            review.Id,
            "My sister works there",
            Cancel
        );

        var shown = await read.RunAsync(review.Id, Cancel);
        shown.Content.Should().BeNull();
        shown.Collections.Should().BeEmpty();
        shown.Total.Should().BeNull();
        (await db.ReadAsync(d => d.Mail.SingleAsync()))
            .Subject.Should()
            .Contain("reviewer is needed");
        var work = await new ListAssignments(
            db,
            db.As(await story.StaffAsync(Role.ProgramOfficer))
        ).RunAsync(application.Id, Cancel);
        work.Figures.N.Should().Be(0);
    }

    [Fact]
    public async Task Before_the_attestation_a_reviewer_reads_the_collections_and_no_answer()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var application = await story.ApplicationAsync(ApplicationStatus.InReview);
        var (review, reviewer) = await story.ReviewAsync(application, ReviewStatus.Accepted);

        var shown = await new ReadReview(db, db.As(reviewer)).RunAsync(review.Id, Cancel);

        shown.Content.Should().BeNull();
        shown.Collections.Should().HaveCount(1);
        shown.Title.Should().Be(application.Title);
    }

    [Fact]
    public async Task Another_reviewers_review_is_not_found()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var application = await story.ApplicationAsync(ApplicationStatus.InReview);
        var (review, _) = await story.ReviewAsync(application, ReviewStatus.Submitted);
        var (_, other) = await story.ReviewAsync(application, ReviewStatus.Submitted);

        var read = () => new ReadReview(db, db.As(other)).RunAsync(review.Id, Cancel);
        var score = () =>
            new ScoreReview(db, db.As(other)).GivePointsAsync(review.Id, "urgency", 0, Cancel);

        await read.Should().ThrowAsync<NotFoundException>();
        await score.Should().ThrowAsync<NotFoundException>();
    }

    [Fact]
    public async Task Points_and_comment_are_saved_apart_and_neither_takes_the_other_away()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var application = await story.ApplicationAsync(ApplicationStatus.InReview);
        var (review, reviewer) = await story.ReviewAsync(
            application,
            ReviewStatus.NoConflictAttested
        );
        var score = new ScoreReview(db, db.As(reviewer));

        await score.ExplainAsync(review.Id, "urgency", "The tapes shed", Cancel);
        await score.GivePointsAsync(review.Id, "urgency", 4, Cancel);
        await score.ExplainAsync(review.Id, "urgency", "The tapes shed oxide", Cancel);

        var shown = await new ReadReview(db, db.As(reviewer)).RunAsync(review.Id, Cancel);
        shown.Scores["urgency"].Points.Should().Be(4);
        shown.Scores["urgency"].Comment.Should().Be("The tapes shed oxide");
        shown.CannotSubmit!.Reason.Should().Contain("no score yet");
    }

    [Fact]
    public async Task Closing_with_too_few_reviews_needs_a_reason_and_the_log_names_the_rule()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var application = await story.ApplicationAsync(ApplicationStatus.InReview);
        await story.ReviewAsync(application, ReviewStatus.Submitted);
        var close = new CloseReview(db, db.As(await story.StaffAsync(Role.ProgramOfficer)));

        var without = () => close.RunAsync(application.Id, null, Cancel);
        await without.Should().ThrowAsync<RefusedException>();
        await close.RunAsync(application.Id, "The second reader is ill", Cancel);

        var line = await db.ReadAsync(d =>
            d.AuditEntries.SingleAsync(e => e.Verb == nameof(ReviewClosed))
        );
        line.Reason.Should().Be("The second reader is ill");
        line.Overrides.Should().StartWith("2 submitted reviews");
    }

    private static AssignReviewer Assign(TestDb db, Grants.Data.Identity.Account officer) =>
        new(db, db.As(officer), new CurrentFunder(db, db.Clock), Site);
}
