using Grants.Domain.Kernel;

namespace Grants.Domain.Reviews;

/// <summary>What the product knows of a person before assigning them.</summary>
/// <param name="Organizations">Applicant organizations that the person belongs to.</param>
public sealed record ReviewerFacts(Guid PersonId, string Email, IReadOnlySet<Guid> Organizations);

/// <summary>What the product knows of an application's side.</summary>
/// <param name="MemberEmails">Addresses of the applicant organization's people, and of those who work on the application.</param>
/// <param name="OrganizationsInCall">Every organization with an application in the same call.</param>
public sealed record ApplicantFacts(
    Guid OrganizationId,
    IReadOnlyCollection<string> MemberEmails,
    IReadOnlySet<Guid> OrganizationsInCall
);

/// <summary>Conflicts of interest that follow from data; what only the person knows, they declare.</summary>
public static class Conflicts
{
    /// <summary>Mail providers whose addresses say nothing about where somebody works.</summary>
    private static readonly HashSet<string> PublicProviders =
    [
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "hotmail.com",
        "live.com",
        "yahoo.com",
        "icloud.com",
        "me.com",
        "aol.com",
        "proton.me",
        "protonmail.com",
        "gmx.net",
        "gmx.de",
        "mail.ru",
        "yandex.ru",
        "walla.co.il",
    ];

    public static Refusal? Between(ReviewerFacts reviewer, ApplicantFacts applicant)
    {
        if (reviewer.Organizations.Contains(applicant.OrganizationId))
            return new Refusal("This person belongs to the applicant organization.");
        if (applicant.MemberEmails.Contains(reviewer.Email, StringComparer.OrdinalIgnoreCase))
            return new Refusal("This person works on the application.");
        if (reviewer.Organizations.Overlaps(applicant.OrganizationsInCall))
            return new Refusal("This person's own organization applies in the same call.");
        var domain = EmailAddress.Domain(reviewer.Email);
        return
            !PublicProviders.Contains(domain)
            && applicant.MemberEmails.Any(e => EmailAddress.Domain(e) == domain)
            ? new Refusal($"This person's e-mail address is of the applicant's domain, {domain}.")
            : null;
    }
}
