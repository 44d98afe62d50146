using System.Globalization;
using Grants.Domain.Deliverables;
using Grants.Domain.Documents;
using Grants.Domain.Kernel;
using Grants.Web.Features.Deliverables.Results;

namespace Grants.Web.Features.Deliverables.Report;

/// <summary>The report of a batch's quality control on paper.</summary>
public static class ReportDocument
{
    /// <summary>Each is decoded from its master; beyond these the words alone say where.</summary>
    private const int MostPictures = 40;

    private const double PictureWidth = 220; // points

    /// <param name="left">Defective items that aren't printed.</param>
    public static async Task<PrintDocument> MakeAsync(
        ReportFacts facts,
        IReadOnlyList<ReportedItem> items,
        int left,
        BatchPictures pictures,
        CancellationToken cancel
    )
    {
        var title = $"Quality control of batch {facts.BatchNumber}, {facts.Deliverable}";
        List<Block> blocks = [new Heading(1, title), Facts(facts)];
        if (facts.Reason is not null)
            blocks.AddRange([new Heading(2, "Please correct this"), Paragraph.Of(facts.Reason)]);
        blocks.Add(new Heading(2, "Defective items"));
        if (items.Count == 0)
            blocks.Add(Paragraph.Of("None of the items that were looked at is defective."));
        var printed = 0;
        foreach (var item in items)
        {
            blocks.Add(new Heading(3, $"{item.Identifier}: {item.Title}", InContents: false));
            blocks.Add(Paragraph.Of($"Row {item.Row} of the sheet"));
            foreach (var defect in item.Defects)
            {
                blocks.Add(Said(defect));
                if (
                    printed < MostPictures
                    && await PictureAsync(defect, pictures, cancel) is { } shown
                )
                {
                    blocks.Add(shown);
                    printed++;
                }
            }
        }
        if (left > 0)
            blocks.Add(
                Paragraph.Of(
                    $"And {Numbers.Say(left, "more item")}, which the returned sheet names."
                )
            );
        return new PrintDocument(
            title,
            facts.Organization,
            "en",
            facts.BeganAt ?? DateTimeOffset.UnixEpoch,
            $"{facts.AwardNumber}, {facts.Organization}",
            blocks
        );
    }

    private static KeyValues Facts(ReportFacts facts)
    {
        var tally = facts.Tally;
        List<KeyValuePair<string, string>> rows =
        [
            new("Award", facts.AwardNumber),
            new("Organization", facts.Organization),
            new("State", Words.Of(facts.Status.ToString())),
            new("Items of the batch", Numbers.Say(tally.Items)),
            new("Looked at", $"{Numbers.Say(tally.Seen)} of {Numbers.Say(tally.Scope)}"),
            new("Good", Numbers.Say(tally.Good)),
            new("Defective", Numbers.Say(tally.Defective)),
        ];
        if (facts.Seed is { } seed)
            rows.Add(new("Sample", tally.CoversAll ? "Every item" : $"{Sample.Rule}; seed {seed}"));
        if (facts.BeganAt is { } at)
            rows.Add(
                new(
                    "Begun",
                    $"{at.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)} by {facts.BeganBy}"
                )
            );
        return new KeyValues(rows);
    }

    private static Paragraph Said(ReportedDefect defect)
    {
        List<TextRun> runs = [new(defect.Words.Name, Bold: true)];
        if (defect.Where.Length > 0)
            runs.Add(new($" ({defect.Where})"));
        runs.Add(new(". "));
        if (defect.Note.Length > 0)
            runs.Add(new($"{defect.Note.TrimEnd('.')}. "));
        runs.Add(new(defect.Words.Remedy, Italic: true));
        return new Paragraph(runs);
    }

    private static async Task<Image?> PictureAsync(
        ReportedDefect defect,
        BatchPictures pictures,
        CancellationToken cancel
    ) =>
        defect is { Mark: { } mark, Sha256: { } sha256 }
        && await pictures.MarkedAsync(sha256, mark, cancel) is { } picture
            ? new Image(picture, $"{defect.FileName} with a frame {mark.Place}", PictureWidth)
            : null;
}
