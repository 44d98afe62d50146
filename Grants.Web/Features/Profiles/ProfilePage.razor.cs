using Grants.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Profiles;

public sealed partial class ProfilePage(
    ReadProfile read,
    MakeNextProfile next,
    NavigationManager navigation
)
{
    private static readonly IReadOnlyList<Crumb> Trail =
    [
        new("Technical profiles", ProfilesRoutes.List),
    ];

    private ProfileDetails? _details;

    [Parameter]
    public Guid Id { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (_details?.Id != Id)
            await LoadAsync();
    }

    private async Task LoadAsync() => _details = await read.RunAsync(Id, Gone);

    private async Task MakeNextAsync() =>
        navigation.NavigateTo(ProfilesRoutes.Profile(await next.RunAsync(Id, Gone)));
}
