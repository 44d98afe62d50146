using Grants.Data.Queries;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Sheets;
using Grants.Domain.Kernel;

namespace Grants.Web.Features.Deliverables.Checking;

/// <summary>What a deliverable stands at with a batch, beside what it promises.</summary>
public static class AgainstPromise
{
    private const string Rule = "What the award promises";

    /// <param name="materials">Of the deliverable, with the batch's items.</param>
    /// <param name="strangers">Rows of the batch that belong to none of them.</param>
    /// <param name="sheet">The sheet's name.</param>
    public static IEnumerable<Finding> Findings(
        IReadOnlyList<MaterialStanding> materials,
        IReadOnlyList<int> strangers,
        string sheet
    )
    {
        var promised = materials.Where(m => m.Promised > 0).ToList();
        if (strangers.Count > 0 && promised.Count > 0)
            yield return new Finding(
                FindingCodes.NotPromised,
                FindingSeverity.Warning,
                sheet,
                $"No promised material fits {Shown.Rows(strangers)}, so they count for none. Write what they are into genre, in words of the promise, or ask the funder.",
                string.Join("; ", promised.Select(m => m.Material)),
                Rule: Rule,
                Field: MetadataProfile.Genre
            );
        foreach (var material in promised)
        {
            var (there, open) = (material.Accepted + material.Waiting, material.Open);
            if (there > material.Promised)
                yield return Of(
                    material,
                    FindingCodes.PromiseExceeded,
                    $"{material.Material}: {Numbers.Say(there)} {material.Unit} are delivered, and {Numbers.Say(material.Promised)} were promised. Nothing to do, unless parts of one item stand in rows of their own."
                );
            else if (open > 0)
                yield return Of(
                    material,
                    FindingCodes.PromiseOpen,
                    $"{material.Material}: {Numbers.Say(there)} of {Numbers.Say(material.Promised)} {material.Unit} are delivered, {Numbers.Say(open)} are still to come in another batch."
                );
        }

        Finding Of(MaterialStanding material, string code, string message) =>
            new(
                code,
                FindingSeverity.Notice,
                sheet,
                message,
                $"{Numbers.Say(material.Promised)} {material.Unit}",
                $"{Numbers.Say(material.Accepted + material.Waiting)} {material.Unit}",
                Rule
            );
    }
}
