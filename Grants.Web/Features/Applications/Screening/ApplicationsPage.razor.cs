using Grants.Domain.Applications;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Applications.Screening;

public sealed partial class ApplicationsPage(ListApplications list, NavigationManager navigation)
{
    private ApplicationList? _list;

    [SupplyParameterFromQuery]
    private Guid? Call { get; set; }

    [SupplyParameterFromQuery]
    private string? Status { get; set; }

    [SupplyParameterFromQuery]
    private string? Text { get; set; }

    [SupplyParameterFromQuery]
    private string? Sort { get; set; }

    [SupplyParameterFromQuery]
    private int Page { get; set; }

    private ApplicationFilter Filter =>
        new(
            Call,
            Enum.TryParse<ApplicationStatus>(Status, out var status) ? status : null,
            Text,
            Sort
        );

    /// <summary>The same filters, so that the file holds what the list shows.</summary>
    private string CsvAddress =>
        ApplicationsRoutes.AllCsv
        + new Uri(navigation.GetUriWithQueryParameter("page", (int?)null)).Query;

    protected override async Task OnParametersSetAsync() =>
        _list = await list.RunAsync(Filter, Page, Gone);
}
