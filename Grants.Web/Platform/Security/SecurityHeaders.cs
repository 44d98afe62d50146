namespace Grants.Web.Platform.Security;

/// <summary>What browsers are told to refuse on our behalf.</summary>
public static class SecurityHeaders
{
    /// <summary>
    /// Policy for stored files shown in the browser (WithSecurityHeadersPolicy): nothing in them runs or loads.
    /// </summary>
    public const string Files = "Files";

    internal static IServiceCollection AddHeaders(this IServiceCollection services)
    {
        services
            .AddSecurityHeaderPolicies()
            .SetDefaultPolicy(p => Common(p).AddContentSecurityPolicy(Pages))
            .AddPolicy(
                Files,
                p =>
                    Common(p)
                        .AddContentSecurityPolicy(csp =>
                        {
                            csp.AddDefaultSrc().None();
                            csp.AddImgSrc().Self();
                            csp.AddStyleSrc().UnsafeInline();
                            csp.AddFrameAncestors().None();
                            csp.AddSandbox();
                        })
            );
        return services;
    }

    private static HeaderPolicyCollection Common(HeaderPolicyCollection policy) =>
        policy
            .AddContentTypeOptionsNoSniff()
            .AddFrameOptionsDeny()
            .AddReferrerPolicyStrictOriginWhenCrossOrigin()
            .AddCrossOriginOpenerPolicy(o => o.SameOrigin())
            .AddCrossOriginResourcePolicy(o => o.SameOrigin())
            .AddPermissionsPolicy(p =>
            {
                p.AddCamera().None();
                p.AddMicrophone().None();
                p.AddGeolocation().None();
                p.AddPayment().None();
                p.AddUsb().None();
            })
            .RemoveServerHeader();

    private static void Pages(CspBuilder csp)
    {
        csp.AddDefaultSrc().Self();
        csp.AddScriptSrc().Self().WithNonce();
        // The theme's variables are written inline by MudBlazor.
        csp.AddStyleSrc().Self().UnsafeInline();
        csp.AddImgSrc().Self().Data().Blob();
        csp.AddFontSrc().Self();
        csp.AddConnectSrc().Self();
        csp.AddObjectSrc().None();
        csp.AddBaseUri().Self();
        csp.AddFormAction().Self();
        csp.AddFrameAncestors().None();
    }
}
