using Grants.Domain.Accounts;
using Grants.Domain.Kernel;

namespace Grants.Domain.Catalog;

public enum NameKind
{
    Person,
    Organization,
    Place,
}

/// <summary>How a name is written and told from others.</summary>
/// <param name="Variants">Other spellings, in any script.</param>
/// <param name="SourceUri">Where it is established, such as VIAF, Wikidata or GeoNames; or empty.</param>
public sealed record NameText(
    NameKind Kind,
    string Name,
    IReadOnlyList<string> Variants,
    string SourceUri,
    string Note
);

/// <summary>
/// A person, organization or place as the hub writes it, with its other spellings: what archivists call an authority record.
/// </summary>
public sealed class KnownName : Aggregate
{
    public const int MaxVariants = 100;

    private readonly List<NameVariant> _variants = [];

    private KnownName() { }

    public KnownName(NameText text, Stamp stamp)
    {
        CannotEdit(stamp.By).ThrowIfAny();
        Set(text);
        Raise(new NameAdded(stamp, Name));
    }

    public NameKind Kind { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>What spellings have in common, by <see cref="NameKey"/>.</summary>
    public string Key { get; private set; } = "";

    public string SourceUri { get; private set; } = "";

    public string Note { get; private set; } = "";

    public IReadOnlyList<NameVariant> Variants => _variants;

    public static Refusal? CannotEdit(Actor actor) => actor.Cannot(Permission.EditCatalog);

    /// <summary>Where the name is written otherwise from now on, sheets and records that have it as before are still understood.</summary>
    public void Describe(NameText text, Stamp stamp)
    {
        CannotEdit(stamp.By).ThrowIfAny();
        Set(text.Name.Trim() == Name ? text : text with { Variants = [.. text.Variants, Name] });
        Raise(new NameDescribed(stamp, Name));
    }

    /// <summary>The other one means the same: its spellings become spellings of this one. It is to be deleted then.</summary>
    public void Absorb(KnownName other, Stamp stamp)
    {
        CannotEdit(stamp.By).ThrowIfAny();
        if (other.Id == Id)
            throw new RefusedException(new Refusal("Choose another name to merge with."));
        if ((other.Kind == NameKind.Place) != (Kind == NameKind.Place))
            throw new RefusedException(
                new Refusal("A place isn't a person or an organization; correct the kind first.")
            );
        Set(
            new NameText(
                Kind,
                Name,
                [
                    .. Variants.Select(v => v.Text),
                    other.Name,
                    .. other.Variants.Select(v => v.Text),
                ],
                SourceUri.Length > 0 ? SourceUri : other.SourceUri,
                string.Join("\n", ((string[])[Note, other.Note]).Where(n => n.Length > 0))
            )
        );
        Raise(new NamesMerged(stamp, other.Name));
    }

    /// <summary>Names separated by ";", with this one in the hub's writing and once.</summary>
    internal string In(string names)
    {
        var all = ManyValues.Of(names);
        var others = _variants.Select(v => v.Text).ToHashSet(StringComparer.Ordinal);
        return all.Any(others.Contains)
            ? string.Join("; ", all.Select(n => others.Contains(n) ? Name : n).Distinct())
            : names;
    }

    private void Set(NameText text)
    {
        var (name, source) = (text.Name.Trim(), text.SourceUri.Trim());
        Needed(NameKey.Of(name).Length > 0, "Write the name.");
        Needed(
            source.Length == 0
                || Uri.TryCreate(source, UriKind.Absolute, out var uri)
                    && uri.Scheme is "https" or "http",
            "The source is a web address; it begins with https://."
        );
        var variants = text
            .Variants.Select(v => v.Trim())
            .Where(v => NameKey.Of(v).Length > 0 && v != name)
            .Distinct()
            .ToList();
        Needed(variants.Count <= MaxVariants, $"A name has at most {MaxVariants} other spellings.");
        Needed(
            variants.Append(name).All(v => v.Length <= NameKey.MaxLength),
            $"A name has at most {NameKey.MaxLength} characters."
        );
        (Kind, Name, Key) = (text.Kind, name, NameKey.Of(name));
        (SourceUri, Note) = (source, text.Note.Trim());
        _variants.RemoveAll(v => !variants.Contains(v.Text));
        _variants.AddRange(
            variants
                .Where(v => _variants.TrueForAll(known => known.Text != v))
                .Select(v => new NameVariant(v))
        );
    }

    private static void Needed(bool holds, string ask)
    {
        if (!holds)
            throw new RefusedException(new Refusal(ask));
    }
}

/// <summary>Another spelling of a known name.</summary>
public sealed class NameVariant : Entity
{
    private NameVariant() { }

    internal NameVariant(string text)
    {
        Text = text;
        Key = NameKey.Of(text);
    }

    public string Text { get; private set; } = "";

    public string Key { get; private set; } = "";
}

public sealed record NameAdded(Stamp Stamp, string Name) : DomainEvent(Stamp)
{
    public override string Detail => Name;
}

public sealed record NameDescribed(Stamp Stamp, string Name) : DomainEvent(Stamp)
{
    public override string Detail => Name;
}

public sealed record NamesMerged(Stamp Stamp, string Other) : DomainEvent(Stamp)
{
    public override string Detail => Other;
}
