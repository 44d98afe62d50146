using MudBlazor;

namespace Grants.Web.Shared.Layout;

/// <summary>
/// The colours and letters of wwwroot/css/tokens.css for MudBlazor's components; a test holds the two together. Light and
/// dark are both written into the page and the root's data-theme picks one, so nothing flashes while the circuit starts.
/// </summary>
public static class Look
{
    public static MudTheme Light { get; } =
        new()
        {
            PaletteLight = new PaletteLight
            {
                Primary = "#1f5a5c",
                PrimaryContrastText = "#ffffff",
                Secondary = "#7a4f21",
                SecondaryContrastText = "#ffffff",
                Tertiary = "#4a5568",
                Info = "#24588f",
                Success = "#2b6438",
                Warning = "#8a5300",
                Error = "#a32a22",
                InfoContrastText = "#ffffff",
                SuccessContrastText = "#ffffff",
                WarningContrastText = "#ffffff",
                ErrorContrastText = "#ffffff",
                Dark = "#24211c",
                Background = "#f7f5f0",
                BackgroundGray = "#efebe2",
                Surface = "#ffffff",
                AppbarBackground = "#ffffff",
                AppbarText = "#24211c",
                DrawerBackground = "#f7f5f0",
                DrawerText = "#24211c",
                TextPrimary = "#24211c",
                TextSecondary = "#5a5448",
                TextDisabled = "#6f685b",
                ActionDefault = "#5a5448",
                ActionDisabled = "#6f685b",
                ActionDisabledBackground = "#e7e2d6",
                LinesDefault = "#d9d3c5",
                LinesInputs = "#857d6d",
                TableLines = "#e4dfd3",
                Divider = "#d9d3c5",
            },
            Typography = Letters(),
            LayoutProperties = Properties(),
            ZIndex = new ZIndex { Snackbar = 1600 },
        };

    public static MudTheme Dark { get; } =
        new()
        {
            PseudoCss = new PseudoCss { Scope = ":root[data-theme=\"dark\"]" },
            PaletteDark = new PaletteDark
            {
                Primary = "#7fc4c2",
                PrimaryContrastText = "#0c2223",
                Secondary = "#d9ae78",
                SecondaryContrastText = "#2a1b08",
                Tertiary = "#b6bfcd",
                Info = "#92bfee",
                Success = "#8ecb98",
                Warning = "#e5b567",
                Error = "#f0a199",
                InfoContrastText = "#0d2238",
                SuccessContrastText = "#0e2413",
                WarningContrastText = "#2b1c02",
                ErrorContrastText = "#3a0f0b",
                Dark = "#ece7db",
                Background = "#181612",
                BackgroundGray = "#211f1a",
                Surface = "#211f1a",
                AppbarBackground = "#211f1a",
                AppbarText = "#ece7db",
                DrawerBackground = "#181612",
                DrawerText = "#ece7db",
                TextPrimary = "#ece7db",
                TextSecondary = "#b9b1a0",
                TextDisabled = "#9a9282",
                ActionDefault = "#b9b1a0",
                ActionDisabled = "#9a9282",
                ActionDisabledBackground = "#35322b",
                LinesDefault = "#3b372f",
                LinesInputs = "#8d8575",
                TableLines = "#35322b",
                Divider = "#3b372f",
            },
            Typography = Letters(),
            LayoutProperties = Properties(),
        };

    private static LayoutProperties Properties() => new() { DefaultBorderRadius = "6px" };

    private static Typography Letters()
    {
        string[] text = ["Noto Sans", "system-ui", "Segoe UI", "sans-serif"];
        string[] heading = ["Noto Serif", "Georgia", "serif"];
        return new Typography
        {
            Default = new DefaultTypography
            {
                FontFamily = text,
                FontSize = "1rem",
                LineHeight = "1.55",
            },
            H1 = new H1Typography
            {
                FontFamily = heading,
                FontSize = "1.875rem",
                FontWeight = "600",
                LineHeight = "1.25",
            },
            H2 = new H2Typography
            {
                FontFamily = heading,
                FontSize = "1.375rem",
                FontWeight = "600",
                LineHeight = "1.3",
            },
            H3 = new H3Typography
            {
                FontFamily = heading,
                FontSize = "1.125rem",
                FontWeight = "600",
                LineHeight = "1.35",
            },
            H4 = new H4Typography
            {
                FontFamily = text,
                FontSize = "1rem",
                FontWeight = "600",
            },
            H5 = new H5Typography
            {
                FontFamily = text,
                FontSize = "1rem",
                FontWeight = "600",
            },
            H6 = new H6Typography
            {
                FontFamily = heading,
                FontSize = "1.125rem",
                FontWeight = "600",
            },
            Body1 = new Body1Typography
            {
                FontFamily = text,
                FontSize = "1rem",
                LineHeight = "1.55",
            },
            Body2 = new Body2Typography
            {
                FontFamily = text,
                FontSize = ".9375rem",
                LineHeight = "1.5",
            },
            Caption = new CaptionTypography { FontFamily = text, FontSize = ".8125rem" },
            Button = new ButtonTypography
            {
                FontFamily = text,
                FontSize = ".9375rem",
                FontWeight = "600",
                TextTransform = "none",
            },
        };
    }
}
