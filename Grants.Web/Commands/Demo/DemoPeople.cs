using Grants.Domain.Accounts;
using Grants.Web.Features.Accounts.SignIn;

namespace Grants.Web.Commands.Demo;

/// <param name="Does">What to try with the account, as the sign-in page says it.</param>
internal sealed record DemoPerson(string Email, string Name, string Does, params Role[] Roles);

/// <summary>One account per role, and those of the sample archives. None of them is a real person.</summary>
internal static class DemoPeople
{
    public const string Password = "eleven boxes of sample letters";

    public static DemoPerson Administrator { get; } =
        new(
            "admin@demo.example",
            "Sasha Reed",
            "Administrator: people, roles, the funder's words, mail",
            Role.Administrator
        );

    public static DemoPerson Program { get; } =
        new(
            "program@demo.example",
            "Miriam Adler",
            "Program officer: calls, screening, reviewers, deliverables",
            Role.ProgramOfficer
        );

    public static DemoPerson Grants { get; } =
        new(
            "grants@demo.example",
            "Daniel Roth",
            "Grants officer: awards, letters, deliverables",
            Role.GrantsOfficer
        );

    public static DemoPerson SecondGrants { get; } =
        new(
            "second@demo.example",
            "Lena Ost",
            "A second grants officer: approves the letters that the first one prepared",
            Role.GrantsOfficer
        );

    public static DemoPerson Finance { get; } =
        new(
            "finance@demo.example",
            "Ruth Weiss",
            "Finance officer: requests payments, marks them paid",
            Role.FinanceOfficer
        );

    public static DemoPerson Approver { get; } =
        new(
            "approver@demo.example",
            "Samuel Stern",
            "Finance approver: approves what somebody else requested",
            Role.FinanceApprover
        );

    public static DemoPerson Reviewer { get; } =
        new(
            "reviewer@demo.example",
            "Irina Levin",
            "Reviewer: scores applications, declares conflicts",
            Role.Reviewer
        );

    public static DemoPerson SecondReviewer { get; } =
        new("reader@demo.example", "David Katz", "A second reviewer", Role.Reviewer);

    public static DemoPerson ThirdReviewer { get; } =
        new("third@demo.example", "Leah Gold", "A third reviewer", Role.Reviewer);

    public static DemoPerson Chair { get; } =
        new(
            "chair@demo.example",
            "Morris Fine",
            "Committee chair: reviews, ranks, recommends",
            Role.CommitteeChair
        );

    public static DemoPerson Secretary { get; } =
        new(
            "secretary@demo.example",
            "Hannah Bloom",
            "Committee secretary: records recommendations",
            Role.CommitteeSecretary
        );

    public static DemoPerson Authority { get; } =
        new(
            "board@demo.example",
            "Abigail Sharp",
            "Authority (board): decides, countersigns",
            Role.Authority
        );

    public static DemoPerson Catalog { get; } =
        new(
            "catalog@demo.example",
            "Yael Mizrahi",
            "Catalog editor: describes and publishes records",
            Role.CatalogEditor
        );

    public static DemoPerson Auditor { get; } =
        new(
            "auditor@demo.example",
            "Peter Novak",
            "Auditor: reads everything, changes nothing",
            Role.Auditor
        );

    /// <summary>From outside every archive.</summary>
    public static DemoPerson Consultant { get; } =
        new(
            "consultant@demo.example",
            "Nora Vale",
            "Consultant: writes on one application that she was invited to"
        );

    public static IReadOnlyList<DemoPerson> Reviewers { get; } =
    [Reviewer, SecondReviewer, ThirdReviewer, Chair];

    /// <summary>The funder's people but the administrator, who sets it up.</summary>
    public static IReadOnlyList<DemoPerson> Staff { get; } =
    [
        Program,
        Grants,
        SecondGrants,
        Finance,
        Approver,
        Reviewer,
        SecondReviewer,
        ThirdReviewer,
        Chair,
        Secretary,
        Authority,
        Catalog,
        Auditor,
    ];

    public static DemoPerson EditorOf(DemoArchive archive) =>
        new(
            $"archivist@{archive.Key}.example",
            archive.Editor,
            $"Archivist of {archive.Name}: applies, delivers"
        );

    public static DemoPerson OfficialOf(DemoArchive archive) =>
        new(
            $"director@{archive.Key}.example",
            archive.Official,
            $"Authorized official of {archive.Name}: signs"
        );

    public static IServiceCollection AddDemoAccounts(this IServiceCollection services)
    {
        IEnumerable<DemoPerson> all =
        [
            .. DemoContent
                .Archives.Take(3)
                .SelectMany(a => (DemoPerson[])[EditorOf(a), OfficialOf(a)]),
            Consultant,
            .. Staff,
            Administrator,
        ];
        foreach (var person in all)
            services.AddSingleton(
                new DemoAccount(
                    person.Email,
                    Password,
                    person.Name,
                    person.Does,
                    person.Roles.Length == 0 ? "Archives" : "The funder"
                )
            );
        return services;
    }
}
