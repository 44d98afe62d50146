using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Accounts.Organizations;

public sealed partial class OrganizationPage(GetOrganization get)
{
    private static readonly IReadOnlyList<Crumb> Trail =
    [
        new("Organizations", AccountsRoutes.Organizations),
    ];

    private OrganizationDetails? _organization;

    [Parameter]
    public Guid Id { get; set; }

    private IEnumerable<(string Name, string Value)> Facts =>
        new (string Name, string? Value)[]
        {
            ("Kind", Words.Of(_organization!.Kind.ToString())),
            ("Country", Countries.NameOf(_organization.Country)),
            ("Region", _organization.Region),
            ("Registration number", _organization.RegistrationNumber),
            ("ISIL or MARC code", _organization.IsilCode),
        }
            .Where(f => f.Value is not null)
            .Select(f => (f.Name, f.Value!));

    protected override async Task OnParametersSetAsync() =>
        _organization = await get.RunAsync(Id, Gone);
}
