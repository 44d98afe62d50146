using Grants.Domain.Accounts;
using Grants.Web.Features.Accounts.Organizations;
using Grants.Web.Features.Accounts.People;
using Grants.Web.Platform.Csv;
using Grants.Web.Platform.Security;

namespace Grants.Web.Features.Accounts;

/// <summary>The lists of accounts as CSV, with the filters and the rule of their pages.</summary>
internal static class AccountsExports
{
    private static readonly IReadOnlyList<CsvColumn<PersonRow>> People =
    [
        new("Name", p => p.Name),
        new("E-mail address", p => p.Email),
        new("Roles", p => PersonRules.Say([.. p.Roles])),
        new("State", p => p.State),
    ];

    private static readonly IReadOnlyList<CsvColumn<OrganizationRow>> Organizations =
    [
        new("Legal name", o => o.LegalName),
        new("Kind", o => o.Kind),
        new("Country", o => Countries.NameOf(o.Country)),
        new("Region", o => o.Region),
        new("ISIL or MARC code", o => o.IsilCode),
        new("People", o => o.People),
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                AccountsRoutes.PeopleCsv,
                ([AsParameters] PeopleFilter filter, ListPeople list, CancellationToken cancel) =>
                    new CsvDownload<PersonRow>("people.csv", People, list.AllAsync(filter, cancel))
            )
            .Requires(Permission.ManagePeople);
        routes
            .MapGet(
                AccountsRoutes.OrganizationsCsv,
                (string? q, ListOrganizations list, CancellationToken cancel) =>
                    new CsvDownload<OrganizationRow>(
                        "organizations.csv",
                        Organizations,
                        list.AllAsync(q, cancel)
                    )
            )
            .Requires(Permission.ReadApplications);
    }
}
