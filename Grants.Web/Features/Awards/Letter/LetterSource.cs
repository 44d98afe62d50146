using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Awards;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Awards.Letter;

internal static class LetterSource
{
    private const StringSplitOptions Tidy =
        StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    /// <summary>What a letter written now would say.</summary>
    public static async Task<AwardLetterData> LetterDataAsync(
        this GrantsDb db,
        Award award,
        DateTimeOffset at,
        CancellationToken cancel
    )
    {
        var funder = await db.Funders.AsNoTracking().OrderBy(f => f.Id).FirstAsync(cancel);
        var about = await db
            .Applications.AsNoTracking()
            .Where(a => a.Id == award.ApplicationId)
            .Select(a => new
            {
                a.ReferenceNumber,
                Call = db.Calls.Where(c => c.Id == a.CallId).Select(c => c.Title).First(),
                Organization = db
                    .Organizations.Where(o => o.Id == a.OrganizationId)
                    .Select(o => new
                    {
                        o.LegalName,
                        o.Region,
                        o.Country,
                    })
                    .First(),
            })
            .FirstAsync(cancel);
        var official = await db.OfficialsOf(award.OrganizationId).FirstOrDefaultAsync(cancel);
        var payments = await db
            .Tranches.AsNoTracking()
            .Where(t => t.AwardId == award.Id)
            .OrderBy(t => t.Number)
            .Select(t => new LetterPayment(
                t.Number,
                t.Amount.Amount,
                t.DueOn,
                t.Conditions.OrderBy(c => c.Text).Select(c => c.Text).ToList()
            ))
            .ToListAsync(cancel);
        var deliverables = await db
            .Deliverables.AsNoTracking()
            .Where(d => d.AwardId == award.Id)
            .OrderBy(d => d.Code)
            .Select(d => new LetterDeliverable(
                d.Code,
                d.Title,
                d.Description,
                d.DueOn,
                d.PromisedUnits
            ))
            .ToListAsync(cancel);
        return new AwardLetterData(
            AwardLetterDocument.TemplateVersion,
            DateOnly.FromDateTime(at.UtcDateTime),
            funder.Name,
            funder.PostalAddress.Split('\n', Tidy),
            funder.ContactEmail,
            award.Number,
            about.ReferenceNumber ?? "",
            about.Call,
            award.Title,
            about.Organization.LegalName,
            string.Join(
                ", ",
                new[]
                {
                    about.Organization.Region,
                    Countries.NameOf(about.Organization.Country),
                }.Where(part => !string.IsNullOrWhiteSpace(part))
            ),
            official?.Name ?? "",
            award.Amount.Amount,
            award.Amount.Currency,
            award.StartsOn,
            award.EndsOn,
            payments,
            deliverables,
            award.Conditions.Split('\n', Tidy),
            funder.Credit(award.Number)
        );
    }
}
