using Grants.Domain.Accounts;
using Grants.Web.Features.Forms.Building;
using Grants.Web.Features.Forms.Exchange;
using Grants.Web.Features.Forms.List;
using Grants.Web.Features.Forms.Moving;
using Grants.Web.Platform.Security;

namespace Grants.Web.Features.Forms;

public static class FormsFeature
{
    public static IServiceCollection AddForms(this IServiceCollection services) =>
        services
            .AddScoped<ListForms>()
            .AddScoped<CreateForm>()
            .AddScoped<ImportForm>()
            .AddScoped<ExportForm>()
            .AddScoped<ReadForm>()
            .AddScoped<EditForm>()
            .AddScoped<MakeNextVersion>()
            .AddScoped<DeleteVersion>()
            .AddScoped<UseInCall>()
            .AddScoped<FindDraftsToMove>()
            .AddScoped<MoveDrafts>();

    public static void MapForms(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                $"{FormsRoutes.List}/{{id:guid}}.json",
                (Guid id, ExportForm export, CancellationToken cancel) =>
                    export.RunAsync(id, cancel)
            )
            .Requires(Permission.ManagePrograms);
}
