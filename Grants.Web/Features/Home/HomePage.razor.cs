using Grants.Web.Features.Accounts;
using Grants.Web.Platform;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Home;

public sealed partial class HomePage(CurrentFunder funder, NavigationManager navigation)
{
    private FunderFace _funder = FunderFace.None;

    protected override async Task OnInitializedAsync()
    {
        _funder = await funder.GetAsync(CancellationToken.None);
        // No funder yet means that nobody has set this installation up: the page for it says whether it still can be.
        if (_funder == FunderFace.None)
            navigation.NavigateTo(AccountsRoutes.Setup);
    }
}
