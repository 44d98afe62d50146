using Grants.Domain.Applications;
using Grants.Domain.Programs;
using Grants.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Domain.Applications;

public sealed class AnswerRulesTests
{
    [Theory]
    [InlineData("SJMAP", "SJMAP")]
    [InlineData("Soviet Jewry Movement", "SOVIETJE")]
    [InlineData("ארכיון", "A")]
    public void A_reference_number_begins_with_the_funders_short_name(string name, string prefix) =>
        Funder.ReferencePrefix(name).Should().Be(prefix);

    [Fact]
    public async Task A_change_by_somebody_else_is_named_to_who_didnt_see_it()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var made = await story.ApplicationAsync(ApplicationStatus.Draft);
        var form = (await story.CallAsync()).Form.Definition;
        var application = await db.ReadAsync(d =>
            d.Applications.Include(a => a.Answers).SingleAsync(a => a.Id == made.Id)
        );
        var seen = application.Answers.ToDictionary(a => a.QuestionKey, a => a.Version);
        application.ChangedSince(seen, form).Should().BeNull();

        var colleague = Given.MemberOf(application.OrganizationId);
        application.SaveAnswer(form, "project.title", "Other letters", 1, db.By(colleague));

        application
            .ChangedSince(seen, form)!
            .Reason.Should()
            .StartWith("A colleague changed \"Project title\"");
    }

    [Fact]
    public async Task What_was_handed_in_reads_back_as_it_was_typed()
    {
        await using var db = await TestDb.NewAsync();
        var made = await db.Story().ApplicationAsync(title: "Письма \"Отказники\" <מכתבים>");

        var values = SubmissionText.Read(made.Submissions[0].AnswersJson);

        values["project.title"].Should().Be("Письма \"Отказники\" <מכתבים>");
        values.Should().HaveCount(made.Answers.Count);
    }
}
