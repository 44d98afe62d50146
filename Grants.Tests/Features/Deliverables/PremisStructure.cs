using System.Xml.Linq;

namespace Grants.Tests.Features.Deliverables;

/// <summary>
/// Order and cardinality of the semantic units of PREMIS 3.0 as its data dictionary and schema have them (Library of Congress, June 2015,
/// corrected November 2015), as far as the export goes: children are listed whole where it writes any.
/// </summary>
internal static class PremisStructure
{
    private static readonly XNamespace P = "http://www.loc.gov/premis/v3";
    private static readonly XName Type = XName.Get(
        "type",
        "http://www.w3.org/2001/XMLSchema-instance"
    );

    /// <summary>Children in order: "a" once, "a?" at most once, "a+" at least once, "a*" any number.</summary>
    private static readonly Dictionary<string, string> Units = new()
    {
        ["premis"] = "object+ event* agent* rights*",
        ["representation"] =
            "objectIdentifier+ preservationLevel* significantProperties* originalName? storage* relationship* linkingEventIdentifier* linkingRightsStatementIdentifier*",
        ["file"] =
            "objectIdentifier+ preservationLevel* significantProperties* objectCharacteristics+ originalName? storage* signatureInformation* relationship* linkingEventIdentifier* linkingRightsStatementIdentifier*",
        ["event"] =
            "eventIdentifier eventType eventDateTime eventDetailInformation* eventOutcomeInformation* linkingAgentIdentifier* linkingObjectIdentifier*",
        ["agent"] =
            "agentIdentifier+ agentName* agentType? agentVersion? agentNote* agentExtension* linkingEventIdentifier* linkingRightsStatementIdentifier* linkingEnvironmentIdentifier*",
        ["objectIdentifier"] = "objectIdentifierType objectIdentifierValue",
        ["eventIdentifier"] = "eventIdentifierType eventIdentifierValue",
        ["agentIdentifier"] = "agentIdentifierType agentIdentifierValue",
        ["linkingAgentIdentifier"] =
            "linkingAgentIdentifierType linkingAgentIdentifierValue linkingAgentRole*",
        ["linkingObjectIdentifier"] =
            "linkingObjectIdentifierType linkingObjectIdentifierValue linkingObjectRole*",
        ["relatedObjectIdentifier"] =
            "relatedObjectIdentifierType relatedObjectIdentifierValue relatedObjectSequence?",
        ["objectCharacteristics"] =
            "compositionLevel? fixity* size? format+ creatingApplication* inhibitors* objectCharacteristicsExtension*",
        ["fixity"] = "messageDigestAlgorithm messageDigest messageDigestOriginator?",
        ["format"] = "formatDesignation formatRegistry? formatNote*",
        ["formatDesignation"] = "formatName formatVersion?",
        ["storage"] = "contentLocation storageMedium?",
        ["contentLocation"] = "contentLocationType contentLocationValue",
        ["relationship"] =
            "relationshipType relationshipSubType relatedObjectIdentifier+ relatedEventIdentifier* relatedEnvironmentPurpose* relatedEnvironmentCharacteristic?",
        ["eventDetailInformation"] = "eventDetail? eventDetailExtension*",
        ["eventOutcomeInformation"] = "eventOutcome? eventOutcomeDetail*",
        ["eventOutcomeDetail"] = "eventOutcomeDetailNote? eventOutcomeDetailExtension*",
    };

    /// <summary>What isn't as the dictionary has it, each with where it is.</summary>
    public static IEnumerable<string> Problems(XElement element)
    {
        var name = element.Name == P + "object" ? ObjectType(element) : element.Name.LocalName;
        if (element.Name.Namespace != P)
            yield return $"{element.Name} isn't of PREMIS 3";
        if (!Units.TryGetValue(name, out var units))
        {
            if (element.HasElements)
                yield return $"{name} isn't known to hold anything";
            else if (string.IsNullOrWhiteSpace(element.Value))
                yield return $"{name} is empty";
            yield break;
        }
        var children = element.Elements().Select(e => e.Name.LocalName).ToList();
        var at = 0;
        foreach (var unit in units.Split(' '))
        {
            var child = unit.TrimEnd('?', '+', '*');
            var count = children.Skip(at).TakeWhile(c => c == child).Count();
            if (count == 0 && unit[^1] is not ('?' or '*'))
                yield return $"{name} has no {child} where it belongs";
            if (count > 1 && unit[^1] is not ('+' or '*'))
                yield return $"{name} has {count} of {child}";
            at += count;
        }
        if (at < children.Count)
            yield return $"{name} has {children[at]} where it doesn't belong";
        foreach (var problem in element.Elements().SelectMany(Problems))
            yield return $"{name}: {problem}";
    }

    private static string ObjectType(XElement element) =>
        element.Attribute(Type)?.Value ?? "object without a type";
}
