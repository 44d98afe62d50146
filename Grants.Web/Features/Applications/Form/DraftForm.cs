using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Web.Platform;

namespace Grants.Web.Features.Applications.Form;

/// <summary>A draft that is open in one window: what is typed, what is saved, what is still missing.</summary>
public sealed class DraftForm : KeptForm
{
    private readonly SaveAnswer _save;

    public DraftForm(OpenedForm opened, SaveAnswer save, Guarded guarded)
        : base(opened.Form, opened.Call.BudgetRules, guarded)
    {
        Opened = opened;
        Organizations = opened.Organizations;
        _save = save;
        foreach (var key in opened.Answers.Keys)
            Find(key);
    }

    public OpenedForm Opened { get; }

    public override string Scope => $"{Opened.EditorId}:{Opened.ApplicationId}";

    public string Title => Reading.TextOf(QuestionPurpose.Title);

    /// <summary>Those that can be changed: all of a draft, and what staff asked about after it was handed in.</summary>
    public IReadOnlyList<FormSection> Sections =>
        Opened.Request is { } request
            ? [.. Opened.Form.Sections.Where(s => request.Sections.Contains(s.Key))]
            : Opened.Form.Sections;

    /// <summary>What can't be changed now isn't held against the applicant.</summary>
    public override IEnumerable<(FormSection Section, QuestionReading Asked)> StillNeeded() =>
        base.StillNeeded().Where(n => Opened.Request?.Sections.Contains(n.Section.Key) != false);

    /// <summary>Why it can't be handed in as it stands in this window.</summary>
    public Refusal? CannotSubmit() => Opened.CannotSubmit ?? CannotLeave();

    /// <summary>The same for asking an authorized official to hand it in.</summary>
    public Refusal? CannotRequestSignOff() => Opened.CannotRequestSignOff ?? CannotLeave();

    private Refusal? CannotLeave()
    {
        if (Answers.Any(a => a.Disagreement is not null))
            return new Refusal("Choose between the two texts of an answer first.");
        var missing = StillNeeded().Count();
        return missing switch
        {
            0 => null,
            1 => new Refusal("One answer still needs you."),
            _ => new Refusal($"{missing} answers still need you."),
        };
    }

    /// <summary>The versions that this window shows.</summary>
    public IReadOnlyDictionary<string, int> Seen() =>
        Answers.ToDictionary(a => a.Key, a => a.Version);

    /// <summary>Shows what colleagues saved since, where nothing unsaved is in the way.</summary>
    public void Refresh(IEnumerable<Answer> now)
    {
        foreach (var stored in now)
            if (Find(stored.QuestionKey) is OpenAnswer answer)
                answer.Refresh(new StoredText(stored.Value, stored.Version));
    }

    protected override StoredText StoredOf(string key) =>
        Opened.Answers.GetValueOrDefault(key) is { } answer
            ? new StoredText(answer.Value, answer.Version)
            : new StoredText("", 0);

    protected override Task<SavedAnswer> KeepAsync(string key, string value, int basedOn) =>
        _save.RunAsync(Opened.ApplicationId, key, value, basedOn, CancellationToken.None);

    /// <summary>
    /// A save that arrived, but whose answer was lost with the connection, is this person's own: what was typed after it goes
    /// on from there.
    /// </summary>
    protected override int BasisOf(KeptText text) =>
        Opened.Answers.GetValueOrDefault(text.Key) is { } stored
        && stored.SavedById == Opened.EditorId
        && stored.Version == text.Version + 1
            ? stored.Version
            : text.Version;
}
