using Grants.Domain.Accounts;
using Grants.Web.Features.Deliverables.Checking;
using Grants.Web.Features.Deliverables.Control;
using Grants.Web.Features.Deliverables.Criteria;
using Grants.Web.Features.Deliverables.Delivering;
using Grants.Web.Features.Deliverables.Details;
using Grants.Web.Features.Deliverables.Preservation;
using Grants.Web.Features.Deliverables.Queue;
using Grants.Web.Features.Deliverables.Report;
using Grants.Web.Features.Deliverables.Results;
using Grants.Web.Features.Deliverables.Sheets;
using Grants.Web.Platform;
using Grants.Web.Platform.Jobs;
using Grants.Web.Platform.Security;
using Grants.Web.Platform.Uploads;
using Grants.Web.Shared.NextSteps;

namespace Grants.Web.Features.Deliverables;

public static class DeliverablesFeature
{
    public static IServiceCollection AddDeliverables(this IServiceCollection services) =>
        services
            .AddScoped<INextSteps, DeliverableSteps>()
            .AddScoped<ListDeliverables>()
            .AddScoped<ShowDeliverable>()
            .AddScoped<ListOfBatch>()
            .AddScoped<CompareBatch>()
            .AddScoped<StartBatch>()
            .AddScoped<AwardSpace>()
            .AddScoped<AllowSpace>()
            .AddScoped<ShowArrival>()
            .AddScoped<ReceiveFile>()
            .AddScoped<RemoveFile>()
            .AddScoped<SubmitBatch>()
            .AddScoped<ImportBatch>()
            .AddScoped<UnpackPackages>()
            .AddScoped<BatchContent>()
            .AddScoped<GatherFiles>()
            .AddScoped<FetchLinks>()
            .AddScoped<ScanBatch>()
            .AddSingleton<KeptSheets>()
            .AddScoped<ShowSheet>()
            .AddScoped<EditSheet>()
            .AddScoped<MapColumns>()
            .AddSingleton<FileExaminers>()
            .AddScoped<CheckBatch>()
            .AddScoped<SaveReport>()
            .AddScoped<ReadCriteria>()
            .AddScoped<ChooseProfiles>()
            .AddScoped<WatchCheck>()
            .AddScoped<TakeBackBatch>()
            .AddScoped<StopChecks>()
            .AddScoped<BeginQualityControl>()
            .AddScoped<AcceptDeliverable>()
            .AddScoped<AcceptBatch>()
            .AddScoped<AcceptGoodItems>()
            .AddScoped<ReturnForCorrection>()
            .AddScoped<ShowControl>()
            .AddScoped<ShowSampledItem>()
            .AddScoped<JudgeItem>()
            .AddScoped<WidenSample>()
            .AddScoped<ShowReport>()
            .AddScoped<PrintReport>()
            .AddScoped<WaiveDeliverable>()
            .AddScoped<ShowPreservation>()
            .AddScoped<ListPreservation>()
            .AddScoped<AskFixityCheck>()
            .AddScoped<RecheckFixity>()
            .AddScoped<LetGoMasters>()
            .AddSingleton<RunningChecks>()
            .AddSingleton(s => new CheckJournals(
                Path.Combine(s.GetRequiredService<SiteSettings>().DataFolder, "checks")
            ))
            .AddSingleton<BatchPictures>()
            .AddJob<CheckBatchesJob>()
            .AddJob<RecheckFixityJob>()
            .AddJob<LetGoMastersJob>();

    public static void MapDeliverables(this IEndpointRouteBuilder routes)
    {
        MapDelivering(routes);
        MapExports(routes);
        // For everybody who sees the award or the deliverable: its own people and staff.
        MapAwards(routes.MapGroup("/awards/{id:guid}").RequireAuthorization());
        MapBatches(routes.MapGroup("/batches/{id:guid}").RequireAuthorization());
    }

    private static void MapDelivering(IEndpointRouteBuilder routes)
    {
        routes.MapUploads(
            "/my/batches/{owner:guid}/files",
            new UploadTarget(
                (services, batch, cancel) =>
                    services.GetRequiredService<ReceiveFile>().AllowAsync(batch, cancel),
                (services, file, cancel) =>
                    services.GetRequiredService<ReceiveFile>().CannotBeginAsync(file, cancel),
                (services, upload, content, cancel) =>
                    services
                        .GetRequiredService<ReceiveFile>()
                        .RunAsync(
                            upload.OwnerId,
                            new ArrivingFile(upload.Name) { SenderStamp = upload.Stamp },
                            content,
                            cancel
                        ),
                ReceiveFile.Limit
            )
            {
                Has = (services, file, cancel) =>
                    services.GetRequiredService<ReceiveFile>().HasAsync(file, cancel),
            }
        );
        routes.MapGet(DeliverablesRoutes.Template, BatchExports.Template).RequireAuthorization();
    }

    private static void MapExports(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                DeliverablesRoutes.MineExport,
                (ListDeliverables list, CancellationToken cancel) =>
                    BatchExports.Deliverables(list.AllAsync(null, cancel))
            )
            .RequireAuthorization();
        routes
            .MapGet(
                DeliverablesRoutes.QueueExport,
                (
                    string? status,
                    string? text,
                    string? show,
                    ListDeliverables list,
                    CancellationToken cancel
                ) =>
                    BatchExports.Deliverables(
                        list.AllAsync(DeliverableFilter.Of(status, text, show), cancel)
                    )
            )
            .Requires(Permission.ReadAwards);
        routes
            .MapGet(DeliverablesRoutes.PreservationListCsv(false), PreservationExports.List)
            .Requires(Permission.ReadAwards);
    }

    private static void MapAwards(RouteGroupBuilder award)
    {
        award.MapGet("preservation.pdf", PreservationExports.PdfAsync);
        award.MapGet("preservation.csv", PreservationExports.CsvAsync);
        award.MapGet("preservation-premis.xml", PreservationExports.PremisAsync);
    }

    private static void MapBatches(RouteGroupBuilder batch)
    {
        batch.MapGet("annotated-sheet.csv", AnnotatedSheet.CsvAsync);
        batch.MapGet("annotated-sheet.xlsx", AnnotatedSheet.WorkbookAsync);
        batch.MapGet("findings.csv", BatchExports.FindingsAsync);
        batch.MapGet("files.csv", BatchExports.FilesAsync);
        batch.MapGet("events.csv", BatchExports.EventsAsync);
        batch.MapGet(
            "report.pdf",
            (Guid id, PrintReport print, CancellationToken cancel) => print.RunAsync(id, cancel)
        );
        batch.MapGet(
            "returned.csv",
            (Guid id, ShowReport report, CancellationToken cancel) => report.SheetAsync(id, cancel)
        );
        batch
            .MapGet("files/{fileId:guid}/thumbnail", BatchPictures.ThumbnailAsync)
            .WithSecurityHeadersPolicy(SecurityHeaders.Files);
        batch
            .MapGet("files/{fileId:guid}/picture", BatchPictures.LargeAsync)
            .WithSecurityHeadersPolicy(SecurityHeaders.Files);
        batch
            .MapGet("files/{fileId:guid}/recording", BatchRecordings.SendAsync)
            .WithSecurityHeadersPolicy(SecurityHeaders.Files);
    }
}
