using Grants.Domain.Accounts;
using Grants.Domain.Forms;
using Grants.Web.Features.Applications.Comments;
using Grants.Web.Features.Applications.Deleted;
using Grants.Web.Features.Applications.Files;
using Grants.Web.Features.Applications.Form;
using Grants.Web.Features.Applications.Mine;
using Grants.Web.Features.Applications.Notifying;
using Grants.Web.Features.Applications.Origin;
using Grants.Web.Features.Applications.Packet;
using Grants.Web.Features.Applications.Screening;
using Grants.Web.Features.Applications.SignOff;
using Grants.Web.Features.Applications.Start;
using Grants.Web.Features.Applications.Team;
using Grants.Web.Features.Applications.Thread;
using Grants.Web.Platform.Jobs;
using Grants.Web.Platform.Security;
using Grants.Web.Platform.Uploads;
using Grants.Web.Shared.NextSteps;

namespace Grants.Web.Features.Applications;

public static class ApplicationsFeature
{
    public static IServiceCollection AddApplications(this IServiceCollection services) =>
        services
            .AddScoped<FindStartChoice>()
            .AddScoped<StartApplication>()
            .AddScoped<ReadOrigin>()
            .AddScoped<OpenForm>()
            .AddScoped<SaveAnswer>()
            .AddScoped<SubmitApplication>()
            .AddScoped<SubmissionPdf>()
            .AddScoped<PrintDraft>()
            .AddScoped<CatchUp>()
            .AddSingleton<IOpenForms, OpenFormsHere>()
            .AddScoped<AttachFile>()
            .AddScoped<RemoveAttachment>()
            .AddScoped<ReadComments>()
            .AddScoped<WriteComment>()
            .AddScoped<TellOfComments>()
            .AddJob<TellOfCommentsJob>()
            .AddScoped<FindTeam>()
            .AddScoped<InviteCollaborator>()
            .AddScoped<WithdrawInvitation>()
            .AddScoped<RemoveCollaborator>()
            .AddScoped<HandOverLead>()
            .AddScoped<RequestSignOff>()
            .AddScoped<ReturnToDraft>()
            .AddScoped<DeleteDraft>()
            .AddScoped<RestoreDraft>()
            .AddScoped<ListDeleted>()
            .AddScoped<PurgeDeletedDrafts>()
            .AddJob<PurgeDeletedDraftsJob>()
            .AddScoped<ReadThread>()
            .AddScoped<WriteMessage>()
            .AddScoped<INextSteps, ApplicationSteps>()
            .AddScoped<ListMyApplications>()
            .AddScoped<FindMyApplication>()
            .AddScoped<RecallApplication>()
            .AddScoped<WithdrawApplication>()
            .AddScoped<ListApplications>()
            .AddScoped<ExportApplications>()
            .AddScoped<BulkScreening>()
            .AddScoped<FindApplication>()
            .AddScoped<ScreenApplication>()
            .AddScoped<ReadChecklist>()
            .AddScoped<AnswerChecklist>()
            .AddScoped<KeepRecord>()
            .AddScoped<AssignScreener>()
            .AddScoped<ReadChanges>()
            .AddScoped<ReadRecord>()
            .AddScoped<ResubmitApplication>()
            .AddScoped<PreviewDecision>()
            .AddScoped<NotifyApplicant>()
            .AddScoped<ListUntold>()
            .AddScoped<BindAttachments>()
            .AddScoped<PrintApplication>();

    public static void MapApplications(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                ApplicationsRoutes.MineCsv,
                (ListMyApplications list, CancellationToken cancel) => list.CsvAsync(cancel)
            )
            .RequireAuthorization();
        routes
            .MapGet(
                ApplicationsRoutes.AllCsv,
                (
                    [AsParameters] ApplicationFilter filter,
                    bool? answers,
                    ExportApplications export,
                    CancellationToken cancel
                ) => export.CsvAsync(filter, answers == true, cancel)
            )
            .Requires(Permission.ReadApplications);
        routes
            .MapGet(
                ApplicationsRoutes.AllXlsx,
                (
                    [AsParameters] ApplicationFilter filter,
                    bool? answers,
                    ExportApplications export,
                    CancellationToken cancel
                ) => export.XlsxAsync(filter, answers == true, cancel)
            )
            .Requires(Permission.ReadApplications);
        routes.MapUploads(
            "/my/applications/{owner:guid}/files",
            new UploadTarget(
                (services, id, cancel) =>
                    services.GetRequiredService<AttachFile>().AllowAsync(id, cancel),
                (services, file, cancel) =>
                    services.GetRequiredService<AttachFile>().CannotBeginAsync(file, cancel),
                (services, upload, content, cancel) =>
                    services.GetRequiredService<AttachFile>().RunAsync(upload, content, cancel),
                FormRules.MostFileBytes
            )
        );
        var draft = routes.MapGroup("/my/applications/{id:guid}").RequireAuthorization();
        draft
            .MapGet(
                "print",
                (Guid id, PrintDraft print, CancellationToken cancel) => print.HtmlAsync(id, cancel)
            )
            .WithSecurityHeadersPolicy(SecurityHeaders.Files);
        draft.MapGet(
            "draft.pdf",
            (Guid id, PrintDraft print, CancellationToken cancel) => print.PdfAsync(id, cancel)
        );
        // Who may is the application's own rule: its applicant, staff, reviewers after the attestation.
        routes
            .MapGet(
                "/applications/{id:guid}.pdf",
                async (
                    Guid id,
                    bool? blind,
                    bool? attachments,
                    HttpContext context,
                    PrintApplication print,
                    CancellationToken cancel
                ) =>
                {
                    context.Response.Headers.CacheControl = "private, no-store";
                    return await print.RunAsync(id, blind == true, attachments == true, cancel);
                }
            )
            .RequireAuthorization();
    }
}
