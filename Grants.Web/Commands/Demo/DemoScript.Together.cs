using System.Text.RegularExpressions;
using Grants.Domain.Documents;
using Grants.Domain.Forms;
using Grants.Web.Features.Accounts.Invitations;
using Grants.Web.Features.Applications.Comments;
using Grants.Web.Features.Applications.Files;
using Grants.Web.Features.Applications.Team;
using Grants.Web.Features.Applications.Thread;
using Grants.Web.Platform.Pdf;
using Grants.Web.Platform.Uploads;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Commands.Demo;

internal sealed partial class DemoScript
{
    /// <summary>A consultant from outside writes on a draft with its archivist; they comment, attach a file and ask our staff.</summary>
    private async Task WorkTogetherAsync(Guid draft, int number, CancellationToken cancel)
    {
        var editor = EditorOf(number);
        await AddAsync(DemoPeople.Consultant, cancel);
        await stage.AsAsync<InviteCollaborator>(
            editor,
            invite =>
                invite.RunAsync(
                    draft,
                    DemoPeople.Consultant.Email,
                    DemoPeople.Consultant.Name,
                    cancel
                ),
            cancel
        );
        var letter = await stage.ReadAsync(
            db =>
                db.Mail.Where(m => m.ToAddress == DemoPeople.Consultant.Email)
                    .Select(m => m.Body)
                    .FirstAsync(cancel),
            cancel
        );
        await stage.AsAsync<AcceptInvitation>(
            DemoPeople.Consultant,
            accept => accept.RunAsync(SecretOf(letter), null, null, cancel),
            cancel
        );
        await CommentAsync(
            DemoPeople.Consultant,
            "project.summary",
            "The reviewers know little about the region. Could the first sentence say where the council worked?",
            draft,
            cancel
        );
        await CommentAsync(
            editor,
            "project.summary",
            "Good point, I add it tonight.",
            draft,
            cancel
        );
        await CommentAsync(
            DemoPeople.Consultant,
            "section:budget",
            "I checked the vendor's quote against these lines; they agree.",
            draft,
            cancel
        );
        await AttachAsync(draft, editor, cancel);
        await WriteAsync(
            editor,
            "May the match be the salary of a colleague who already works here?",
            draft,
            cancel
        );
        await WriteAsync(
            DemoPeople.Program,
            "Yes, for the hours that she works on this project. Show them as match in the budget and say how they are counted.",
            draft,
            cancel
        );
        await WriteAsync(
            editor,
            "Thank you. And may the letters of support come after the deadline?",
            draft,
            cancel
        );
    }

    private Task CommentAsync(
        DemoPerson by,
        string place,
        string text,
        Guid draft,
        CancellationToken cancel
    ) =>
        stage.AsAsync<WriteComment>(
            by,
            write => write.RunAsync(draft, place, text, cancel),
            cancel
        );

    private Task WriteAsync(DemoPerson by, string text, Guid draft, CancellationToken cancel) =>
        stage.AsAsync<WriteMessage>(by, write => write.RunAsync(draft, text, cancel), cancel);

    /// <summary>To the form's last question for files, if it has one.</summary>
    private async Task AttachAsync(Guid draft, DemoPerson by, CancellationToken cancel)
    {
        var form = await stage.ReadAsync(
            db =>
                db.Applications.Where(a => a.Id == draft)
                    .Select(a => db.FormVersions.First(f => f.Id == a.FormVersionId).Definition)
                    .FirstAsync(cancel),
            cancel
        );
        if (form.Questions.LastOrDefault(q => q.Type == QuestionType.Files) is not { } question)
            return;
        await using var letter = new MemoryStream(await LetterOfSupportAsync(cancel));
        await stage.AsAsync<AttachFile>(
            by,
            attach =>
                attach.RunAsync(
                    new Upload(
                        Guid.CreateVersion7(),
                        draft,
                        question.Key,
                        "letter-of-support.pdf",
                        letter.Length,
                        ""
                    ),
                    letter,
                    cancel
                ),
            cancel
        );
    }

    private async Task<byte[]> LetterOfSupportAsync(CancellationToken cancel)
    {
        byte[] pdf = [];
        await stage.RunAsync<DocumentRenderers>(async renderers =>
            pdf = await renderers.ToPdfAsync(
                new PrintDocument(
                    "Letter of support (sample)",
                    "City Library (sample)",
                    "en",
                    stage.Clock.GetUtcNow(),
                    "Sample",
                    [
                        new Heading(1, "Letter of support"),
                        Paragraph.Of("To whom it may concern,"),
                        Paragraph.Of(
                            "our readers ask for these papers every week. We will link to the digitized letters from our own catalog and show them in our reading room."
                        ),
                        Paragraph.Of("City Library (sample)"),
                    ]
                ),
                cancel
            )
        );
        return pdf;
    }

    private static string SecretOf(string letter) => SecretInLink().Match(letter).Groups[1].Value;

    [GeneratedRegex("secret=([0-9a-f]+)")]
    private static partial Regex SecretInLink();
}
