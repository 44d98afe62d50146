using Grants.Domain.Accounts;
using Grants.Domain.Inspection.Formats;
using Grants.Domain.Kernel;

namespace Grants.Domain.Inspection.Profiles;

/// <summary>
/// One version of a technical profile as it is stored. Once a deliverable promises it, a change makes the next version; what was
/// promised stays as it was.
/// </summary>
public sealed class ProfileVersion : Aggregate
{
    private ProfileVersion() { }

    public ProfileVersion(TechnicalProfile profile, Stamp stamp)
    {
        CannotEdit(stamp.By, isUsed: false).ThrowIfAny();
        Take(profile);
        Raise(new ProfileVersionMade(stamp, NumberedLabel));
    }

    public string Key { get; private set; } = "";

    public int Number { get; private set; }

    public string Edition { get; private set; } = "";

    public string Level { get; private set; } = "";

    public string Material { get; private set; } = "";

    public MediaKind Kind { get; private set; }

    public IReadOnlyList<string> Words { get; private set; } = [];

    public IReadOnlyList<FileRule> Rules { get; private set; } = [];

    public TechnicalProfile Profile =>
        new(Key, Number, Edition, Level, Material, Kind, Words, Rules);

    /// <summary>"FADGI 2023 three-star, prints and photographs, version 2".</summary>
    public string NumberedLabel => $"{Profile.Label}, version {Number}";

    /// <summary>As it came with the product: nobody made it, so the log has no entry.</summary>
    public static ProfileVersion Shipped(TechnicalProfile profile)
    {
        var version = new ProfileVersion();
        version.Take(profile);
        return version;
    }

    /// <param name="isUsed">A deliverable promises it.</param>
    public static Refusal? CannotEdit(Actor actor, bool isUsed) =>
        actor.Cannot(Permission.CheckDeliverables)
        ?? (
            isUsed
                ? new Refusal(
                    "This version is promised by a deliverable and stays as it is. Make the next version to change the profile."
                )
                : null
        );

    /// <param name="profile">Its key and number are left as they are.</param>
    public void Edit(TechnicalProfile profile, bool isUsed, Stamp stamp)
    {
        CannotEdit(stamp.By, isUsed).ThrowIfAny();
        var before = Profile;
        Take(profile with { Key = Key, Number = Number });
        Raise(new ProfileVersionEdited(stamp, Difference(before, Profile)));
    }

    private void Take(TechnicalProfile profile)
    {
        profile.Invalid().ThrowIfAny();
        (Key, Number, Edition, Level, Material, Kind, Words, Rules) = (
            profile.Key,
            profile.Number,
            profile.Edition.Trim(),
            profile.Level.Trim(),
            profile.Material.Trim(),
            profile.Kind,
            profile.Words,
            profile.Rules
        );
    }

    private static string Difference(TechnicalProfile before, TechnicalProfile after)
    {
        var changes = after
            .Rules.Except(before.Rules)
            .Select(r => $"{FileProperties.Of(r.Property).Label}: {r.InWords}")
            .Concat(
                before
                    .Rules.Where(r => after.Rules.All(n => n.Property != r.Property))
                    .Select(r => $"{FileProperties.Of(r.Property).Label}: no rule any more")
            )
            .ToList();
        return changes.Count == 0 ? after.Label : string.Join("; ", changes);
    }
}

public sealed record ProfileVersionMade(Stamp Stamp, string What) : DomainEvent(Stamp)
{
    public override string Detail => What;
}

public sealed record ProfileVersionEdited(Stamp Stamp, string Change) : DomainEvent(Stamp)
{
    public override string Detail => Change;
}
