using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Tests.Support;
using Grants.Web.Features.Applications.Screening;
using Grants.Web.Features.Forms.Building;
using Grants.Web.Features.Forms.Exchange;
using Grants.Web.Features.Forms.List;
using Grants.Web.Features.Forms.Moving;
using Grants.Web.Platform;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Forms;

public sealed class FormVersionsTests : IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TestDb _db = null!;
    private Story _story = null!;
    private Grants.Data.Identity.Account _officer = null!;

    public async ValueTask InitializeAsync()
    {
        _db = await TestDb.NewAsync();
        _story = _db.Story();
        _officer = await _story.StaffAsync(Role.ProgramOfficer);
    }

    public ValueTask DisposeAsync() => _db.DisposeAsync();

    [Fact]
    public async Task A_version_in_use_stays_as_it_is_and_the_next_one_can_be_changed()
    {
        var used = (await _story.CallAsync()).Form;
        var refused = () => RenameAsync(used.Id);
        (await refused.Should().ThrowAsync<RefusedException>()).WithMessage(
            "This version is in use*"
        );

        var next = await new MakeNextVersion(_db, _db.As(_officer)).RunAsync(used.Id, Cancel);
        await RenameAsync(next);

        var changed = await new ReadForm(_db, _db.As(_officer)).RunAsync(next, Cancel);
        (changed.Number, changed.CannotEdit).Should().Be((used.Number + 1, null));
        changed.Definition.Sections[0].Title.Should().Be("Renamed");
        (await ReadAsync(used.Id)).Definition.Sections[0].Title.Should().NotBe("Renamed");
        (
            await _db.ReadAsync(d =>
                d.AuditEntries.Where(a => a.SubjectId == next).Select(a => a.Detail).ToListAsync()
            )
        )
            .Should()
            .Contain("renamed the first section");
    }

    [Fact]
    public async Task A_change_over_a_version_that_somebody_changed_meanwhile_loses()
    {
        var next = await NextAsync();
        var before = await ReadAsync(next);
        await RenameAsync(next);

        var late = () =>
            new EditForm(_db, _db.As(_officer)).RunAsync(
                next,
                before.Version,
                before.Definition,
                "late",
                Cancel
            );

        await late.Should().ThrowAsync<DbUpdateConcurrencyException>();
    }

    [Fact]
    public async Task Nobody_else_reads_or_changes_forms()
    {
        var reviewer = await _story.StaffAsync(Role.Reviewer);
        var id = await NextAsync();
        var caller = _db.As(reviewer);
        Func<Task>[] acts =
        [
            () => new ListForms(_db, caller).RunAsync(null, 1, Cancel),
            () => new ReadForm(_db, caller).RunAsync(id, Cancel),
            () => new ExportForm(_db, caller).RunAsync(id, Cancel),
            () => new CreateForm(_db, caller).RunAsync("Mine", FormKind.Report, null, Cancel),
            () => new MakeNextVersion(_db, caller).RunAsync(id, Cancel),
            () => new DeleteVersion(_db, caller).RunAsync(id, 1, Cancel),
            () => new EditForm(_db, caller).RunAsync(id, 1, DefaultForm.Make(), "x", Cancel),
            () => new ImportForm(_db, caller).PlanAsync("{}", Cancel),
            () => new FindDraftsToMove(_db, caller).RunAsync(id, Cancel),
        ];
        foreach (var act in acts)
            await act.Should().ThrowAsync<RefusedException>();
    }

    [Fact]
    public async Task A_file_becomes_the_next_version_of_the_form_of_the_same_name()
    {
        var used = (await _story.CallAsync()).Form;
        var file = FormJson.Write(new ExchangedForm(used.Name, used.Kind, used.Definition));
        var import = new ImportForm(_db, _db.As(_officer));

        var plan = await import.PlanAsync(file, Cancel);
        var made = await ReadAsync(await import.RunAsync(file, Cancel));

        (plan.Number, made.Number, made.Name)
            .Should()
            .Be((used.Number + 1, used.Number + 1, used.Name));
        FormJson.Write(new ExchangedForm(made.Name, made.Kind, made.Definition)).Should().Be(file);
    }

    [Fact]
    public async Task A_file_doesnt_mix_forms_for_different_things()
    {
        var used = (await _story.CallAsync()).Form;
        var file = FormJson.Write(new ExchangedForm(used.Name, FormKind.Report, used.Definition));
        var import = new ImportForm(_db, _db.As(_officer));

        var plan = await import.PlanAsync(file, Cancel);
        plan.Form.Should().BeNull();
        plan.Faults.Should().ContainSingle().Which.Path.Should().Be("kind");
        var taken = () => import.RunAsync(file, Cancel);
        await taken.Should().ThrowAsync<RefusedException>();
    }

    [Fact]
    public async Task A_version_that_nothing_uses_can_be_deleted_and_another_cant()
    {
        var next = await NextAsync();
        var form = await ReadAsync(next);
        await new DeleteVersion(_db, _db.As(_officer)).RunAsync(next, form.Version, Cancel);
        (await _db.ReadAsync(d => d.FormVersions.CountAsync(f => f.Id == next))).Should().Be(0);

        var used = (await _story.CallAsync()).Form;
        var refused = () =>
            new DeleteVersion(_db, _db.As(_officer)).RunAsync(used.Id, used.Version, Cancel);
        await refused.Should().ThrowAsync<RefusedException>();
    }

    [Fact]
    public async Task Drafts_go_on_with_the_next_version_with_every_answer_and_their_leads_are_told()
    {
        var draft = await _story.ApplicationAsync(ApplicationStatus.Draft, title: "Letters");
        var submitted = await _story.ApplicationAsync(title: "Posters");
        var call = (await _story.CallAsync()).Call;
        var next = await NextAsync(form =>
            form.WithoutQuestion(new FormPlace("rights", null, "rights.owner"))
                .WithQuestion(
                    "project",
                    null,
                    new("", "Why now?", QuestionType.LongText) { Required = true }
                )
                .Form.With(
                    new FormPlace("project", null, "project.summary"),
                    form.Find("project.summary")! with
                    {
                        WordLimit = new WordLimit(2),
                    }
                )
        );
        var find = new FindDraftsToMove(_db, _db.As(_officer));

        var planned = (await find.RunAsync(next, Cancel)).Calls.Single().Drafts.Single();
        planned.Change.Added.Should().Equal("Why now?");
        planned.Change.Removed.Should().Equal("Who owns the originals?");
        planned.Change.NotFitting.Should().ContainSingle().Which.Should().Contain("the limit is 2");
        (await FormOfAsync(draft.Id)).Should().NotBe(next, "looking changes nothing");

        var moved = await new MoveDrafts(_db, _db.As(_officer), Site()).RunAsync(
            next,
            call.Id,
            Cancel
        );

        moved.Should().Be(1);
        (await FormOfAsync(draft.Id)).Should().Be(next);
        (await FormOfAsync(submitted.Id)).Should().NotBe(next);
        (
            await _db.ReadAsync(d =>
                d.Calls.Where(c => c.Id == call.Id).Select(c => c.FormVersionId).SingleAsync()
            )
        )
            .Should()
            .Be(next);
        var kept = await _db.ReadAsync(d =>
            d.Applications.Include(a => a.Answers).SingleAsync(a => a.Id == draft.Id)
        );
        kept.ValueOf("rights.owner").Should().NotBeEmpty();
        kept.Answers.Should().HaveCount(draft.Answers.Count);
        var mail = await _db.ReadAsync(d =>
            d.Mail.SingleAsync(m => m.Subject.Contains("form has changed"))
        );
        mail.Body.Should()
            .Contain("Why now?")
            .And.Contain("Who owns the originals?")
            .And.Contain("All your answers are kept");
        (
            await _db.ReadAsync(d =>
                d.AuditEntries.AnyAsync(a =>
                    a.SubjectId == draft.Id && a.Verb == nameof(ApplicationFormChanged)
                )
            )
        )
            .Should()
            .BeTrue();
        (await find.RunAsync(next, Cancel)).Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task One_that_waits_for_the_sign_off_becomes_a_draft_again_and_its_official_is_told()
    {
        var draft = await _story.ApplicationAsync(ApplicationStatus.Draft);
        var call = (await _story.CallAsync()).Call;
        await _db.ReadAsync(d =>
            d.Applications.Where(a => a.Id == draft.Id)
                .ExecuteUpdateAsync(s =>
                    s.SetProperty(a => a.Status, ApplicationStatus.AwaitingSignOff)
                )
        );
        var next = await NextAsync();
        var planned = await new FindDraftsToMove(_db, _db.As(_officer)).RunAsync(next, Cancel);
        planned.Calls.Single().Drafts.Single().AwaitsSignOff.Should().BeTrue();

        var moved = await new MoveDrafts(_db, _db.As(_officer), Site()).RunAsync(
            next,
            call.Id,
            Cancel
        );

        moved.Should().Be(1);
        (await FormOfAsync(draft.Id)).Should().Be(next);
        (await _db.ReadAsync(d => d.Applications.SingleAsync(a => a.Id == draft.Id, Cancel)))
            .Status.Should()
            .Be(ApplicationStatus.Draft);
        var mails = await _db.ReadAsync(d => d.Mail.OrderBy(m => m.ToName).ToListAsync(Cancel));
        mails.Select(m => m.ToName).Should().Equal("Ada Archivist", "Olga Official");
        mails.Should().AllSatisfy(m => m.Body.Should().Contain("is a draft again"));
    }

    [Fact]
    public async Task Whatever_was_answered_or_checked_keeps_its_version()
    {
        var (submitted, screened) = (
            await _story.ApplicationAsync(),
            await _story.ApplicationAsync(ApplicationStatus.Screening)
        );
        var first = submitted.FormVersionId;
        var next = await NextAsync();
        await new AnswerChecklist(_db, _db.As(_officer)).RunAsync(
            screened.Id,
            "gate.legal-status",
            "yes",
            0,
            Cancel
        );
        // Recalled, and gone on with the next version: what was handed in still answers the first.
        await _db.ReadAsync(d =>
            d.Applications.ExecuteUpdateAsync(s => s.SetProperty(a => a.FormVersionId, next))
        );
        await _db.ReadAsync(d =>
            d.Calls.ExecuteUpdateAsync(s => s.SetProperty(c => c.FormVersionId, next))
        );
        var checklist = await _db.ReadAsync(d =>
            d.ScreeningChecklists.Select(c => c.FormVersionId).SingleAsync(Cancel)
        );

        foreach (var used in (Guid[])[first, next, checklist])
        {
            var rename = () => RenameAsync(used);
            await rename.Should().ThrowAsync<RefusedException>().WithMessage("*in use*");
            var delete = async () =>
                await new DeleteVersion(_db, _db.As(_officer)).RunAsync(
                    used,
                    (await ReadAsync(used)).Version,
                    Cancel
                );
            await delete.Should().ThrowAsync<RefusedException>().WithMessage("*in use*");
        }
    }

    [Fact]
    public void Every_record_that_refers_to_a_form_is_known_to_keep_it()
    {
        using var db = _db.CreateDbContext();
        db.Model.GetEntityTypes()
            .Where(t =>
                t.GetProperties()
                    .Any(p => p.Name.EndsWith("FormVersionId", StringComparison.Ordinal))
            )
            .Select(t => t.ClrType)
            .Should()
            .BeEquivalentTo([
                typeof(Call),
                typeof(Application),
                typeof(Submission),
                typeof(ScreeningChecklist),
            ]);
    }

    [Fact]
    public async Task An_unfinished_version_is_asked_by_no_call()
    {
        await _story.ApplicationAsync(ApplicationStatus.Draft);
        var call = (await _story.CallAsync()).Call;
        var next = await NextAsync(form =>
            form.WithoutQuestion(new FormPlace("project", null, "project.title"))
        );

        var move = () =>
            new MoveDrafts(_db, _db.As(_officer), Site()).RunAsync(next, call.Id, Cancel);

        (await move.Should().ThrowAsync<RefusedException>()).WithMessage("*isn't finished*title*");
    }

    [Fact]
    public async Task The_list_says_where_each_version_is_used()
    {
        var application = await _story.ApplicationAsync(ApplicationStatus.Draft);
        var call = (await _story.CallAsync()).Call;
        await NextAsync();

        var forms = await new ListForms(_db, _db.As(_officer)).RunAsync(
            FormKind.Application,
            1,
            Cancel
        );

        var versions = forms.Rows.Single().Versions;
        versions.Select(v => v.IsInUse).Should().Equal(false, true);
        (versions[1].Id, versions[1].Applications).Should().Be((application.FormVersionId, 1));
        versions[1].Calls.Should().Equal(call.Title);
        (await new ListForms(_db, _db.As(_officer)).RunAsync(FormKind.Report, 1, Cancel))
            .Total.Should()
            .Be(0);
    }

    private static SiteAddress Site() => new(new Uri("https://grants.example"));

    private async Task<Guid> NextAsync(Func<FormDefinition, FormDefinition>? change = null)
    {
        var used = (await _story.CallAsync()).Form;
        var next = await new MakeNextVersion(_db, _db.As(_officer)).RunAsync(used.Id, Cancel);
        if (change is not null)
        {
            var form = await ReadAsync(next);
            await new EditForm(_db, _db.As(_officer)).RunAsync(
                next,
                form.Version,
                change(form.Definition),
                "changed",
                Cancel
            );
        }
        return next;
    }

    private async Task RenameAsync(Guid id)
    {
        var form = await ReadAsync(id);
        await new EditForm(_db, _db.As(_officer)).RunAsync(
            id,
            form.Version,
            form.Definition.With(form.Definition.Sections[0] with { Title = "Renamed" }),
            "renamed the first section",
            Cancel
        );
    }

    private Task<FormVersion> ReadAsync(Guid id) =>
        _db.ReadAsync(d => d.FormVersions.AsNoTracking().SingleAsync(f => f.Id == id));

    private Task<Guid> FormOfAsync(Guid applicationId) =>
        _db.ReadAsync(d =>
            d.Applications.Where(a => a.Id == applicationId)
                .Select(a => a.FormVersionId)
                .SingleAsync()
        );
}
