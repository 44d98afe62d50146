using System.Text;
using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Forms.Exchange;

/// <summary>A version as a file that another installation reads.</summary>
public sealed class ExportForm(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<IResult> RunAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        (await caller.ActorAsync(cancel)).Cannot(Permission.ManagePrograms).ThrowIfAny();
        var form = await db
            .FormVersions.AsNoTracking()
            .FirstOrNotFoundAsync(f => f.Id == id, "The form", cancel);
        var file = FormJson.Write(new ExchangedForm(form.Name, form.Kind, form.Definition));
        return Results.File(
            Encoding.UTF8.GetBytes(file),
            "application/json",
            $"form-{form.Number}.json"
        );
    }
}
