namespace Grants.Domain.Inspection;

/// <summary>Every code that a finding can have. Stable: other programs read them.</summary>
public static class FindingCodes
{
    public const string SheetMissing = "sheet-missing";
    public const string SheetEncoding = "sheet-encoding";
    public const string SheetMalformed = "sheet-malformed";
    public const string SheetEmpty = "sheet-empty";
    public const string SheetTooLarge = "sheet-too-large";
    public const string ColumnUnknown = "column-unknown";
    public const string ColumnMissing = "column-missing";
    public const string ColumnRepeated = "column-repeated";
    public const string ColumnLeftOut = "column-left-out";
    public const string CellSurplus = "cell-surplus";
    public const string SheetsUnread = "sheets-unread";
    public const string NameUnknown = "name-unknown";
    public const string RowsBlank = "rows-blank";
    public const string FieldMissing = "field-missing";
    public const string FieldInvalid = "field-invalid";
    public const string FieldDoubtful = "field-doubtful";
    public const string FieldNormalized = "field-normalized";
    public const string FieldInherited = "field-inherited";
    public const string IdentifierRepeated = "identifier-repeated";
    public const string FileMissing = "file-missing";
    public const string FileNotInSheet = "file-not-in-sheet";
    public const string FileNamedTwice = "file-named-twice";
    public const string FileName = "file-name";
    public const string SequenceGap = "sequence-gap";
    public const string SequencePadding = "sequence-padding";
    public const string AccessCopyMissing = "access-copy-missing";
    public const string MasterMissing = "master-missing";
    public const string FileEmpty = "file-empty";
    public const string FileBroken = "file-broken";
    public const string FileUnreadable = "file-unreadable";
    public const string FileTypeDiffers = "file-type-differs";
    public const string FileTypeUnknown = "file-type-unknown";
    public const string ContentRepeated = "content-repeated";
    public const string ChecksumDiffers = "checksum-differs";
    public const string ChecksumMissing = "checksum-missing";
    public const string ManifestMalformed = "manifest-malformed";
    public const string ResolutionLow = "resolution-low";
    public const string ResolutionUnknown = "resolution-unknown";
    public const string ProfileDiffers = "profile-differs";
    public const string FileDoubtful = "file-doubtful";
    public const string FileNotExamined = "file-not-examined";
    public const string DurationUnknown = "duration-unknown";
    public const string NotPromised = "not-promised";
    public const string PromiseExceeded = "promise-exceeded";
    public const string PromiseOpen = "promise-open";

    public const string BagDeclaration = "bag-declaration";
    public const string BagManifestMissing = "bag-manifest-missing";
    public const string ManifestRepeats = "manifest-repeats";
    public const string ManifestUnusual = "manifest-unusual";
    public const string AlgorithmUnknown = "algorithm-unknown";
    public const string FileNotInManifest = "file-not-in-manifest";
    public const string OxumDiffers = "oxum-differs";
    public const string PathOutside = "path-outside";
    public const string PathCollision = "path-collision";
    public const string PathNotPortable = "path-not-portable";
    public const string SystemFile = "system-file";
    public const string Link = "link";
    public const string PackageBroken = "package-broken";
    public const string PackageBomb = "package-bomb";
    public const string PackageEncrypted = "package-encrypted";
    public const string PackageNested = "package-nested";
    public const string SpaceMissing = "space-missing";
    public const string LinkBroken = "link-broken";
    public const string VirusFound = "virus-found";
    public const string VirusUnchecked = "virus-unchecked";

    private static readonly HashSet<string> OfContent =
    [
        FileEmpty,
        FileBroken,
        FileUnreadable,
        FileTypeDiffers,
        FileTypeUnknown,
        ProfileDiffers,
        ResolutionLow,
        ChecksumDiffers,
        ManifestMalformed,
        PathOutside,
        Link,
        PackageBroken,
        PackageBomb,
        PackageEncrypted,
        PackageNested,
        SpaceMissing,
        VirusFound,
    ];

    private static readonly HashSet<string> OfSheet =
    [
        SheetEncoding,
        SheetMalformed,
        SheetEmpty,
        SheetTooLarge,
    ];

    /// <summary>
    /// Whether an error with this code means that the metadata sheet has to be sent again; other errors can be mended on the
    /// grid.
    /// </summary>
    public static bool RefusesSheet(string code) => OfSheet.Contains(code);

    /// <summary>Whether the file itself is refused and has to be sent again, and not only what is said about it.</summary>
    public static bool RefusesFile(string code) => OfContent.Contains(code);
}
