namespace Grants.Web.Features.Deliverables;

public static class DeliverablesRoutes
{
    public const string Mine = "/my/deliverables";
    public const string MineExport = "/my/deliverables.csv";
    public const string Template = "/my/deliverables/template.csv";
    public const string Queue = "/work/deliverables";
    public const string WaitingForUs = "/work/deliverables?show=waiting";
    public const string QueueExport = "/work/deliverables.csv";

    public const string PreservationList = "/work/preservation";
    public const string Damaged = "/work/preservation?show=damaged";

    public static string PreservationListCsv(bool onlyDamaged) =>
        $"{PreservationList}.csv{(onlyDamaged ? "?show=damaged" : "")}";

    public static string Preservation(Guid awardId) => $"{PreservationList}/{awardId}";

    public static string PreservationPdf(Guid awardId) => $"/awards/{awardId}/preservation.pdf";

    public static string PreservationCsv(Guid awardId) => $"/awards/{awardId}/preservation.csv";

    public static string PreservationPremis(Guid awardId) =>
        $"/awards/{awardId}/preservation-premis.xml";

    public static string My(Guid deliverableId) => $"{Mine}/{deliverableId}";

    public static string One(Guid deliverableId) => $"{Queue}/{deliverableId}";

    /// <summary>Where the files of an open batch are sent.</summary>
    public static string Uploads(Guid batchId) => $"/my/batches/{batchId}/files";

    /// <summary>The metadata sheet as it came, with a column that says what is wrong in each row.</summary>
    public static string AnnotatedSheet(Guid batchId) => $"/batches/{batchId}/annotated-sheet.csv";

    /// <summary>The same as a workbook.</summary>
    public static string AnnotatedWorkbook(Guid batchId) =>
        $"/batches/{batchId}/annotated-sheet.xlsx";

    /// <summary>The metadata sheet on a grid, with what is wrong in its cells.</summary>
    public static string Sheet(Guid batchId) => $"/batches/{batchId}/sheet";

    /// <summary>What each column of the sheet means.</summary>
    public static string Columns(Guid batchId) => $"/batches/{batchId}/sheet/columns";

    public static string Findings(Guid batchId) => $"/batches/{batchId}/findings.csv";

    public static string Files(Guid batchId) => $"/batches/{batchId}/files.csv";

    public static string Events(Guid batchId) => $"/batches/{batchId}/events.csv";

    public static string Thumbnail(Guid batchId, Guid fileId) =>
        $"/batches/{batchId}/files/{fileId}/thumbnail";

    /// <summary>The same large enough to look at closely.</summary>
    public static string Picture(Guid batchId, Guid fileId) =>
        $"/batches/{batchId}/files/{fileId}/picture";

    /// <summary>Delivered sound or video, to be played in parts.</summary>
    public static string Recording(Guid batchId, Guid fileId) =>
        $"/batches/{batchId}/files/{fileId}/recording";

    /// <summary>Item of a batch's sample, from 1.</summary>
    public static string Control(Guid batchId, int number) =>
        $"/work/batches/{batchId}/control/{number}";

    public static string ControlOf(Guid deliverableId, int batch) =>
        $"{One(deliverableId)}?show=control&batch={batch}";

    /// <summary>What people found in a batch, as PDF.</summary>
    public static string Report(Guid batchId) => $"/batches/{batchId}/report.pdf";

    /// <summary>Rows of the items that are to be delivered again, as a metadata sheet.</summary>
    public static string ReturnedSheet(Guid batchId) => $"/batches/{batchId}/returned.csv";
}
