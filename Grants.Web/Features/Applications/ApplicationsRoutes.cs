using Grants.Domain.Applications;

namespace Grants.Web.Features.Applications;

public static class ApplicationsRoutes
{
    public const string Mine = "/my/applications";
    public const string MineCsv = "/my/applications.csv";
    public const string New = "/my/applications/new";
    public const string Deleted = "/my/applications/deleted";
    public const string All = "/work/applications";
    public const string AllCsv = "/work/applications.csv";
    public const string AllXlsx = "/work/applications.xlsx";
    public const string Notify = "/work/applications/notify";

    public static string With(ApplicationStatus status) => $"{All}?status={status}";

    public static string Start(Guid callId) => $"{New}?call={callId}";

    /// <summary>As its applicant sees it.</summary>
    public static string My(Guid id) => $"{Mine}/{id}";

    /// <param name="section">A section's key; the first one without.</param>
    public static string Edit(Guid id, string? section = null) =>
        section is null ? $"{Mine}/{id}/edit" : $"{Mine}/{id}/edit?section={section}";

    /// <summary>The draft as it stands, to look at and to print.</summary>
    public static string Print(Guid id) => $"{Mine}/{id}/print";

    public static string DraftPdf(Guid id) => $"{Mine}/{id}/draft.pdf";

    /// <summary>Where files of a draft are sent.</summary>
    public static string Files(Guid id) => $"{Mine}/{id}/files";

    /// <summary>What the applicant asked, as staff see it.</summary>
    public static string Questions(Guid id) => $"{All}/{id}/questions";

    /// <summary>Parts of the staff's page of one application.</summary>
    public const string Checklist = "checklist";
    public const string Changes = "changes";
    public const string Notes = "notes";
    public const string Log = "history";

    /// <summary>As staff see it.</summary>
    /// <param name="part">The application itself without.</param>
    public static string Work(Guid id, string? part = null) =>
        part is null ? $"{All}/{id}" : $"{All}/{id}?part={part}";

    public static string Pdf(Guid id) => $"/applications/{id}.pdf";

    public static string PdfWithAttachments(Guid id) => $"{Pdf(id)}?attachments=true";

    /// <summary>As reviewers get it in a call that reviews blind.</summary>
    public static string BlindPdf(Guid id) => $"{Pdf(id)}?blind=true";
}
