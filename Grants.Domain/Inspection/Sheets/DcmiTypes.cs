namespace Grants.Domain.Inspection.Sheets;

/// <summary>Terms of the DCMI Type Vocabulary (dublincore.org, section 7 of DCMI Metadata Terms).</summary>
public static class DcmiTypes
{
    public static IReadOnlyList<string> All { get; } =
    [
        "Text",
        "StillImage",
        "Sound",
        "MovingImage",
        "PhysicalObject",
        "Collection",
        "InteractiveResource",
        "Dataset",
        "Software",
        "Service",
        "Event",
        "Image",
    ];

    /// <summary>What people write instead, in capitals without spaces.</summary>
    public static IReadOnlyDictionary<string, string> Words { get; } =
        new Dictionary<string, string>
        {
            ["PHOTO"] = "StillImage",
            ["FOTO"] = "StillImage",
            ["PHOTOGRAPH"] = "StillImage",
            ["PHOTOGRAPHS"] = "StillImage",
            ["POSTER"] = "StillImage",
            ["PICTURE"] = "StillImage",
            ["MAP"] = "StillImage",
            ["DOCUMENT"] = "Text",
            ["LETTER"] = "Text",
            ["TELEGRAM"] = "Text",
            ["NEWSLETTER"] = "Text",
            ["BOOK"] = "Text",
            ["AUDIO"] = "Sound",
            ["RECORDING"] = "Sound",
            ["ORALHISTORY"] = "Sound",
            ["INTERVIEW"] = "Sound",
            ["VIDEO"] = "MovingImage",
            ["FILM"] = "MovingImage",
            ["OBJECT"] = "PhysicalObject",
            ["BUTTON"] = "PhysicalObject",
        };
}
