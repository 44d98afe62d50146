using Grants.Web.Features.Dashboard.Waiting;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Dashboard.Figures;

public sealed partial class DashboardPage(
    ReadDashboard read,
    WhatWaits waits,
    NavigationManager navigation
) : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private DashboardFigures? _figures;
    private IReadOnlyList<WaitingItem>? _waiting;

    [SupplyParameterFromQuery]
    private Guid? Call { get; set; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        _figures = await read.RunAsync(Call, _gone.Token);
        _waiting ??= await waits.ForAllAsync(_gone.Token);
    }

    private void Choose(string? call) =>
        navigation.NavigateTo(
            navigation.GetUriWithQueryParameter("call", string.IsNullOrEmpty(call) ? null : call)
        );
}
