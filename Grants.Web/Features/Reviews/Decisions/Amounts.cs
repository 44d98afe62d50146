using Grants.Domain.Forms;
using Grants.Domain.Kernel;

namespace Grants.Web.Features.Reviews.Decisions;

internal static class Amounts
{
    /// <summary>An amount as typed, such as 12500 or 12,500.00.</summary>
    /// <exception cref="RefusedException">It isn't one, or has parts of a cent.</exception>
    public static decimal Read(string? typed)
    {
        if (FormCheck.Number(typed) is not { } amount || amount < 0)
            throw new RefusedException(
                new Refusal($"\"{typed}\" isn't an amount such as 12500 or 12,500.00.")
            );
        return decimal.Round(amount, 2) == amount
            ? amount
            : throw new RefusedException(new Refusal("Amounts go to the cent."));
    }
}
