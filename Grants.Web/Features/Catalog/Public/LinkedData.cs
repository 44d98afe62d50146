using System.Text.Json.Nodes;
using Grants.Domain.Catalog;
using Grants.Web.Features.Awards;
using Grants.Web.Platform;
using Grants.Web.Platform.Storage;

namespace Grants.Web.Features.Catalog.Public;

/// <summary>A record as schema.org JSON-LD: an ArchiveComponent that is a CreativeWork, held by an ArchiveOrganization.</summary>
internal static class LinkedData
{
    public static JsonObject Of(RecordDetails record, SiteAddress site)
    {
        var says = record.Says;
        var address = site.Of(CatalogRoutes.Record(record.Slug));
        var thing = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = new JsonArray("CreativeWork", "ArchiveComponent"),
            ["@id"] = address,
            ["url"] = address,
            ["name"] = says.Title,
            ["identifier"] = says.Identifier,
            ["holdingArchive"] = new JsonObject
            {
                ["@type"] = "ArchiveOrganization",
                ["name"] = record.Institution.Name,
                ["url"] = site.Of(CatalogRoutes.Institution(record.Institution.Id)),
            },
        };
        Add(thing, "alternateName", ManyValues.Of(says.AlternativeTitle));
        Add(thing, "description", says.Description);
        Add(thing, "dateCreated", says.Date);
        Add(thing, "creator", ManyValues.Of(says.Creator));
        Add(thing, "about", [.. ManyValues.Of(says.Subjects), .. ManyValues.Of(says.People)]);
        Add(thing, "contentLocation", ManyValues.Of(says.Places));
        Add(thing, "inLanguage", [.. record.Languages.Select(l => Languages.TagOf(l) ?? l)]);
        Add(thing, "genre", ManyValues.Of(says.Genre));
        Add(thing, "license", says.RightsUri);
        Add(thing, "creditText", record.Grant?.Credit ?? "");
        if (says.CollectionName.Length > 0)
            thing["isPartOf"] = new JsonObject
            {
                ["@type"] = "Collection",
                ["name"] = says.CollectionName,
            };
        if (record.Grant is { } grant)
            thing["funding"] = new JsonObject
            {
                ["@type"] = "Grant",
                ["identifier"] = grant.Number,
                ["url"] = site.Of(AwardsRoutes.PublicAward(grant.Number)),
                ["funder"] = new JsonObject { ["@type"] = "Organization", ["name"] = grant.Funder },
            };
        Add(
            thing,
            "image",
            [.. record.Images.Select(i => site.Of(FileDownloads.Address(i.ViewId)))]
        );
        return thing;
    }

    private static void Add(JsonObject thing, string property, string value)
    {
        if (value.Length > 0)
            thing[property] = value;
    }

    private static void Add(JsonObject thing, string property, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
            thing[property] = new JsonArray([.. values.Select(v => JsonValue.Create(v))]);
    }
}
