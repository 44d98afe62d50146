using System.Text.Json;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Sheets;
using Grants.Domain.Kernel;

namespace Grants.Domain.Deliverables;

public enum BatchStatus
{
    /// <summary>Files are still coming.</summary>
    Open,
    Submitted,
    Checked,
    Accepted,

    /// <summary>Without its defective items, which are delivered again.</summary>
    PartlyAccepted,
    Returned,
}

/// <summary>One delivery of a deliverable. Its files, items, findings and events are rows of their own: there may be thousands.</summary>
public sealed class Batch : Aggregate
{
    private Batch() { }

    internal Batch(Deliverable deliverable, int number, Stamp stamp)
    {
        DeliverableId = deliverable.Id;
        AwardId = deliverable.AwardId;
        OrganizationId = deliverable.OrganizationId;
        Number = number;
        StartedAt = stamp.At;
    }

    public Guid DeliverableId { get; private set; }

    public Guid AwardId { get; private set; }

    public Guid OrganizationId { get; private set; }

    public int Number { get; private set; }

    public BatchStatus Status { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    public DateTimeOffset? SubmittedAt { get; private set; }

    public DateTimeOffset? CheckedAt { get; private set; }

    public int FileCount { get; private set; }

    public int ItemCount { get; private set; }

    public int ErrorCount { get; private set; }

    public int WarningCount { get; private set; }

    /// <summary>Items that were accepted and weren't before.</summary>
    public int AcceptedItems { get; private set; }

    /// <summary>Null also for those accepted before this was written down.</summary>
    public DateTimeOffset? AcceptedAt { get; private set; }

    /// <summary>When it was gone through for masters that needn't be kept; null where it wasn't.</summary>
    public DateTimeOffset? MastersLetGoAt { get; private set; }

    public void MarkMastersLetGo(DateTimeOffset at) => MastersLetGoAt = at;

    /// <summary>Every accepted item has its draft in the catalog.</summary>
    public bool IsCatalogued { get; private set; }

    /// <summary>What the checker asked to be corrected.</summary>
    public string? ReturnReason { get; private set; }

    internal void Submit(Stamp stamp)
    {
        Needs(BatchStatus.Open);
        Status = BatchStatus.Submitted;
        SubmittedAt = stamp.At;
    }

    /// <summary>It was handed in and isn't any more.</summary>
    internal void Reopen()
    {
        Needs(BatchStatus.Submitted);
        Status = BatchStatus.Open;
        SubmittedAt = null;
    }

    /// <summary>
    /// Somebody of the grantee changed cells of the sheet. The batch is part of the save, so that a change and handing in
    /// can't pass each other.
    /// </summary>
    public void ChangeSheet(int cells, Stamp stamp)
    {
        Needs(BatchStatus.Open);
        Raise(new SheetChanged(stamp, cells));
    }

    /// <summary>Writes down how the checks came out.</summary>
    public void RecordChecks(int files, int items, int errors, int warnings, Stamp stamp)
    {
        Needs(BatchStatus.Submitted);
        Status = BatchStatus.Checked;
        CheckedAt = stamp.At;
        (FileCount, ItemCount, ErrorCount, WarningCount) = (files, items, errors, warnings);
    }

    internal void Accept(int items, Stamp stamp)
    {
        Needs(BatchStatus.Checked);
        Status = BatchStatus.Accepted;
        AcceptedItems = items;
        AcceptedAt = stamp.At;
        Raise(new BatchAccepted(stamp));
    }

    internal void AcceptPart(int items, string reason, Stamp stamp)
    {
        Needs(BatchStatus.Checked);
        Status = BatchStatus.PartlyAccepted;
        AcceptedItems = items;
        AcceptedAt = stamp.At;
        ReturnReason = reason;
        Raise(new BatchAccepted(stamp) { Reason = reason });
    }

    /// <summary>Once its accepted items are drafts of the catalog.</summary>
    public void MarkCatalogued() => IsCatalogued = true;

    internal void Return(string reason, Stamp stamp)
    {
        Needs(BatchStatus.Checked);
        Status = BatchStatus.Returned;
        ReturnReason = reason;
        Raise(new BatchReturned(stamp) { Reason = reason });
    }

    private void Needs(BatchStatus needed)
    {
        if (Status != needed)
            throw new RefusedException(
                new Refusal(
                    $"The batch is now \"{Words.Of(Status.ToString())}\"; this needs it to be \"{Words.Of(needed.ToString())}\"."
                )
            );
    }
}

/// <summary>A file of a batch, as it arrived.</summary>
public sealed class BatchFile : Entity
{
    public const int MaxStampLength = 40;

    /// <summary>What a file did that isn't what arrived any more.</summary>
    public const string Changed = "changed";
    public const string Gone = "is gone";
    public const string Unreadable = "can't be read";

    public const int MaxFactsLength = 400;

    public const int MaxPlaceLength = 400;

    /// <summary>Where masters are that the store let go.</summary>
    public const string HoldingInstitution = "the holding institution";

    private BatchFile() { }

    public BatchFile(Guid batchId, Guid storedFileId, string name, long size, string sha256)
    {
        BatchId = batchId;
        StoredFileId = storedFileId;
        Name = name;
        Size = size;
        Sha256 = sha256;
    }

    /// <summary>Never taken into the store: it is read where it is.</summary>
    /// <param name="place">Below the masters folder.</param>
    public BatchFile StayingAt(string place)
    {
        KeptAt = place;
        return this;
    }

    /// <summary>The store lets it go; the holding institution has it.</summary>
    public void LetGo() => KeptAt = HoldingInstitution;

    public void RecordFixity(string? problem, DateTimeOffset at) =>
        (FixityProblem, FixityAt) = (problem, at);

    /// <summary>The same file in the batch that comes after this one's.</summary>
    public BatchFile In(Batch next) =>
        new(next.Id, StoredFileId, Name, Size, Sha256)
        {
            SenderStamp = SenderStamp,
            ProvedBy = ProvedBy,
            KeptAt = KeptAt,
        };

    public Guid BatchId { get; private set; }

    public Guid StoredFileId { get; private set; }

    /// <summary>Unique in the batch, ignoring case.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; private set; }

    public string Sha256 { get; private set; } = "";

    /// <summary>What the sender's file system said of its last change; null when it didn't come from a browser.</summary>
    public string? SenderStamp { get; init; }

    /// <summary>Where the checksum stands that it was compared with as it came out of its bag; null when it came with none.</summary>
    public string? ProvedBy { get; init; }

    /// <summary>
    /// Where the bytes are when the product doesn't keep them: a place below the masters folder, or the holding institution. Null: in the store.
    /// </summary>
    public string? KeptAt { get; private set; }

    /// <summary>When it was last read again and compared with its SHA-256; null since its check on arrival.</summary>
    public DateTimeOffset? FixityAt { get; private set; }

    /// <summary>What that found; null when it was the content that arrived.</summary>
    public string? FixityProblem { get; private set; }

    /// <summary>By its content, such as "image/tiff"; null before the check or when unknown.</summary>
    public string? Format { get; set; }

    /// <summary>Pixels.</summary>
    public int? Width { get; set; }

    /// <summary>Pixels.</summary>
    public int? Height { get; set; }

    /// <summary>What its own header says, as "TIFF, 4,000 x 3,000 pixels, 400 ppi, 3 x 8 bits"; null before the check or when unknown.</summary>
    public string? Facts { get; set; }
}

/// <summary>One row of a batch's metadata sheet that described an item without error.</summary>
public sealed class BatchItem : Entity
{
    private BatchItem() { }

    public BatchItem(Guid batchId, int row, string identifier, string title, string fieldsJson)
    {
        BatchId = batchId;
        Row = row;
        Identifier = identifier;
        Title = title;
        FieldsJson = fieldsJson;
    }

    public Guid BatchId { get; private set; }

    /// <summary>Row of the sheet; the heading is row 1.</summary>
    public int Row { get; private set; }

    public string Identifier { get; private set; } = "";

    public string Title { get; private set; } = "";

    /// <summary>Every field of the metadata profile as a JSON object, names as in the profile.</summary>
    public string FieldsJson { get; private set; } = "";

    /// <summary>The promise that it counts for; null where none fits.</summary>
    public Guid? MaterialLineId { get; private set; }

    /// <summary>What it is sampled under: the promised material, or what the sheet calls it.</summary>
    public string Material { get; private set; } = "";

    /// <summary>What it counts for in the unit that its material is promised in, to 2 places.</summary>
    public decimal Units { get; private set; } = 1;

    /// <summary>Found defective and to be delivered again.</summary>
    public bool IsRejected { get; private set; }

    /// <param name="kind">What the sheet calls it, for an item that wasn't promised.</param>
    /// <param name="masters">That it has.</param>
    public void CountFor(MaterialLine? line, string kind, int masters, PlayingTime playing)
    {
        MaterialLineId = line?.Id;
        Material = line?.Material ?? kind;
        Units = line?.UnitsOf(masters, playing) ?? 1;
    }

    public void Reject() => IsRejected = true;

    /// <summary>Names of the files that an item's row gives.</summary>
    /// <param name="fieldsJson">As the item keeps it.</param>
    public static IReadOnlyList<string> FilesIn(string fieldsJson) =>
        NamedFiles.Of(FieldsIn(fieldsJson).GetValueOrDefault(MetadataProfile.Files));

    /// <summary>Fields of the metadata profile by name, as the sheet gave them.</summary>
    /// <param name="fieldsJson">As the item keeps it.</param>
    public static Dictionary<string, string> FieldsIn(string fieldsJson) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(fieldsJson) ?? [];
}

/// <summary>Something that a check found, in words that an archivist can act on.</summary>
public sealed class BatchFinding : Entity
{
    private BatchFinding() { }

    public BatchFinding(Guid batchId, Finding finding)
    {
        BatchId = batchId;
        Code = finding.Code;
        Severity = finding.Severity;
        Path = finding.Path;
        Message = finding.Message;
        Expected = finding.Expected;
        Found = finding.Found;
        Rule = finding.Rule;
    }

    public Guid BatchId { get; private set; }

    /// <summary>Stable and short, such as "checksum-differs".</summary>
    public string Code { get; private set; } = "";

    public FindingSeverity Severity { get; private set; }

    /// <summary>The file or sheet row it is about.</summary>
    public string Path { get; private set; } = "";

    public string Message { get; private set; } = "";

    public string? Expected { get; private set; }

    public string? Found { get; private set; }

    /// <summary>Where the rule comes from.</summary>
    public string? Rule { get; private set; }
}

/// <summary>Who did what an event tells of.</summary>
public enum AgentKind
{
    /// <summary>Of this product or one that it calls, with its version.</summary>
    Software,
    Person,
}

/// <summary>A PREMIS event: one check or act on a batch or file, never changed.</summary>
public sealed class PreservationEvent : Entity
{
    /// <summary>The subject of an event that is about no single file.</summary>
    public const string WholeBatch = "the batch";

    private PreservationEvent() { }

    public PreservationEvent(
        Guid batchId,
        string type,
        AgentKind agentKind,
        string agent,
        string outcome,
        string detail,
        string subject,
        DateTimeOffset at
    )
    {
        BatchId = batchId;
        Type = type;
        AgentKind = agentKind;
        Agent = agent;
        Outcome = outcome;
        Detail = detail;
        Subject = subject;
        At = at;
    }

    /// <summary>What a person decided on the batch.</summary>
    public static PreservationEvent Decided(
        Batch batch,
        string type,
        string outcome,
        string detail,
        Stamp stamp
    ) =>
        new(batch.Id, type, AgentKind.Person, stamp.By.Name, outcome, detail, WholeBatch, stamp.At);

    public Guid BatchId { get; private set; }

    /// <summary>A Library of Congress eventType name, such as "fixity check".</summary>
    public string Type { get; private set; } = "";

    public AgentKind AgentKind { get; private set; }

    /// <summary>Name and version of software, or the name of a person.</summary>
    public string Agent { get; private set; } = "";

    /// <summary>"success", "warning" or "fail".</summary>
    public string Outcome { get; private set; } = "";

    public string Detail { get; private set; } = "";

    /// <summary>The object: a file's name, or the batch.</summary>
    public string Subject { get; private set; } = "";

    public DateTimeOffset At { get; private set; }
}

public sealed record SheetChanged(Stamp Stamp, int Cells) : DomainEvent(Stamp)
{
    public override string Detail => Numbers.Say(Cells, "cell");
}

public sealed record BatchAccepted(Stamp Stamp) : DomainEvent(Stamp);

public sealed record BatchReturned(Stamp Stamp) : DomainEvent(Stamp);
