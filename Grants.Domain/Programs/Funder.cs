using Grants.Domain.Accounts;
using Grants.Domain.Kernel;

namespace Grants.Domain.Programs;

/// <summary>Who runs this installation: name, words and numbering. One row; everything special to a funder is in it.</summary>
public sealed class Funder : Aggregate
{
    private Funder() { }

    public Funder(string name, string shortName, string currency, Stamp stamp)
    {
        Name = name.Trim();
        ShortName = shortName.Trim();
        Currency = currency;
        CreditLine = "Digitized with support of {funder}, grant {grant}";
        Raise(new FunderSetUp(stamp));
    }

    public string Name { get; private set; } = "";

    public string ShortName { get; private set; } = "";

    /// <summary>ISO 4217; the currency of funds and awards.</summary>
    public string Currency { get; private set; } = "";

    public string Tagline { get; private set; } = "";

    /// <summary>Plain paragraphs for the public home page.</summary>
    public string About { get; private set; } = "";

    public string ContactEmail { get; private set; } = "";

    /// <summary>Postal address for letters, one line each.</summary>
    public string PostalAddress { get; private set; } = "";

    /// <summary>With {funder} and {grant} to fill in.</summary>
    public string CreditLine { get; private set; } = "";

    /// <summary>Begins award numbers: "DG" gives DG-2026-0001.</summary>
    public string AwardPrefix { get; private set; } = "DG";

    /// <summary>A stored PNG or JPEG for letters; null prints the name alone.</summary>
    public Guid? LogoFileId { get; private set; }

    /// <summary>Begins reference numbers of applications: the short name's letters and digits, "SJMAP" in SJMAP-2026-0001.</summary>
    public static string ReferencePrefix(string shortName)
    {
        var letters = string.Concat(shortName.Where(char.IsAsciiLetterOrDigit).Take(8));
        return letters.Length > 0 ? letters.ToUpperInvariant() : "A";
    }

    public string Credit(string awardNumber) =>
        CreditLine
            .Replace("{funder}", Name, StringComparison.Ordinal)
            .Replace("{grant}", awardNumber, StringComparison.Ordinal);

    public void Describe(
        string name,
        string shortName,
        string tagline,
        string about,
        string contactEmail,
        string postalAddress,
        string creditLine,
        string awardPrefix,
        Stamp stamp
    )
    {
        stamp.By.Cannot(Permission.ManageFunder).ThrowIfAny();
        if (!creditLine.Contains("{grant}", StringComparison.Ordinal))
            throw new RefusedException(
                new Refusal(
                    "The credit line must contain {grant}, so that each item names its award."
                )
            );
        Name = name.Trim();
        ShortName = shortName.Trim();
        Tagline = tagline;
        About = about;
        ContactEmail = contactEmail;
        PostalAddress = postalAddress;
        CreditLine = creditLine;
        AwardPrefix = awardPrefix;
        Raise(new FunderDescribed(stamp));
    }

    /// <param name="fileId">Null takes the logo away.</param>
    public void ChangeLogo(Guid? fileId, Stamp stamp)
    {
        stamp.By.Cannot(Permission.ManageFunder).ThrowIfAny();
        LogoFileId = fileId;
        Raise(new FunderLogoChanged(stamp));
    }
}

public sealed record FunderSetUp(Stamp Stamp) : DomainEvent(Stamp);

public sealed record FunderDescribed(Stamp Stamp) : DomainEvent(Stamp);

public sealed record FunderLogoChanged(Stamp Stamp) : DomainEvent(Stamp);
