using System.Globalization;
using System.Text;
using System.Xml;
using Grants.Data;
using Grants.Domain.Deliverables;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Preservation;

/// <summary>
/// Kept files, what was done to them and by whom, as PREMIS 3.0 (Library of Congress, http://www.loc.gov/premis/v3): a representation for each
/// batch, a file for each file, then events, then agents. Written as it is read, so that an award of a million files needs no memory.
/// </summary>
internal sealed class Premis(Guid awardId, string number, GrantsDb db) : IResult
{
    private const string Space = "http://www.loc.gov/premis/v3";
    private const string Instance = "http://www.w3.org/2001/XMLSchema-instance";
    private const string EventTypes = "http://id.loc.gov/vocabulary/preservation/eventType";

    private readonly Dictionary<(AgentKind Kind, string Name), string> _agents = [];

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var _ = db;
        var cancel = httpContext.RequestAborted;
        httpContext.Response.ContentType = "application/xml; charset=utf-8";
        httpContext.Response.Headers.ContentDisposition =
            $"attachment; filename=\"premis-{number}.xml\"";
        httpContext.Response.Headers.CacheControl = "private, no-store";
        await using var xml = XmlWriter.Create(
            httpContext.Response.Body,
            new XmlWriterSettings
            {
                Async = true,
                Indent = true,
                Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            }
        );
        await WriteAsync(xml, cancel);
    }

    public async Task WriteAsync(XmlWriter xml, CancellationToken cancel)
    {
        await xml.WriteStartDocumentAsync();
        await xml.WriteStartElementAsync(null, "premis", Space);
        await xml.WriteAttributeStringAsync("xmlns", "xsi", null, Instance);
        await xml.WriteAttributeStringAsync(null, "version", null, "3.0");
        var batches = await (
            from batch in ShowPreservation.Batches(db, awardId)
            join deliverable in db.Deliverables on batch.DeliverableId equals deliverable.Id
            orderby deliverable.Code, batch.Number
            select new Kept(batch.Id, $"{deliverable.Code}, batch {batch.Number}")
        ).ToListAsync(cancel);
        foreach (var batch in batches)
            await WriteBatchAsync(xml, batch);
        await foreach (
            var file in ShowPreservation
                .Files(db, awardId)
                .AsAsyncEnumerable()
                .WithCancellation(cancel)
        )
            await WriteFileAsync(xml, file);
        foreach (var batch in batches)
            await WriteEventsAsync(xml, batch.Id, cancel);
        foreach (var ((kind, name), id) in _agents)
            await WriteAgentAsync(xml, kind, name, id);
        await xml.WriteEndElementAsync();
        await xml.WriteEndDocumentAsync();
        await xml.FlushAsync();
    }

    private async Task WriteBatchAsync(XmlWriter xml, Kept batch)
    {
        await BeginAsync(xml, "object");
        await xml.WriteAttributeStringAsync("xsi", "type", Instance, "representation");
        await IdentifyAsync(xml, "object", "UUID", batch.Id.ToString());
        await ElementAsync(xml, "originalName", $"{number} {batch.Name}");
        await xml.WriteEndElementAsync();
    }

    private static async Task WriteFileAsync(XmlWriter xml, KeptFile file)
    {
        await BeginAsync(xml, "object");
        await xml.WriteAttributeStringAsync("xsi", "type", Instance, "file");
        await IdentifyAsync(xml, "object", "UUID", file.Id.ToString());
        await BeginAsync(xml, "objectCharacteristics");
        await ElementAsync(xml, "compositionLevel", "0");
        await BeginAsync(xml, "fixity");
        await ElementAsync(xml, "messageDigestAlgorithm", "SHA-256");
        await ElementAsync(xml, "messageDigest", file.Sha256);
        await xml.WriteEndElementAsync();
        await ElementAsync(xml, "size", file.Size.ToString(CultureInfo.InvariantCulture));
        await BeginAsync(xml, "format");
        await BeginAsync(xml, "formatDesignation");
        await ElementAsync(xml, "formatName", file.Format);
        await xml.WriteEndElementAsync();
        await xml.WriteEndElementAsync();
        await xml.WriteEndElementAsync();
        await ElementAsync(xml, "originalName", file.Name);
        await BeginAsync(xml, "storage");
        await BeginAsync(xml, "contentLocation");
        await ElementAsync(xml, "contentLocationType", file.KeptAt is null ? "SHA-256" : "place");
        await ElementAsync(xml, "contentLocationValue", file.KeptAt ?? file.Sha256);
        await xml.WriteEndElementAsync();
        await xml.WriteEndElementAsync();
        await BeginAsync(xml, "relationship");
        await ElementAsync(xml, "relationshipType", "structural");
        await ElementAsync(xml, "relationshipSubType", "is included in");
        await IdentifyAsync(xml, "relatedObject", "UUID", file.BatchId.ToString());
        await xml.WriteEndElementAsync();
        await xml.WriteEndElementAsync();
    }

    private async Task WriteEventsAsync(XmlWriter xml, Guid batchId, CancellationToken cancel)
    {
        var files = await db
            .BatchFiles.Where(f => f.BatchId == batchId)
            .ToDictionaryAsync(f => f.Name, f => f.Id, StringComparer.OrdinalIgnoreCase, cancel);
        await foreach (
            var entry in db
                .PreservationEvents.AsNoTracking()
                .Where(e => e.BatchId == batchId)
                .OrderBy(e => e.At)
                .ThenBy(e => e.Id)
                .AsAsyncEnumerable()
                .WithCancellation(cancel)
        )
            await WriteEventAsync(xml, entry, files.GetValueOrDefault(entry.Subject, batchId));
    }

    private async Task WriteEventAsync(XmlWriter xml, PreservationEvent entry, Guid about)
    {
        await BeginAsync(xml, "event");
        await IdentifyAsync(xml, "event", "UUID", entry.Id.ToString());
        await BeginAsync(xml, "eventType");
        await xml.WriteAttributeStringAsync(null, "authority", null, "eventType");
        await xml.WriteAttributeStringAsync(null, "authorityURI", null, EventTypes);
        await xml.WriteStringAsync(Clean(entry.Type));
        await xml.WriteEndElementAsync();
        await ElementAsync(
            xml,
            "eventDateTime",
            entry.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)
        );
        await BeginAsync(xml, "eventDetailInformation");
        await ElementAsync(xml, "eventDetail", entry.Subject);
        await xml.WriteEndElementAsync();
        await BeginAsync(xml, "eventOutcomeInformation");
        await ElementAsync(xml, "eventOutcome", entry.Outcome);
        await BeginAsync(xml, "eventOutcomeDetail");
        await ElementAsync(xml, "eventOutcomeDetailNote", entry.Detail);
        await xml.WriteEndElementAsync();
        await xml.WriteEndElementAsync();
        var who = (entry.AgentKind, entry.Agent);
        if (!_agents.TryGetValue(who, out var agent))
            _agents[who] = agent = $"agent-{_agents.Count + 1}";
        await IdentifyAsync(xml, "linkingAgent", "local", agent);
        await IdentifyAsync(xml, "linkingObject", "UUID", about.ToString());
        await xml.WriteEndElementAsync();
    }

    private static async Task WriteAgentAsync(XmlWriter xml, AgentKind kind, string name, string id)
    {
        await BeginAsync(xml, "agent");
        await IdentifyAsync(xml, "agent", "local", id);
        await ElementAsync(xml, "agentName", name);
        await ElementAsync(xml, "agentType", kind == AgentKind.Person ? "person" : "software");
        await xml.WriteEndElementAsync();
    }

    private static async Task IdentifyAsync(XmlWriter xml, string what, string type, string value)
    {
        await BeginAsync(xml, $"{what}Identifier");
        await ElementAsync(xml, $"{what}IdentifierType", type);
        await ElementAsync(xml, $"{what}IdentifierValue", value);
        await xml.WriteEndElementAsync();
    }

    private static Task BeginAsync(XmlWriter xml, string name) =>
        xml.WriteStartElementAsync(null, name, Space);

    private static Task ElementAsync(XmlWriter xml, string name, string value) =>
        xml.WriteElementStringAsync(null, name, Space, Clean(value));

    /// <summary>File names may hold signs that XML can't.</summary>
    private static string Clean(string text) =>
        text.All(XmlConvert.IsXmlChar)
            ? text
            : string.Concat(
                text.Select(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c) ? c : '\uFFFD')
            );

    private sealed record Kept(Guid Id, string Name);
}
