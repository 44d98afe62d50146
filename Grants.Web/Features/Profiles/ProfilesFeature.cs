using Grants.Domain.Accounts;
using Grants.Web.Platform.Security;

namespace Grants.Web.Features.Profiles;

public static class ProfilesFeature
{
    public static IServiceCollection AddProfiles(this IServiceCollection services) =>
        services
            .AddScoped<ListProfiles>()
            .AddScoped<ReadProfile>()
            .AddScoped<CreateProfile>()
            .AddScoped<ImportProfile>()
            .AddScoped<EditProfile>()
            .AddScoped<MakeNextProfile>();

    public static void MapProfiles(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                ProfilesRoutes.Csv,
                (string? text, string? edition, ListProfiles list, CancellationToken cancel) =>
                    list.Export(text, edition, cancel)
            )
            .Requires(Permission.ReadAwards);
        routes
            .MapGet(
                $"{ProfilesRoutes.List}/{{id:guid}}.json",
                (Guid id, ReadProfile read, CancellationToken cancel) => read.FileAsync(id, cancel)
            )
            .Requires(Permission.ReadAwards);
    }
}
