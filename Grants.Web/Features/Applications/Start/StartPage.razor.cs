using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Applications.Start;

public sealed partial class StartPage(
    FindStartChoice find,
    StartApplication start,
    NavigationManager navigation
)
{
    private readonly StartForm _form = new();
    private StartChoice? _choice;

    [SupplyParameterFromQuery]
    private Guid Call { get; set; }

    private StartOrganization? Chosen =>
        _choice?.Organizations.FirstOrDefault(o => o.Id == _form.OrganizationId);

    protected override async Task OnInitializedAsync()
    {
        _choice = await find.RunAsync(Call, Gone);
        _form.OrganizationId = _choice.Organizations is [var first, ..] ? first.Id : Guid.Empty;
    }

    private async Task StartAsync() =>
        navigation.NavigateTo(
            ApplicationsRoutes.Edit(
                await start.RunAsync(Call, _form.OrganizationId, _form.Eligibility, Gone)
            )
        );

    private sealed class StartForm
    {
        public Guid OrganizationId { get; set; }

        public Dictionary<string, string> Eligibility { get; } = [];
    }
}
