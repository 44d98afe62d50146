using Grants.Data;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Forms;

internal static class FormNumbers
{
    /// <summary>1 where no form has the name. The unique index of name and number decides between two at once.</summary>
    public static async Task<int> NextFormNumberAsync(
        this GrantsDb db,
        string name,
        CancellationToken cancel
    ) =>
        1
        + (
            await db.FormVersions.Where(f => f.Name == name).MaxAsync(f => (int?)f.Number, cancel)
            ?? 0
        );
}
