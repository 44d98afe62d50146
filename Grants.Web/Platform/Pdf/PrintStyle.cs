using Grants.Web.Platform.Pdf.Shaping;

namespace Grants.Web.Platform.Pdf;

/// <summary>The look of printed documents: the light colours of wwwroot/css/tokens.css on white paper.</summary>
internal static class PrintStyle
{
    public const string Ink = "#24211c";
    public const string SoftInk = "#5a5448";
    public const string Line = "#d9d3c5";
    public const string StrongLine = "#857d6d";
    public const string Accent = "#1f5a5c";
    public const string AccentSoft = "#e3eeec";

    public static readonly TextStyle Body = new(10, Ink);
    public static readonly TextStyle Small = new(8.5f, SoftInk, Leading: 1.4f);
    public static readonly TextStyle Strong = new(10, Ink, Bold: true, Leading: 1.35f);
    public static readonly TextStyle Under = new(9, SoftInk, Leading: 1.35f);
    public static readonly TextStyle Address = new(10, Ink, Leading: 1.35f);
    public static readonly TextStyle Label = new(9, SoftInk, Leading: 9.5f * 1.4f / 9); // as high as its value
    public static readonly TextStyle Value = new(9.5f, Ink, Leading: 1.4f);
    public static readonly TextStyle Caption = new(9, Ink, Bold: true, Leading: 1.35f);
    public static readonly TextStyle Cell = new(8.5f, Ink, Leading: 1.35f);
    public static readonly TextStyle HeadCell = new(8.5f, Accent, Bold: true, Leading: 1.3f);
    public static readonly TextStyle TotalCell = new(8.5f, Ink, Bold: true, Leading: 1.35f);
    public static readonly TextStyle Footer = new(8, SoftInk);
    public static readonly TextStyle Header = new(14, SoftInk, Bold: true);
    public static readonly TextStyle Organization = new(13, Accent, Bold: true, Leading: 1.3f);
    public static readonly TextStyle CoverOrganization = new(12, SoftInk);
    public static readonly TextStyle CoverTitle = new(28, Accent, Bold: true, Leading: 1.2f);
    public static readonly TextStyle CoverSubtitle = new(13, Ink);
    public static readonly TextStyle ContentsMain = new(10, Ink, Bold: true, Leading: 1.6f);
    public static readonly TextStyle ContentsSub = new(9.5f, Ink, Leading: 1.6f);

    /// <param name="level">1 to 3.</param>
    public static TextStyle Heading(int level) =>
        level switch
        {
            1 => new(16, Accent, Bold: true, Leading: 1.25f),
            2 => new(12, Accent, Bold: true, Leading: 1.3f),
            _ => new(10, Ink, Bold: true, Leading: 1.35f),
        };

    /// <summary>Chart colours, told apart in grey as well; used again from the first when there are more series.</summary>
    public static string Series(int index) =>
        (index % 6) switch
        {
            0 => "#1f5a5c",
            1 => "#d3a550",
            2 => "#86b3b0",
            3 => "#9c4a3a",
            4 => "#5d82ad",
            _ => "#b9b1a0",
        };
}
