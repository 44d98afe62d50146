using Grants.Web.Platform;
using Grants.Web.Shared.Calls;
using Grants.Web.Shared.History;
using Microsoft.AspNetCore.Components.Server.Circuits;
using MudBlazor;
using MudBlazor.Services;

namespace Grants.Web.Shared;

public static class Screens
{
    public static IServiceCollection AddScreens(this IServiceCollection services)
    {
        services
            .AddRazorComponents()
            .AddInteractiveServerComponents()
            // A long text comes in one message; the default of 32 KB would end the circuit and the text with it.
            .AddHubOptions(o => o.MaximumReceiveMessageSize = 1 << 20);
        services.AddHttpContextAccessor();
        services.AddMudServices(o =>
        {
            // No fading: text in mid-fade has no contrast, and it comes and goes for people who asked for less motion.
            o.SnackbarConfiguration.ShowTransitionDuration = 0;
            o.SnackbarConfiguration.HideTransitionDuration = 0;
            o.SnackbarConfiguration.VisibleStateDuration = 7000;
            o.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomStart;
            o.SnackbarConfiguration.SnackbarVariant = Variant.Filled;
            o.SnackbarConfiguration.PreventDuplicates = true;
        });
        services
            .AddScoped<CircuitLine>()
            .AddScoped<CircuitHandler>(s => s.GetRequiredService<CircuitLine>());
        services.AddScoped<SubjectHistory>();
        services.AddScoped<ListPublicCalls>();
        return services;
    }
}
