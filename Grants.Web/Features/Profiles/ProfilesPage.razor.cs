using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Profiles;

public sealed partial class ProfilesPage(ListProfiles list, NavigationManager navigation)
{
    private ProfileList? _list;

    [SupplyParameterFromQuery(Name = "text")]
    private string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "edition")]
    private string? Edition { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private int? PageNumber { get; set; }

    private string ExportAddress => $"{ProfilesRoutes.Csv}{new Uri(navigation.Uri).Query}";

    protected override async Task OnParametersSetAsync() =>
        _list = await list.RunAsync(Text, Edition, PageNumber ?? 1, Gone);
}
