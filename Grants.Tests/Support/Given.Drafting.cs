using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Web.Features.Applications.Form;
using Grants.Web.Platform;
using Grants.Web.Platform.Pdf;
using Grants.Web.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Grants.Tests.Support;

public static partial class Given
{
    private static readonly Lazy<DocumentRenderers> Renderers = new(() =>
        new ServiceCollection()
            .AddDocuments()
            .BuildServiceProvider()
            .GetRequiredService<DocumentRenderers>()
    );

    private static readonly Lazy<IFileStore> Store = new(() =>
        new DiskFileStore(Directory.CreateTempSubdirectory("grants-files-").FullName)
    );

    public static SaveAnswer SaveAnswerAs(this TestDb db, Account by) =>
        new(db, db.As(by), new OpenFormsHere());

    public static ResubmitApplication ResubmitApplicationAs(this TestDb db, Account by) =>
        new(
            db,
            db.As(by),
            new CurrentFunder(db, db.Clock),
            new SubmissionPdf(Renderers.Value, Store.Value),
            new SiteAddress(new Uri("https://grants.example"))
        );

    public static SubmitApplication SubmitApplicationAs(this TestDb db, Account by) =>
        new(
            db,
            db.As(by),
            new SubmissionPdf(Renderers.Value, Store.Value),
            new CurrentFunder(db, db.Clock),
            new SiteAddress(new Uri("https://grants.example"))
        );

    /// <summary>
    /// A small form with two questions for files: "more.files" takes any known kind, "more.letters" one PDF of at most 1 MB.
    /// </summary>
    public static FormDefinition FormWithFiles { get; } =
        new([
            new FormSection(
                "project",
                "Project",
                "",
                [
                    new Question("project.title", "Project title", QuestionType.ShortText)
                    {
                        Required = true,
                        Purpose = QuestionPurpose.Title,
                    },
                    new Question("project.summary", "Summary", QuestionType.LongText),
                ]
            ),
            new FormSection(
                "more",
                "Attachments",
                "",
                [
                    new Question("more.files", "Pictures and papers", QuestionType.Files),
                    new Question("more.letters", "Letter of support", QuestionType.Files)
                    {
                        Files = new FileLimits(["pdf"], 1_000_000, 1),
                    },
                    new Question("more.agree", "It is all true.", QuestionType.Attestation)
                    {
                        Required = true,
                    },
                ]
            ),
        ]);

    /// <summary>A draft of the story's organization on the form with files, complete without them.</summary>
    public static async Task<Application> DraftWithFilesAsync(this TestApp app, Story story)
    {
        var (open, organization) = (await story.CallAsync(), await story.OrganizationAsync());
        var archivist = await story.ArchivistAsync();
        var officer = new Stamp(Actor(Role.ProgramOfficer), open.Call.OpensAt.AddHours(1));
        var form = new FormVersion("Form with files", 1, FormWithFiles, officer);
        var call = new Call(
            open.Program.Id,
            open.Fund.Id,
            form.Id,
            open.Rubric.Id,
            new CallTerms(
                "Call with files",
                "",
                "Anybody.",
                open.Call.OpensAt,
                open.Call.Deadline,
                open.Call.AwardCap,
                1
            ),
            "with-files",
            officer
        );
        call.Publish(officer);
        var by = officer with
        {
            By = ActorOf(archivist) with
            {
                Organizations = [new Membership(organization.Id, OrganizationRole.Editor)],
            },
        };
        var application = new Application(organization.Id, call, by);
        application.SaveAnswer(FormWithFiles, "project.title", "Letters", 0, by);
        application.SaveAnswer(FormWithFiles, "more.agree", archivist.Name, 0, by);
        await app.AddAsync(form, call, application);
        return application;
    }
}
