using System.Threading.RateLimiting;
using Grants.Data;
using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.StaticAssets;

namespace Grants.Web.Platform.Security;

/// <summary>Sign-in, permissions, headers and throttling.</summary>
public static class WebSecurity
{
    /// <summary>Rate limit of everything that takes a password or sends a mail to an address that was typed in.</summary>
    public const string Throttled = "throttled";

    public static IServiceCollection AddWebSecurity(
        this IServiceCollection services,
        SiteSettings settings
    )
    {
        services.AddHeaders();
        services.AddForwarding(settings);
        services.AddKeys();
        services.AddSignIn(settings);
        services.AddPermissions();
        services.AddThrottling(settings);
        services.AddAntiforgery(o => o.Cookie.SecurePolicy = CookieSecurity(settings));
        services.AddHsts(o => o.MaxAge = TimeSpan.FromDays(365));
        return services;
    }

    /// <summary>Tells the caller of a request who it is.</summary>
    public static IApplicationBuilder UseCaller(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                context.RequestServices.GetRequiredService<Caller>().Use(context.User);
                return next(context);
            }
        );

    /// <summary>HEAD asks what GET would answer (RFC 9110 9.3.2), also of pages, which know only GET and POST.</summary>
    public static IApplicationBuilder UseHeadAsGet(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                if (HttpMethods.IsHead(context.Request.Method))
                {
                    context.Request.Method = HttpMethods.Get;
                    context.Response.Body = Stream.Null;
                }
                return next(context);
            }
        );

    private static CookieSecurePolicy CookieSecurity(SiteSettings settings) =>
        settings.RequireHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;

    private static void AddForwarding(this IServiceCollection services, SiteSettings settings) =>
        services.Configure<ForwardedHeadersOptions>(o =>
        {
            o.ForwardedHeaders = settings.BehindProxy
                ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto
                : ForwardedHeaders.None;
        });

    private static void AddKeys(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("Grants");
        services.AddSingleton<KeysInDatabase>();
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<KeysInDatabase>((o, keys) => o.XmlRepository = keys);
    }

    private static void AddSignIn(this IServiceCollection services, SiteSettings settings)
    {
        services.AddScoped<Caller>();
        services.AddScoped<AuthenticationStateProvider, LiveSignIn>();
        services.AddCascadingAuthenticationState();
        services.AddScoped<IPasswordValidator<Account>, PasswordRules>();
        services.AddScoped<IPasswordHasher<Account>, NormalizingHasher>();
        services
            .AddIdentityCore<Account>(o =>
            {
                o.User.RequireUniqueEmail = true;
                o.User.AllowedUserNameCharacters = "";
                o.SignIn.RequireConfirmedEmail = true;
                o.Lockout.MaxFailedAccessAttempts = settings.SignIn.AttemptsPerAccount;
                o.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(
                    settings.SignIn.RestMinutes
                );
            })
            .AddEntityFrameworkStores<GrantsDb>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.Configure<DataProtectionTokenProviderOptions>(o =>
            o.TokenLifespan = TimeSpan.FromHours(24)
        );
        services
            .AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(
                IdentityConstants.ApplicationScheme,
                o =>
                {
                    o.Cookie.Name = "grants";
                    o.Cookie.SameSite = SameSiteMode.Lax;
                    o.Cookie.SecurePolicy = CookieSecurity(settings);
                    o.LoginPath = "/account/sign-in";
                    o.AccessDeniedPath = "/account/denied";
                    o.ReturnUrlParameter = "returnUrl";
                    o.ExpireTimeSpan = TimeSpan.FromHours(12);
                    o.SlidingExpiration = true;
                    o.Events.OnValidatePrincipal = EndStaleSignInAsync;
                }
            );
    }

    /// <summary>The cookie is only as good as the account's stamp is now; one read, which the request needs anyway.</summary>
    private static async Task EndStaleSignInAsync(
        Microsoft.AspNetCore.Authentication.Cookies.CookieValidatePrincipalContext context
    )
    {
        var http = context.HttpContext;
        if (http.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
            return;
        var caller = http.RequestServices.GetRequiredService<Caller>();
        caller.Use(context.Principal!);
        if (await caller.FindActorAsync(http.RequestAborted) is not null)
            return;
        context.RejectPrincipal();
        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    private static void AddPermissions(this IServiceCollection services)
    {
        services.AddScoped<IAuthorizationHandler, PermissionHandler>();
        services.AddAuthorization(o =>
        {
            o.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
            foreach (var permission in Enum.GetValues<Permission>())
                o.AddPolicy(
                    RequiresAttribute.PolicyOf(permission),
                    p =>
                        p.RequireAuthenticatedUser()
                            .AddRequirements(new PermissionRequirement(permission))
                );
        });
    }

    private static void AddThrottling(this IServiceCollection services, SiteSettings settings) =>
        services.AddRateLimiter(o =>
        {
            o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            o.AddPolicy(
                Throttled,
                context =>
                    HttpMethods.IsPost(context.Request.Method)
                        ? RateLimitPartition.GetFixedWindowLimiter(
                            context.Connection.RemoteIpAddress?.ToString() ?? "",
                            _ => new FixedWindowRateLimiterOptions
                            {
                                PermitLimit = settings.SignIn.AttemptsPerMinute,
                                Window = TimeSpan.FromMinutes(1),
                            }
                        )
                        : RateLimitPartition.GetNoLimiter("")
            );
        });
}
