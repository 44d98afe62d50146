using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Domain.Reviews;
using Grants.Tests.Support;
using Grants.Web.Features.Applications.Screening;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Applications;

/// <summary>Notes, flags and who handles an application.</summary>
public sealed class RecordTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Notes_add_up_and_a_flag_is_resolved_once()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var application = await story.ApplicationAsync(ApplicationStatus.Screening);
        var officer = db.As(await story.StaffAsync(Role.ProgramOfficer));
        var keep = new KeepRecord(db, officer);
        var read = new ReadRecord(db, officer);

        await keep.WriteNoteAsync(application.Id, "First", Cancel);
        await keep.WriteNoteAsync(application.Id, "Second", Cancel);
        await keep.RaiseFlagAsync(application.Id, FlagKind.Rights, "No deed of gift", Cancel);
        var flag = (await read.RunAsync(application.Id, Cancel)).Flags.Single();
        await keep.ResolveFlagAsync(application.Id, flag.Id, "The deed came", Cancel);
        var again = () => keep.ResolveFlagAsync(application.Id, flag.Id, "Again", Cancel);

        await again.Should().ThrowAsync<RefusedException>().WithMessage("*resolved this flag*");
        var record = await read.RunAsync(application.Id, Cancel);
        record.Notes.Select(n => n.Text).Should().Equal("First", "Second");
        record.Flags.Single().Resolution.Should().Be("The deed came");
    }

    [Fact]
    public async Task Neither_applicant_nor_reviewer_nor_a_recused_colleague_gets_at_the_record()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var application = await story.ApplicationAsync(ApplicationStatus.InReview);
        var (_, reviewer) = await story.ReviewAsync(application, ReviewStatus.InProgress);
        var (_, recused) = await story.ReviewAsync(application, ReviewStatus.Recused);
        await db.AddAsync(new RoleAssignment(recused.Id, Role.ProgramOfficer));

        foreach (
            var person in (Grants.Data.Identity.Account[])
                [await story.ArchivistAsync(), reviewer, recused]
        )
        {
            var caller = db.As(person);
            Func<Task>[] ways =
            [
                () => new ReadRecord(db, caller).RunAsync(application.Id, Cancel),
                () => new ReadChecklist(db, caller).RunAsync(application.Id, Cancel),
                () => new ReadChanges(db, caller).RunAsync(application.Id, Cancel),
                () => new FindApplication(db, caller).RunAsync(application.Id, Cancel),
                () => new KeepRecord(db, caller).WriteNoteAsync(application.Id, "Hm", Cancel),
                () => db.Assigning(person).RunAsync(application.Id, null, Cancel),
                () => db.Screening(person).ReinstateAsync(application.Id, "Hm", Cancel),
            ];
            foreach (var way in ways)
            {
                var thrown = await way.Should().ThrowAsync<Exception>();
                thrown.Which.Should().Match(e => e is RefusedException || e is NotFoundException);
            }
        }
    }

    [Fact]
    public async Task The_colleague_who_gets_it_is_told_and_somebody_without_the_role_cant_get_it()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var application = await story.ApplicationAsync();
        var officer = await story.StaffAsync(Role.ProgramOfficer);
        var colleague = Given.Account("Connie Colleague");
        await db.AddAsync(colleague, new RoleAssignment(colleague.Id, Role.ProgramOfficer));
        var auditor = await story.StaffAsync(Role.Auditor);

        await db.Assigning(officer).RunAsync(application.Id, colleague.Id, Cancel);
        var wrong = () => db.Assigning(officer).RunAsync(application.Id, auditor.Id, Cancel);

        await wrong.Should().ThrowAsync<RefusedException>().WithMessage("That person can't*");
        var mail = await db.ReadAsync(d => d.Mail.SingleAsync(Cancel));
        mail.ToName.Should().Be("Connie Colleague");
        (await new FindApplication(db, db.As(officer)).RunAsync(application.Id, Cancel))
            .Screener.Current!.Name.Should()
            .Be("Connie Colleague");
    }

    [Fact]
    public async Task Whoever_was_told_that_it_is_ineligible_is_told_that_it_is_in_again()
    {
        await using var db = await TestDb.NewAsync();
        await db.FunderAsync();
        var story = db.Story();
        var application = await story.ApplicationAsync(ApplicationStatus.Ineligible);
        var officer = await story.StaffAsync(Role.ProgramOfficer);
        await new Grants.Web.Features.Applications.Notifying.NotifyApplicant(
            db,
            db.As(officer),
            new Grants.Web.Platform.CurrentFunder(db, db.Clock),
            new Grants.Web.Platform.SiteAddress(new Uri("https://grants.example"))
        ).RunAsync(application.Id, Cancel);

        await db.Screening(officer).ReinstateAsync(application.Id, "We misread", Cancel);

        var now = await db.ReadAsync(d => d.Applications.SingleAsync(Cancel));
        (now.Status, now.NotifiedAt, now.IneligibleCode)
            .Should()
            .Be((ApplicationStatus.Screening, null, null));
        (await db.ReadAsync(d => d.Mail.Select(m => m.Subject).ToListAsync(Cancel)))
            .Should()
            .Contain(s => s.StartsWith("In screening again"));
    }
}
