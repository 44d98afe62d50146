using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Applications.Start;

public sealed partial class StartPage(
    FindStartChoice find,
    StartApplication start,
    NavigationManager navigation
) : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly StartForm _form = new();
    private StartChoice? _choice;

    [SupplyParameterFromQuery]
    private Guid Call { get; set; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _choice = await find.RunAsync(Call, _gone.Token);
        _form.OrganizationId = _choice.Organizations is [var first, ..] ? first.Id : Guid.Empty;
    }

    private async Task StartAsync() =>
        navigation.NavigateTo(
            ApplicationsRoutes.Edit(await start.RunAsync(Call, _form.OrganizationId, _gone.Token))
        );

    private sealed class StartForm
    {
        public Guid OrganizationId { get; set; }
    }
}
