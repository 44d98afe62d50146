namespace Grants.Web.Shared.Records;

/// <summary>A public catalog record in a grid of others.</summary>
/// <param name="Date">EDTF, as it was described; empty without one.</param>
/// <param name="Languages">ISO 639-3, separated by semicolons.</param>
/// <param name="Type">What stands in the place of a picture.</param>
public sealed record RecordCard(
    Guid Id,
    string Slug,
    string Title,
    string Date,
    string Languages,
    string Type,
    string Institution,
    Guid? ThumbnailId
);
