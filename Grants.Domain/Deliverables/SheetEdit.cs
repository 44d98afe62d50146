using Grants.Domain.Inspection.Sheets;
using Grants.Domain.Kernel;

namespace Grants.Domain.Deliverables;

/// <summary>
/// A cell of a delivered sheet that somebody of the grantee changed on the grid. Only ever added: the sheet as it came and
/// every value since stay readable.
/// </summary>
public sealed class SheetEdit : Entity
{
    /// <summary>Characters of a cell; as many as a spreadsheet's.</summary>
    public const int MaxLength = 32_767;

    private SheetEdit() { }

    /// <param name="batchFileId">The sheet as it came.</param>
    public SheetEdit(Guid batchFileId, CellEdit edit, string was, Stamp stamp)
        : this(batchFileId, edit, was, stamp.By.Name, stamp.At) { }

    private SheetEdit(Guid batchFileId, CellEdit edit, string was, string byName, DateTimeOffset at)
    {
        BatchFileId = batchFileId;
        (Row, Column, Text) = edit;
        Was = was;
        ByName = byName;
        At = at;
    }

    public Guid BatchFileId { get; private set; }

    public int Row { get; private set; }

    /// <summary>From 0.</summary>
    public int Column { get; private set; }

    public string Text { get; private set; } = "";

    /// <summary>What stood there before.</summary>
    public string Was { get; private set; } = "";

    public string ByName { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    /// <summary>The same for the next batch, which begins with this sheet.</summary>
    public SheetEdit For(Guid batchFileId) =>
        new(batchFileId, new CellEdit(Row, Column, Text), Was, ByName, At);
}

/// <summary>What an organization means by a heading of its sheets; kept for the next one.</summary>
public sealed class SheetHeading : Entity
{
    private SheetHeading() { }

    /// <param name="heading">As MetadataProfile.Normalized gives it.</param>
    /// <param name="field">A field of the profile, or SheetRules.LeftOut.</param>
    public SheetHeading(Guid organizationId, string heading, string field)
    {
        OrganizationId = organizationId;
        Heading = heading;
        Field = field;
    }

    public Guid OrganizationId { get; private set; }

    public string Heading { get; private set; } = "";

    public string Field { get; set; } = "";
}
