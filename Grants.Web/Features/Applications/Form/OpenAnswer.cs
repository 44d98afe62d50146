using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Web.Shared.Forms;

namespace Grants.Web.Features.Applications.Form;

/// <summary>Two texts for one question; the person chooses.</summary>
public sealed record Disagreement(string Theirs, int TheirVersion, string SavedBy);

/// <summary>One answer of a form that is open in one window.</summary>
public sealed class OpenAnswer(
    Question question,
    StoredText stored,
    Action changed,
    BudgetRules? rules = null
) : LiveAnswer(question, stored.Value, changed, rules)
{
    /// <summary>From this version on every stored text was typed in this window.</summary>
    private int _ownSince = stored.Version;

    /// <summary>Stored by somebody else while the person was in the field.</summary>
    private StoredText? _news;
    private bool _isHeld;

    /// <summary>Of the stored answer that this window knows; 0 for none.</summary>
    public int Version { get; private set; } = stored.Version;

    /// <summary>The text that the server has, as far as this window knows.</summary>
    public string Stored { get; private set; } = stored.Value;

    /// <summary>When this window last saved it.</summary>
    public DateTimeOffset? SavedAt { get; private set; }

    /// <summary>Why it couldn't be saved, or null.</summary>
    public string? Refused { get; private set; }

    public Disagreement? Disagreement { get; private set; }

    /// <summary>
    /// What a text is based on that was typed over this version: versions that this window stored itself since don't
    /// contradict it.
    /// </summary>
    public int BasisOf(int version) => version >= _ownSince ? Version : version;

    /// <param name="saved">By this window.</param>
    public void MarkSaved(string value, SavedAnswer saved)
    {
        if (saved.Version != Version + 1)
            _ownSince = saved.Version;
        (Version, Stored, SavedAt, Refused, Disagreement) = (
            saved.Version,
            value,
            saved.At,
            null,
            null
        );
        Tell();
    }

    public void MarkRefused(string reason)
    {
        Refused = reason;
        Tell();
    }

    public void MarkDisagreement(AnswerConflictException conflict)
    {
        Disagreement = new Disagreement(conflict.Theirs, conflict.TheirVersion, conflict.SavedBy);
        Tell();
    }

    /// <summary>Somebody else changed the group's entries meanwhile, which doesn't contradict what was changed here.</summary>
    public void Merge(AnswerConflictException conflict)
    {
        var merged = GroupEntries.Merge(Stored, Value, conflict.Theirs);
        (Version, Stored) = (conflict.TheirVersion, conflict.Theirs);
        _ownSince = Version;
        Replace(merged);
        Tell();
    }

    /// <summary>What was kept in the browser from before.</summary>
    public void Restore(string value)
    {
        Replace(value);
        Tell();
    }

    /// <summary>The person's choice between two texts; it still has to be saved unless it is theirs.</summary>
    public void Settle(string value)
    {
        if (Disagreement is not { } between)
            return;
        (Version, Stored, Disagreement) = (between.TheirVersion, between.Theirs, null);
        _ownSince = Version;
        Replace(value);
        Tell();
    }

    /// <summary>What is stored now, where nothing was typed here since.</summary>
    public void Refresh(StoredText now)
    {
        if (Disagreement is not null || Value != Stored || now.Version <= Version)
            return;
        if (_isHeld)
        {
            _news = now;
            return;
        }
        (Version, Stored) = (now.Version, now.Value);
        _ownSince = Version;
        Replace(now.Value);
        Tell();
    }

    /// <summary>The person is in the field: it stays as it is.</summary>
    public void Hold() => _isHeld = true;

    /// <summary>The person left the field, so what others stored meanwhile may appear in it.</summary>
    public void LetGo()
    {
        (_isHeld, var news) = (false, _news);
        _news = null;
        if (news is { } now)
            Refresh(now);
    }
}
