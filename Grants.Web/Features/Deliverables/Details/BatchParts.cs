namespace Grants.Web.Features.Deliverables.Details;

/// <summary>What staff look at of a batch.</summary>
public enum BatchPart
{
    Findings,
    Control,
    Items,
    Files,
    Changes,
    Events,
}

public static class BatchParts
{
    public static IReadOnlyList<BatchPart> All { get; } = Enum.GetValues<BatchPart>();

    public static string TitleOf(BatchPart part) =>
        part switch
        {
            BatchPart.Control => "Quality control",
            BatchPart.Events => "Preservation events",
            _ => part.ToString(),
        };

    /// <summary>From the address; anything unknown shows the findings.</summary>
    public static BatchPart Of(string? text) =>
        Enum.TryParse<BatchPart>(text, ignoreCase: true, out var part) && Enum.IsDefined(part)
            ? part
            : BatchPart.Findings;
}
