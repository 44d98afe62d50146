using Grants.Domain.Documents;
using Grants.Web.Platform.Pdf.Pictures;
using Grants.Web.Platform.Pdf.Shaping;

namespace Grants.Web.Platform.Pdf.Layout;

/// <summary>What letters and covers have of their own.</summary>
internal sealed class LetterBlocks(Flow flow, PictureBlocks pictures)
{
    private const float LogoHeight = 44;
    private const float LogoWidth = 150;
    private const float CoverTop = 200;

    public void Place(Letterhead letterhead)
    {
        flow.Reserve(LogoHeight + 40);
        var top = flow.Y;
        var left = PageBox.Left;
        if (letterhead.Logo is { IsEmpty: false } file)
        {
            var logo = Picture.Read(file);
            var (width, height) = PictureBlocks.Fit(logo, LogoWidth, LogoHeight);
            pictures.Draw(logo, LogoAlt(letterhead.Organization), left, top, width, height);
            left += width + 16;
        }
        var tag = flow.Root.Add("P");
        Lines(letterhead.Organization, PrintStyle.Organization);
        foreach (var line in letterhead.Lines)
            Lines(line, PrintStyle.Small);
        if (letterhead.Logo is { IsEmpty: false })
            flow.MoveTo(Math.Max(flow.Y, top + LogoHeight));
        flow.Advance(9);
        flow.Rule(flow.Y, PageBox.Left, PageBox.Right, PrintStyle.Accent, 1.25f);
        flow.Advance(18);

        void Lines(string text, TextStyle style) =>
            flow.Lines(
                flow.Shaper.Lines(text, style, PageBox.Right - left),
                tag,
                left,
                PageBox.Right - left,
                TextAlign.Start
            );
    }

    public void Place(Address address)
    {
        var tag = flow.Root.Add("P");
        foreach (var line in address.Lines)
            flow.Lines(
                flow.Shaper.Lines(line, PrintStyle.Address, PageBox.Width),
                tag,
                PageBox.Left,
                PageBox.Width,
                TextAlign.Start
            );
        flow.Space(12);
    }

    public void Place(Cover cover)
    {
        if (!flow.IsFresh)
            flow.NewPage();
        flow.Page.HasFooter = false;
        flow.MoveTo(CoverTop);
        if (cover.Logo is { IsEmpty: false } file)
        {
            var logo = Picture.Read(file);
            var (width, height) = PictureBlocks.Fit(logo, 220, 72);
            pictures.Draw(logo, LogoAlt(cover.Organization), PageBox.Left, flow.Y, width, height);
            flow.Advance(height + 22);
        }
        flow.Text(cover.Organization, "P", PrintStyle.CoverOrganization);
        flow.Advance(6);
        flow.Text(cover.Title, "H1", PrintStyle.CoverTitle);
        flow.Advance(6);
        flow.Text(cover.Subtitle, "P", PrintStyle.CoverSubtitle);
        flow.Advance(26);
        flow.Rule(flow.Y, PageBox.Left, PageBox.Left + 72, PrintStyle.Accent, 1.5f);
        flow.Advance(14);
        flow.Text(cover.Date, "P", PrintStyle.Under);
        flow.NewPage();
    }

    public void Place(Signatures signatures)
    {
        const float gap = 36;
        foreach (var row in signatures.Signers.Chunk(2))
        {
            var width = (PageBox.Width - gap) / 2;
            var columns = row.Select(signer => Lines(signer, width)).ToList();
            var above = columns.Max(column => Height(column.Above));
            flow.Reserve(Math.Max(34, above + 8) + columns.Max(column => Height(column.Below)) + 8);
            flow.Advance(Math.Max(34 - above, 8));
            var top = flow.Y;
            for (var i = 0; i < columns.Count; i++)
            {
                var left = PageBox.Left + i * (width + gap);
                var tag = flow.Root.Add("P");
                flow.MoveTo(top + above - Height(columns[i].Above));
                Column(columns[i].Above);
                flow.Rule(top + above + 2, left, left + width, PrintStyle.StrongLine, 0.75f);
                flow.MoveTo(top + above + 5);
                Column(columns[i].Below);

                void Column(List<TextLine> lines)
                {
                    foreach (var line in lines)
                    {
                        flow.Line(line, tag, left, width, TextAlign.Start);
                        flow.Advance(line.Style.LineHeight);
                    }
                }
            }
            flow.MoveTo(top + above + 5 + columns.Max(column => Height(column.Below)));
            flow.Space(10);
        }
    }

    private (List<TextLine> Above, List<TextLine> Below) Lines(Signature signer, float width)
    {
        var signed = signer.Signed is null
            ? []
            : flow
                .Shaper.Lines(signer.Signed, PrintStyle.Under with { Italic = true }, width)
                .Take(4);
        var name = flow.Shaper.Lines(signer.Name, PrintStyle.Strong, width).Take(4);
        var title = flow.Shaper.Lines(signer.Title, PrintStyle.Under, width).Take(4);
        return ([.. signed], [.. name, .. title]);
    }

    private static float Height(List<TextLine> lines) => lines.Sum(line => line.Style.LineHeight);

    private static string LogoAlt(string organization) => $"Logo of {organization}";
}
