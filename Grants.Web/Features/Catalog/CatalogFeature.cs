using Grants.Web.Features.Catalog.Editing;
using Grants.Web.Features.Catalog.Import;
using Grants.Web.Features.Catalog.Intake;
using Grants.Web.Features.Catalog.Names;
using Grants.Web.Features.Catalog.Public;
using Grants.Web.Features.Catalog.Searching;
using Grants.Web.Platform.Jobs;

namespace Grants.Web.Features.Catalog;

public static class CatalogFeature
{
    public static IServiceCollection AddCatalog(this IServiceCollection services) =>
        services
            .AddScoped<SearchCatalog>()
            .AddScoped<UpdateIndex>()
            .AddJob<IndexJob>()
            .AddScoped<MakeImages>()
            .AddScoped<CatalogueBatch>()
            .AddJob<IntakeJob>()
            .AddScoped<ImportRecords>()
            .AddScoped<FindRecord>()
            .AddScoped<ShowInstitutions>()
            .AddScoped<ListRecords>()
            .AddScoped<ListHolders>()
            .AddScoped<FindRecordToEdit>()
            .AddScoped<DraftRecord>()
            .AddScoped<DescribeRecord>()
            .AddScoped<PublishRecord>()
            .AddScoped<PublishRecords>()
            .AddScoped<WithdrawRecord>()
            .AddScoped<ListNames>()
            .AddScoped<KeepName>()
            .AddScoped<MergeNames>()
            .AddScoped<RespellRecords>();

    public static void MapCatalog(this IEndpointRouteBuilder routes)
    {
        routes.MapRecordsCsv();
        routes.MapNamesCsv();
    }
}
