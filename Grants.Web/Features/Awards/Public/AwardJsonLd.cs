using System.Text.Json.Nodes;
using Grants.Web.Platform;

namespace Grants.Web.Features.Awards.Public;

/// <summary>An award for search engines: schema.org MonetaryGrant.</summary>
internal static class AwardJsonLd
{
    public static JsonObject Of(PublicAwardDetails award, SiteAddress site) =>
        new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "MonetaryGrant",
            ["identifier"] = award.Number,
            ["name"] = award.Title,
            ["description"] = award.Summary,
            ["url"] = site.Of(AwardsRoutes.PublicAward(award.Number)),
            ["amount"] = new JsonObject
            {
                ["@type"] = "MonetaryAmount",
                ["value"] = award.Amount.Amount,
                ["currency"] = award.Amount.Currency,
            },
            ["funder"] = new JsonObject
            {
                ["@type"] = "Organization",
                ["name"] = award.Funder,
                ["url"] = site.Of("/"),
            },
            ["fundedItem"] = new JsonObject
            {
                ["@type"] = "Project",
                ["name"] = award.Title,
                ["parentOrganization"] = new JsonObject
                {
                    ["@type"] = "ArchiveOrganization",
                    ["name"] = award.Organization,
                },
            },
        };
}
