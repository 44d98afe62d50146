using System.Globalization;

namespace Grants.Domain.Kernel;

/// <summary>How numbers of things read on pages, in mails and on paper, whoever reads them.</summary>
public static class Numbers
{
    /// <summary>"5,000", "12.5", "0.25".</summary>
    public static string Say(decimal number) =>
        number.ToString("#,##0.##", CultureInfo.InvariantCulture);

    /// <summary>"1 file", "10,001 files".</summary>
    public static string Say(int number, string what) => Say(number, what, $"{what}s");

    /// <summary>"1 item is", "10,001 items are".</summary>
    public static string Say(int number, string one, string many) =>
        $"{Say(number)} {(number == 1 ? one : many)}";
}
