namespace Grants.Domain.Applications;

/// <summary>A condition that an application can fail before any review.</summary>
/// <param name="Code">Kept with the application; never reused for something else.</param>
/// <param name="ToStaff">A few words for lists.</param>
/// <param name="ToApplicant">A whole sentence for the mail that tells them.</param>
public sealed record IneligibilityReason(string Code, string ToStaff, string ToApplicant)
{
    public const int MaxCodeLength = 40;

    /// <summary>The gates before review, and what else ends an application there.</summary>
    public static IReadOnlyList<IneligibilityReason> All { get; } =
    [
        new(
            "legal-status",
            "No legal status",
            "The applicant has no legal status that would let it receive a grant, and no fiscal sponsor."
        ),
        new(
            "metadata-rights",
            "No right to publish the metadata",
            "The application doesn't show the right to publish the descriptions of the collections."
        ),
        new(
            "holding-institution",
            "No holding institution",
            "The application doesn't name the institution that holds the collections."
        ),
        new(
            "scope-years",
            "Outside the scope years",
            "The collections are from outside the years that the call is about."
        ),
        new(
            "incomplete",
            "Incomplete",
            "What was handed in is incomplete, and what we asked for didn't reach us."
        ),
        new(
            "duplicate",
            "Another application stands",
            "Another application for the same collections stands in this call."
        ),
        new("other", "Other", "It doesn't meet a condition of the call's guidelines."),
    ];

    /// <summary>Null for a code that isn't in the list.</summary>
    public static IneligibilityReason? Of(string? code) => All.FirstOrDefault(r => r.Code == code);
}
