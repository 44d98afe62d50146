using System.Net;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Tests.Support;
using Grants.Web.Features.Applications;
using MiniExcelLibs;

namespace Grants.Tests.Features.Applications;

public sealed class ExportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_workbook_has_a_row_per_application_and_a_sheet_for_what_repeats()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var application = await story.ApplicationAsync(title: "=HYPERLINK(\"http://x\")");
        using var officer = await app.SignInAsAsync(await story.StaffAsync(Role.ProgramOfficer));

        var bytes = await officer.GetByteArrayAsync(
            ApplicationsRoutes.AllXlsx + "?answers=true",
            Cancel
        );

        using var file = new MemoryStream(bytes);
        var sheets = MiniExcel.GetSheetNames(file);
        sheets[0].Should().Be("Applications");
        var repeating = DefaultForm
            .Make()
            .AllQuestions.Where(q =>
                q.Type is QuestionType.Table or QuestionType.Budget or QuestionType.Group
            );
        sheets.Should().HaveCount(1 + repeating.Count());
        var row = Rows(file, "Applications").Should().ContainSingle().Which;
        row["Reference"].Should().Be(application.ReferenceNumber);
        row["Application"].Should().Be("'=HYPERLINK(\"http://x\")");
        Convert.ToDecimal(row["Requested"]).Should().Be(10_000m);
        var budget = Rows(
            file,
            sheets.Single(s => s.StartsWith("Budget", StringComparison.Ordinal))
        );
        budget.Should().NotBeEmpty();
        budget.Sum(r => Convert.ToDecimal(r["Line total"])).Should().Be(10_000m);
    }

    [Fact]
    public async Task The_file_has_the_columns_and_rows_that_the_page_shows()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        await story.ApplicationAsync(title: "Fresh");
        await story.ApplicationAsync(ApplicationStatus.InReview, title: "Passed");
        using var officer = await app.SignInAsAsync(await story.StaffAsync(Role.ProgramOfficer));

        var text = await officer.GetStringAsync(
            ApplicationsRoutes.AllCsv + "?status=InReview&columns=country,checklist",
            Cancel
        );

        text.Trim('\uFEFF', '\r', '\n')
            .Split("\r\n")
            .Should()
            .Equal("Application,Country,Checklist", "Passed,United States of America,Not begun");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?answers=true")]
    public async Task Applicants_and_reviewers_get_no_file_and_recused_staff_get_no_row(
        string query
    )
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var application = await story.ApplicationAsync(ApplicationStatus.InReview);
        var (_, reviewer) = await story.ReviewAsync(
            application,
            Grants.Domain.Reviews.ReviewStatus.InProgress
        );
        var (_, recused) = await story.ReviewAsync(
            application,
            Grants.Domain.Reviews.ReviewStatus.Recused
        );
        await app.AddAsync(new RoleAssignment(recused.Id, Role.ProgramOfficer));

        foreach (
            var person in (Grants.Data.Identity.Account[])[await story.ArchivistAsync(), reviewer]
        )
        {
            using var browser = await app.SignInAsAsync(person);
            (await browser.GetAsync(ApplicationsRoutes.AllXlsx + query, Cancel))
                .StatusCode.Should()
                .NotBe(HttpStatusCode.OK);
        }
        using var shut = await app.SignInAsAsync(recused);
        using var file = new MemoryStream(
            await shut.GetByteArrayAsync(ApplicationsRoutes.AllXlsx + query, Cancel)
        );
        Rows(file, "Applications")
            .Should()
            .AllSatisfy(r => r.Values.Should().AllSatisfy(v => v.Should().BeNull()));
    }

    private static List<IDictionary<string, object>> Rows(Stream file, string sheet)
    {
        file.Position = 0;
        return
        [
            .. file.Query(useHeaderRow: true, sheetName: sheet).Cast<IDictionary<string, object>>(),
        ];
    }
}
