using Grants.Data;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Tests.Support;
using Grants.Web.Features.Applications;
using Grants.Web.Features.Applications.Screening;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Grants.Tests.Features.Applications;

public sealed class QueueTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_filter_narrows_the_queue()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var officer = await story.StaffAsync(Role.ProgramOfficer);
        var small = await story.ApplicationAsync(amount: 5_000m, title: "Small");
        var large = await story.ApplicationAsync(
            ApplicationStatus.Screening,
            amount: 20_000m,
            title: "Large"
        );
        await db.Assigning(officer).RunAsync(large.Id, officer.Id, Cancel);
        await new KeepRecord(db, db.As(officer)).RaiseFlagAsync(
            large.Id,
            FlagKind.Budget,
            "High",
            Cancel
        );
        await new AnswerChecklist(db, db.As(officer)).RunAsync(
            large.Id,
            "gate.legal-status",
            "no",
            0,
            Cancel
        );

        (ApplicationFilter Filter, string[] Found)[] cases =
        [
            (new() { Assignee = ApplicationFilter.Me }, ["Large"]),
            (new() { Assignee = ApplicationFilter.Nobody }, ["Small"]),
            (new() { Assignee = officer.Id.ToString() }, ["Large"]),
            (new() { Flag = ApplicationFilter.AnyFlag }, ["Large"]),
            (new() { Flag = nameof(FlagKind.Late) }, []),
            (new() { Checklist = ApplicationFilter.Unmet }, ["Large"]),
            (new() { Checklist = ApplicationFilter.NotBegun }, ["Small"]),
            (new() { Checklist = ApplicationFilter.Met }, []),
            (new() { Min = "10000" }, ["Large"]),
            (new() { Max = "10000" }, ["Small"]),
            (new() { Country = "US" }, ["Large", "Small"]),
            (new() { Country = "FR" }, []),
            (new() { Status = nameof(ApplicationStatus.Submitted) }, ["Small"]),
            (
                new()
                {
                    Status = "999",
                    Min = "abc",
                    Assignee = "x",
                },
                ["Large", "Small"]
            ),
        ];
        var list = new ListApplications(db, db.As(officer));
        foreach (var (filter, found) in cases)
            (await list.RunAsync(filter with { Sort = "title" }, 1, Cancel))
                .Page.Rows.Select(r => r.Title)
                .Should()
                .Equal(found, filter.ToString());
        small.Id.Should().NotBe(large.Id);
    }

    [Theory]
    [InlineData("title", "A,B")]
    [InlineData("-title", "B,A")]
    [InlineData("amount", "B,A")]
    [InlineData("-amount", "A,B")]
    public async Task It_sorts_both_ways(string sort, string order)
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        await story.ApplicationAsync(amount: 5_000m, title: "A");
        await story.ApplicationAsync(amount: 6_000m, title: "B");
        var list = new ListApplications(db, db.As(await story.StaffAsync(Role.ProgramOfficer)));

        (await list.RunAsync(new() { Sort = sort }, 1, Cancel))
            .Page.Rows.Select(r => r.Title)
            .Should()
            .Equal(order.Split(','));
    }

    [Fact]
    public async Task Answers_can_be_columns()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        await story.ApplicationAsync();
        var call = await story.CallAsync();
        var list = new ListApplications(db, db.As(await story.StaffAsync(Role.ProgramOfficer)));

        var shown = await list.RunAsync(
            new() { Call = call.Call.Id.ToString(), Columns = "reference,answer:rights.owner" },
            1,
            Cancel
        );

        shown
            .Columns.Select(c => c.Key)
            .Should()
            .Equal("reference", "title", "answer:rights.owner");
        shown.Columns[^1].Value(shown.Page.Rows[0]).Should().NotBe("");
    }

    [Fact]
    public async Task As_many_queries_for_a_thousand_rows_as_for_ten()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        await app.AddAsync([.. await story.SubmittedApplicationsAsync(10)]);
        using var officer = await app.SignInAsAsync(await story.StaffAsync(Role.ProgramOfficer));
        await officer.GetStringAsync(ApplicationsRoutes.All, Cancel); // so that nothing is read for the first time

        var few = await app.QueriesAsync(officer, ApplicationsRoutes.All);
        await app.AddAsync([.. await story.SubmittedApplicationsAsync(990)]);
        var many = await app.QueriesAsync(officer, ApplicationsRoutes.All);

        many.Should().Be(few);
    }

    [Fact]
    public async Task Several_are_done_one_by_one_with_a_result_each()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var fresh = await story.ApplicationAsync();
        var passed = await story.ApplicationAsync(ApplicationStatus.InReview);
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);
        List<BulkResult> results = [];

        await app.AsAsync<BulkScreening>(
            await story.StaffAsync(Role.ProgramOfficer),
            async bulk =>
            {
                await foreach (
                    var result in bulk.RunAsync(
                        [passed.Id, draft.Id, fresh.Id],
                        new BulkOrder(BulkVerb.BeginScreening),
                        Cancel
                    )
                )
                    results.Add(result);
            }
        );

        results.Should().HaveCount(3);
        results[0].Refused.Should().StartWith("The application is now \"In review\"");
        results[1].Refused.Should().Be("The application isn't there any more.");
        results[2].Refused.Should().BeNull();
    }

    [Fact]
    public async Task Several_applicants_are_asked_for_more_with_a_result_each()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var screened = await story.ApplicationAsync(ApplicationStatus.Screening);
        var fresh = await story.ApplicationAsync();
        var officer = await story.StaffAsync(Role.ProgramOfficer);
        List<BulkResult> results = [];
        var form = new BulkOrderForm { Verb = BulkVerb.RequestInfo };
        form.Incomplete!.Reason.Should().Be("Choose until which day.");
        form.Request.DueOn = DateOnly
            .FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)
            .AddDays(14);
        form.Request.Message = "Which years?";
        form.Incomplete!.Reason.Should().Be("Choose at least one section.");

        await app.AsAsync<BulkScreening>(
            officer,
            async bulk =>
            {
                var sections = await bulk.SectionsAsync([screened.Id, fresh.Id], Cancel);
                form.Request.Choose(sections[4].Key, true);
                form.Incomplete.Should().BeNull();
                await foreach (
                    var result in bulk.RunAsync([fresh.Id, screened.Id], form.ToOrder(), Cancel)
                )
                    results.Add(result);
            }
        );

        results.Select(r => r.Refused is null).Should().Equal(false, true);
        results[0].Refused.Should().StartWith("The application is now \"Submitted\"");
        var asked = await app.ReadAsync(d =>
            d.Mail.Where(m => m.Subject.StartsWith("More information"))
                .Select(m => m.AboutId)
                .ToListAsync(Cancel)
        );
        asked.Should().Equal(screened.Id, screened.Id);
    }

    [Fact]
    public async Task Only_sections_that_all_chosen_forms_have_can_be_asked_about()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var whole = await story.ApplicationAsync(ApplicationStatus.Screening);
        var small = await app.DraftWithFilesAsync(story);
        var officer = await story.StaffAsync(Role.ProgramOfficer);
        await using (
            var db = await app
                .Services.GetRequiredService<IDbContextFactory<GrantsDb>>()
                .CreateDbContextAsync(Cancel)
        )
            await db
                .Applications.Where(a => a.Id == small.Id)
                .ExecuteUpdateAsync(
                    s =>
                        s.SetProperty(a => a.Status, ApplicationStatus.Screening)
                            .SetProperty(a => a.SubmittedAt, TimeProvider.System.GetUtcNow()),
                    Cancel
                );

        await app.AsAsync<BulkScreening>(
            officer,
            async bulk =>
                (await bulk.SectionsAsync([whole.Id, small.Id], Cancel))
                    .Select(s => s.Key)
                    .Should()
                    .Equal("project")
        );
    }
}
