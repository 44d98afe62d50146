namespace Grants.Web.Platform.Pdf.Layout;

/// <summary>US Letter with its margins, in points; heights from the top.</summary>
internal static class PageBox
{
    public const float PageWidth = 612;
    public const float PageHeight = 792;
    public const float Left = 60;
    public const float Right = PageWidth - 60;
    public const float Top = 60;
    public const float Bottom = PageHeight - 66;
    public const float HeaderLine = 40;
    public const float FooterLine = PageHeight - 36;
    public const float Width = Right - Left;
    public const float Height = Bottom - Top;
}
