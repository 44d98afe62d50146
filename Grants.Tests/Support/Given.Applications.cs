using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;

namespace Grants.Tests.Support;

public static partial class Given
{
    /// <summary>
    /// Many submitted applications of the story's organization in the story's call, with one answer each: for lists. Not
    /// stored yet.
    /// </summary>
    public static async Task<IReadOnlyList<object>> SubmittedApplicationsAsync(
        this Story story,
        int count
    )
    {
        var (open, organization) = (await story.CallAsync(), await story.OrganizationAsync());
        var archivist = await story.ArchivistAsync();
        var form = new FormVersion(
            $"Short form {Guid.CreateVersion7()}",
            1,
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
                    ]
                ),
            ]),
            Stamp(Actor(Role.ProgramOfficer))
        );
        var by = new Stamp(
            ActorOf(archivist) with
            {
                Organizations = [new Membership(organization.Id, OrganizationRole.Editor)],
            },
            open.Call.OpensAt.AddHours(1)
        );
        var call = new Call(
            open.Program.Id,
            open.Fund.Id,
            form.Id,
            open.Rubric.Id,
            new CallTerms(
                "Short call",
                "",
                "Anybody.",
                open.Call.OpensAt,
                open.Call.Deadline,
                open.Call.AwardCap,
                1
            ),
            $"short-{form.Id}",
            by with
            {
                By = Actor(Role.ProgramOfficer),
            }
        );
        call.Publish(by with { By = Actor(Role.ProgramOfficer) });
        return [form, call, .. Enumerable.Range(1, count).Select(Submitted)];

        Application Submitted(int number)
        {
            var application = new Application(organization.Id, call, by);
            application.SaveAnswer(form.Definition, "title", $"Papers {number}", 0, by);
            application.Submit(call, form.Definition, $"S-{form.Id:n}-{number}", by);
            return application;
        }
    }
}
