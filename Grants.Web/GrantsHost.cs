using Grants.Data.Providers;
using Grants.Web.Commands.Demo;
using Grants.Web.Features.Accounts;
using Grants.Web.Features.Applications;
using Grants.Web.Features.Audit;
using Grants.Web.Features.Awards;
using Grants.Web.Features.Catalog;
using Grants.Web.Features.Dashboard;
using Grants.Web.Features.Deliverables;
using Grants.Web.Features.Disbursements;
using Grants.Web.Features.Forms;
using Grants.Web.Features.Home;
using Grants.Web.Features.Mail;
using Grants.Web.Features.Profiles;
using Grants.Web.Features.Programs;
using Grants.Web.Features.Reviews;
using Grants.Web.Platform;
using Grants.Web.Platform.Fetching;
using Grants.Web.Platform.Imaging;
using Grants.Web.Platform.Jobs;
using Grants.Web.Platform.Mail;
using Grants.Web.Platform.Observability;
using Grants.Web.Platform.Pdf;
using Grants.Web.Platform.PublicPages;
using Grants.Web.Platform.Scanning;
using Grants.Web.Platform.Search;
using Grants.Web.Platform.Security;
using Grants.Web.Platform.Storage;
using Grants.Web.Platform.Uploads;
using Grants.Web.Shared;

namespace Grants.Web;

/// <summary>
/// Everything that the server is made of, in order. Commands and tests build the same host and don't serve, or serve
/// elsewhere.
/// </summary>
public static class GrantsHost
{
    /// <param name="args">"--Section:Key=value" overrides any setting.</param>
    /// <param name="configure">Runs last before the host is built: tests replace the clock and add interceptors here.</param>
    public static WebApplication Build(
        string[] args,
        Action<WebApplicationBuilder>? configure = null
    )
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                Args = args,
                ApplicationName = typeof(GrantsHost).Assembly.GetName().Name,
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var settings = SiteSettings.From(builder.Configuration);

        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(settings.Address);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddGrantsDb(settings.Database);
        builder.Services.AddSingleton<CurrentFunder>();
        builder.Services.AddScoped<Guarded>();
        builder.Services.AddWebSecurity(settings);
        builder.Services.AddScreens();
        builder.Services.AddPublicCache();
        builder.Services.AddHealth();
        builder.AddTelemetry();
        builder.Services.AddJobs();
        builder.Services.AddFiles(settings);
        builder.Services.AddUploads(settings);
        builder.Services.AddSingleton(new Clamd(settings.Scan));
        builder.Services.AddSingleton(new CarefulFetch(FetchRules.Public));
        builder.Services.AddMailSending(
            MailSettings.From(builder.Configuration, settings.DataFolder)
        );
        builder.Services.AddDocuments();
        builder.Services.AddImaging();
        builder.Services.AddSearch(settings);

        builder.Services.AddPrograms();
        builder.Services.AddForms();
        builder.Services.AddApplications();
        builder.Services.AddReviews();
        builder.Services.AddAwards();
        builder.Services.AddDisbursements();
        builder.Services.AddProfiles();
        builder.Services.AddDeliverables();
        builder.Services.AddCatalog();
        builder.Services.AddAccounts();
        builder.Services.AddMail();
        builder.Services.AddAudit();
        builder.Services.AddDashboard();
        builder.Services.AddHome();
        if (settings.Demo)
            builder.Services.AddDemoAccounts();

        configure?.Invoke(builder);
        var app = builder.Build();

        app.UseHealth();
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute(
            "/not-found",
            "?code={0}",
            createScopeForStatusCodePages: true
        );
        app.UseMiddleware<RequestLog>();
        app.UseRefusalPages();
        app.UseHeadAsGet();
        app.UseRouting();
        if (settings.RequireHttps)
            app.UseHsts().UseHttpsRedirection();
        app.UseAuthentication();
        app.UseCaller();
        app.UseAuthorization();
        app.UseOutputCache();
        app.UseRateLimiter();
        app.UseAntiforgery();

        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        app.MapFiles();
        app.MapPrograms();
        app.MapForms();
        app.MapApplications();
        app.MapReviews();
        app.MapAwards();
        app.MapDisbursements();
        app.MapProfiles();
        app.MapDeliverables();
        app.MapCatalog();
        app.MapAccounts();
        app.MapMail();
        app.MapAudit();
        app.MapDashboard();
        app.MapHome();
        app.MapNowhere();
        return app;
    }
}
