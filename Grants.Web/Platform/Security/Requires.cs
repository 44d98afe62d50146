using Grants.Domain.Accounts;
using Microsoft.AspNetCore.Authorization;

namespace Grants.Web.Platform.Security;

/// <summary>Only for people who hold the permission at this moment.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class RequiresAttribute : AuthorizeAttribute
{
    public RequiresAttribute(Permission permission)
        : base(PolicyOf(permission)) => Permission = permission;

    public Permission Permission { get; }

    public static string PolicyOf(Permission permission) => $"Permission:{permission}";
}

internal sealed record PermissionRequirement(Permission Permission) : IAuthorizationRequirement;

/// <summary>Asks the database and not the cookie, so a role given or taken counts from the next click.</summary>
internal sealed class PermissionHandler(Caller caller) : AuthorizationHandler<PermissionRequirement>
{
    protected override async Task HandleRequirementAsync(
        AuthorizationHandlerContext context,
        PermissionRequirement requirement
    )
    {
        if (
            (await caller.FindActorAsync(CancellationToken.None))?.May(requirement.Permission)
            == true
        )
            context.Succeed(requirement);
    }
}

public static class RequiresExtensions
{
    /// <summary>For endpoints that aren't pages.</summary>
    public static TBuilder Requires<TBuilder>(this TBuilder endpoint, Permission permission)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(new RequiresAttribute(permission));
}
